package io.fakepolygon.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A flight as one HTML file that needs nothing else: no network, no other file. */
final class FlightPage {
  private FlightPage() {}

  /** {@return the page of a flight, which holds its JSON} */
  static String of(String json) {
    String page = resource("flight.html");
    page = put(page, "@STYLE@", resource("flight.css"));
    page = put(page, "@SCRIPT@", resource("flight.js"));
    // Last, for it may hold anything; and no text of it can end the element that it stands in.
    return put(page, "@FLIGHT@", json.replace("<", "\\u003c"));
  }

  private static String put(String page, String mark, String text) {
    int at = page.indexOf(mark);
    return page.substring(0, at) + text + page.substring(at + mark.length());
  }

  private static String resource(String name) {
    try (InputStream in = FlightPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("This jar lacks its resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
