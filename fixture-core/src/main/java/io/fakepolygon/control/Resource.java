package io.fakepolygon.control;

import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import org.jspecify.annotations.Nullable;

/** What answers one kind of request. */
interface Resource {
  String JSON = "application/json";

  /**
   * {@return the answer}
   *
   * @throws Problem.Refusal if something in the request cannot be used
   */
  Answer answer(Request request);

  /** {@return an answer that holds a value as JSON} */
  static Answer json(int status, @Nullable Object value) {
    return Answer.of(status, JSON, RecordJson.text(value));
  }
}
