package io.fakepolygon.control;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not carried out, as RFC 9457 has it.
 *
 * @param status the status code
 * @param title what kind of problem it is, in few words
 * @param detail a sentence that says what to do
 * @param more members beyond those of the RFC
 */
record Problem(int status, String title, String detail, Map<String, Object> more) {
  static final String CONTENT_TYPE = "application/problem+json";

  static Problem of(int status, String title, String detail) {
    return new Problem(status, title, detail, Map.of());
  }

  /** {@return it as an exception, for whoever is deep in an answer} */
  Refusal refusal() {
    return new Refusal(this);
  }

  /** {@return it as a JSON object} */
  String toJson() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    members.putAll(more);
    return RecordJson.text(members);
  }

  /** A request that is not carried out. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private Refusal(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
