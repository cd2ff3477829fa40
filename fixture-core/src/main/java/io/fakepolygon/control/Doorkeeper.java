package io.fakepolygon.control;

import io.fakepolygon.server.HttpService.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides who comes in: whoever has the token, where there is one; and no page of another site that
 * a browser on this machine happens to show.
 *
 * <p>Such a page can send requests here, though it cannot read answers: none has a header that
 * would let it. A request with an {@code Origin} that is not this server's is refused, and one that
 * the browser says is a page's of another origin ({@code Sec-Fetch-Site}); and a body has to be
 * {@code application/json}, which a browser asks leave for first and is not given. Where there is
 * no token the server answers to addresses and to names of private networks only: a stranger's name
 * that was made to point here, so that its page is of one origin with this server, is none of them.
 */
final class Doorkeeper {
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");
  private static final List<String> PRIVATE_ENDS =
      List.of(".localhost", ".internal", ".cluster.local", ".home.arpa");
  private static final String BEARER = "Bearer ";
  private static final String SHUT =
      "The control API of this server is shut. Start it with CONTROL_API=on, or in Java with FakePolygonConfig.builder().controlApi(true)";

  private final ControlOptions options;

  Doorkeeper(ControlOptions options) {
    this.options = options;
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
    recognize(request);
  }

  /**
   * Lets somebody look on, also where the API is shut.
   *
   * @throws Problem.Refusal as above, but for that
   */
  void admitToLook(Request request) {
    if (options.page()) {
      recognize(request);
    } else {
      admit(request);
    }
  }

  private void recognize(Request request) {
    String host = request.header("host").toLowerCase(Locale.ROOT);
    if (options.token() == null && !isPrivate(PORT.matcher(host).replaceFirst(""))) {
      throw Problem.of(
              403,
              "Foreign host",
              "Without a token this server does not answer as '%s'. Ask it by its address, or set CONTROL_TOKEN"
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
    String site = request.header("sec-fetch-site");
    if (site.equals("cross-site") || site.equals("same-site")) {
      throw Problem.of(
              403,
              "Foreign site",
              "A page of another origin may not use this API. Only those that this server serves may")
          .refusal();
    }
    requireToken(request.header("authorization"));
    requireJson(request);
  }

  private void requireToken(String authorization) {
    String token = options.token();
    boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    if (token != null && !(bearer && isSame(authorization.substring(BEARER.length()), token))) {
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

  // No name that a stranger could have: those have a dot, and end otherwise.
  private static boolean isPrivate(String host) {
    return (!host.isEmpty() && !host.contains("."))
        || ADDRESS.matcher(host).matches()
        || PRIVATE_ENDS.stream().anyMatch(host::endsWith);
  }

  // Takes as long for a wrong one as for the right one.
  private static boolean isSame(String given, String right) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
