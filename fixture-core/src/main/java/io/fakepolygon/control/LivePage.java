package io.fakepolygon.control;

import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The files of the live page, as they stand in the jar: {@code /}, and what it asks for. */
final class LivePage {
  private static final String FOLDER = "/page/";
  private static final String START = "index.html";
  private static final String TEXT = "text/html; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry(START, TEXT),
          Map.entry("live.css", STYLE),
          Map.entry("icon.svg", "image/svg+xml"),
          Map.entry("live.js", SCRIPT),
          Map.entry("actions.js", SCRIPT),
          Map.entry("charts.js", SCRIPT),
          Map.entry("connections.js", SCRIPT),
          Map.entry("control.js", SCRIPT),
          Map.entry("elements.js", SCRIPT),
          Map.entry("frames.js", SCRIPT),
          Map.entry("market.js", SCRIPT),
          Map.entry("lightweight-charts.mjs", SCRIPT));

  // All of it comes from here, and it talks to nobody else; what a client called itself is text.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  static Set<String> files() {
    return FILES.keySet();
  }

  boolean serves(String path) {
    return path.equals("/") || path.startsWith(FOLDER);
  }

  /**
   * {@return a file}
   *
   * @throws Problem.Refusal if there is none of that name, or it is not to be read but written
   */
  Answer answer(Request request) {
    if (!Set.of("GET", "HEAD").contains(request.method())) {
      throw Problem.of(405, "Method not allowed", "The live page is for GET").refusal();
    }
    String name = request.path().equals("/") ? START : request.path().substring(FOLDER.length());
    String type = FILES.get(name);
    if (type == null) {
      throw Problem.of(
              404,
              "Not found",
              "There is no '%s' of the live page. There is %s"
                  .formatted(name, new TreeSet<>(FILES.keySet())))
          .refusal();
    }
    byte[] bytes = read(name);
    return new Answer(
        200,
        Map.of("content-type", type, "content-security-policy", POLICY),
        out -> out.write(bytes));
  }

  private static byte[] read(String name) {
    try (InputStream in = LivePage.class.getResourceAsStream("page/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
