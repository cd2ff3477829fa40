package io.fakepolygon.control;

import io.fakepolygon.server.HttpService.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides who comes in: whoever has the token, where there is one; and no page of another site that
 * a browser on this machine happens to show.
 *
 * <p>Such a page can send requests here, though it cannot read answers: none has a header that
 * would let it. A request with an {@code Origin} that is not this server's is refused, and a body
 * has to be {@code application/json}, which a browser asks leave for first and is not given. A
 * server on a loopback address answers to names of this machine only, so that a stranger's name
 * which was made to point here is none of them.
 */
final class Doorkeeper {
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");
  private static final String SHUT =
      "The control API of this server is shut. Start it with CONTROL_API=on, or in Java with FakePolygonConfig.builder().controlApi(true)";

  private final ControlOptions options;
  private final boolean loopback;

  /**
   * A doorkeeper.
   *
   * @param loopback whether only this machine can reach the server
   */
  Doorkeeper(ControlOptions options, boolean loopback) {
    this.options = options;
    this.loopback = loopback;
  }

  /**
   * Lets a request in.
   *
   * @throws Problem.Refusal if it may not come in
   */
  void admit(Request request) {
    if (!options.open()) {
      throw Problem.of(403, "Shut", SHUT).refusal();
    }
    String host = request.header("host").toLowerCase(Locale.ROOT);
    if (loopback && !isOfThisMachine(PORT.matcher(host).replaceFirst(""))) {
      throw Problem.of(
              403,
              "Foreign host",
              "This server answers on this machine only, and is not '%s'. Ask http://localhost"
                  .formatted(host))
          .refusal();
    }
    String origin = request.header("origin").toLowerCase(Locale.ROOT);
    if (!origin.isEmpty()
        && !origin.equals("http://" + host)
        && !origin.equals("https://" + host)) {
      throw Problem.of(
              403,
              "Foreign origin",
              "Pages of '%s' may not use this API. Only those that this server serves may"
                  .formatted(origin))
          .refusal();
    }
    requireToken(request.header("authorization"));
    requireJson(request);
  }

  private void requireToken(String authorization) {
    String token = options.token();
    if (token != null && !isSame(authorization, "Bearer " + token)) {
      throw Problem.of(
              401,
              "No token",
              "This needs the token of the server's CONTROL_TOKEN. Send it as Authorization: Bearer <token>")
          .refusal();
    }
  }

  private static void requireJson(Request request) {
    String type = request.header("content-type").toLowerCase(Locale.ROOT);
    if (!request.body().isEmpty() && !type.startsWith("application/json")) {
      throw Problem.of(
              415,
              "No JSON",
              "The body is '%s'. Send JSON, and Content-Type: application/json".formatted(type))
          .refusal();
    }
  }

  private static boolean isOfThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || ADDRESS.matcher(host).matches();
  }

  // Takes as long for a wrong one as for the right one.
  private static boolean isSame(String given, String right) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
