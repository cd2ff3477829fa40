package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.fault.Outgoing.TextFrame;
import io.fakepolygon.fault.WireEvent;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.FrameSlicer;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import java.util.ArrayList;
import java.util.List;

/** From frames to the events in them, for faults to look at, and back. */
final class WireEvents {
  private WireEvents() {}

  /** {@return the events of each finished frame} */
  static List<List<WireEvent>> in(FrameBatch batch) {
    List<List<WireEvent>> frames = new ArrayList<>();
    for (int i = 0; i < batch.frames(); i++) {
      frames.add(in(batch.frame(i)));
    }
    return frames;
  }

  /** Adds a frame as faults left it. */
  static void add(TextFrame frame, FrameBatch batch, long nowNs) {
    boolean isStatus = frame.events().isEmpty();
    batch.addText(
        frame.text(),
        frame.cut(),
        frame.isBrokenOff(),
        isStatus ? statusesIn(frame.text()) : frame.events().size(),
        isStatus,
        nowNs);
  }

  private static List<WireEvent> in(byte[] frame) {
    List<WireEvent> events = new ArrayList<>();
    FrameSlicer.slice(
        frame,
        new FrameSlicer.Sink() {
          @Override
          public void event(String ev, String ticker, byte[] bytes, int start, int length) {
            Channel channel =
                Channel.of(ev).orElseThrow(() -> new IllegalStateException("No channel " + ev));
            events.add(new WireEvent(channel, ticker, new String(bytes, start, length, UTF_8)));
          }

          @Override
          public void malformed(Malformation kind, String what) {
            throw new IllegalStateException("Published " + kind.inWords() + ": " + what);
          }
        });
    return events;
  }

  private static int statusesIn(byte[] text) {
    return new String(text, US_ASCII).split("\"ev\":\"status\"", -1).length - 1;
  }
}
