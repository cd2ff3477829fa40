package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.FrameSlicer;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame of the feed's, cut into its parts on the socket's thread, so that the market thread only
 * has to say who gets which. Immutable; its bytes are shared and not to be changed.
 */
final class VendorFrame {
  private final byte[] bytes;
  private final List<Part> parts;
  private final int events;

  private VendorFrame(byte[] bytes, List<Part> parts, int events) {
    this.bytes = bytes;
    this.parts = parts;
    this.events = events;
  }

  /** Something in a frame. */
  private sealed interface Part {
    /** Tells {@code reader} what it is. */
    void tell(byte[] bytes, Reader reader);
  }

  /** Who is told the parts of a frame, in order. */
  interface Reader extends FrameSlicer.Sink {
    void status(Status status);
  }

  static VendorFrame read(byte[] bytes) {
    Collector collector = new Collector();
    FrameSlicer.slice(bytes, collector);
    return new VendorFrame(bytes, collector.parts, collector.events);
  }

  int length() {
    return bytes.length;
  }

  /** {@return how many of its parts are events} */
  int events() {
    return events;
  }

  /** Tells {@code reader} of each part, in order. */
  void tell(Reader reader) {
    parts.forEach(part -> part.tell(bytes, reader));
  }

  private record Event(String ev, String ticker, int start, int length) implements Part {
    @Override
    public void tell(byte[] bytes, Reader reader) {
      reader.event(ev, ticker, bytes, start, length);
    }
  }

  private record Said(Status status) implements Part {
    @Override
    public void tell(byte[] bytes, Reader reader) {
      reader.status(status);
    }
  }

  private record Malformed(Malformation kind, String what) implements Part {
    @Override
    public void tell(byte[] bytes, Reader reader) {
      reader.malformed(kind, what);
    }
  }

  private static final class Collector implements FrameSlicer.Sink {
    private final List<Part> parts = new ArrayList<>();
    private int events;

    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      if (ev.equals("status")) {
        parts.add(status(new String(frame, start, length, UTF_8)));
      } else {
        parts.add(new Event(ev, ticker, start, length));
        events++;
      }
    }

    @Override
    public void malformed(Malformation kind, String what) {
      parts.add(new Malformed(kind, what));
    }

    private static Part status(String json) {
      return FrameReader.read("[" + json + "]").get(0).message() instanceof Status status
          ? new Said(status)
          : new Malformed(Malformation.EVENT, json);
    }
  }
}
