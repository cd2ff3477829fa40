package io.fakepolygon.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/** What is to be written to a client's socket, in order. */
public sealed interface Outgoing {

  /**
   * A text message.
   *
   * @param text its payload
   * @param events those in it, none for statuses
   * @param cut behind how many bytes of the payload the first of two fragments ends; 0 for one
   *     frame
   * @param isBrokenOff whether only half of it is written, though its header promises all
   */
  // Nobody compares them, nor changes the bytes.
  @SuppressWarnings("ArrayRecordComponent")
  record TextFrame(byte[] text, List<WireEvent> events, int cut, boolean isBrokenOff)
      implements Outgoing {
    /** Copies the events. */
    public TextFrame {
      events = List.copyOf(events);
    }

    static TextFrame of(List<WireEvent> events) {
      return new TextFrame(array(events).getBytes(UTF_8), events, 0, false);
    }

    /** {@return a frame of statuses, as it is} */
    public static TextFrame ofStatuses(byte[] text) {
      return new TextFrame(text, List.of(), 0, false);
    }

    private static String array(List<WireEvent> events) {
      return events.stream().map(WireEvent::json).collect(Collectors.joining(",", "[", "]"));
    }

    TextFrame saying(byte[] other) {
      return new TextFrame(other, events, cut, isBrokenOff);
    }

    String string() {
      return new String(text, UTF_8);
    }

    /** {@return its events as JSON, none for statuses; of a text that is no JSON, all of it} */
    List<String> readable() {
      if (events.isEmpty()) {
        return List.of();
      }
      String text = string();
      boolean holdsThem = array(events).equals(text.replaceFirst(" +]$", "]"));
      return holdsThem ? events.stream().map(WireEvent::json).toList() : List.of(text);
    }
  }

  /**
   * A ping with a token.
   *
   * @param token what the pong is to hold
   */
  record Ping(String token) implements Outgoing {}

  /**
   * The end of the connection, by order.
   *
   * @param order the order's number
   * @param harm what was ordered
   */
  record Ending(int order, Harm harm) implements Outgoing {}
}
