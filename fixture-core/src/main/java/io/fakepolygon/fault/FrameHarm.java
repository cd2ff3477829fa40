package io.fakepolygon.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.fault.Outgoing.TextFrame;
import io.fakepolygon.protocol.RawFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How events are put into frames. Strikes a frame that holds an event of the fault's topics; {@code
 * after} counts such frames.
 */
public sealed interface FrameHarm extends Harm {

  /** {@return the frames that come in place of one} */
  List<TextFrame> applyTo(TextFrame frame);

  /**
   * One frame becomes several, with fewer events each. The batch is whatever was queued, so clients
   * must not count on either. Source: protocol.md, section 2.8.
   *
   * @param size most events of a frame
   */
  record SplitBatch(int size) implements FrameHarm {
    /** Refuses frames without events. */
    public SplitBatch {
      Amounts.requirePositive("size", size);
    }

    /** Each event in a frame of its own. */
    public SplitBatch() {
      this(1);
    }

    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      List<TextFrame> parts = new ArrayList<>();
      List<WireEvent> events = frame.events();
      for (int from = 0; from < events.size(); from += size) {
        parts.add(TextFrame.of(events.subList(from, Math.min(from + size, events.size()))));
      }
      return parts;
    }
  }

  /**
   * Several frames become one: the first wait for the last. Source: protocol.md, section 2.8.
   *
   * @param frames how many
   */
  record MergedBatch(int frames) implements FrameHarm {
    /** Refuses fewer than two. */
    public MergedBatch {
      if (frames < 2) {
        throw new IllegalArgumentException(
            "'frames' is %d. Write how many become one: 2 or more".formatted(frames));
      }
    }

    /** Two. */
    public MergedBatch() {
      this(2);
    }

    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      // Several frames are needed for that: FrameStage has them.
      return List.of(frame);
    }
  }

  /**
   * A frame beyond what some clients read, 1,048,576 bytes: they close with 1009. It is filled up
   * with blanks behind its last event, which JSON allows, so that the events in it are as they
   * were. Source: protocol.md, section 7, "big frames".
   *
   * @param bytes of its text
   */
  record BigFrame(int bytes) implements FrameHarm {
    /** Refuses what is not big, or would not fit in memory. */
    public BigFrame {
      if (bytes < 1 || bytes > 100_000_000) {
        throw new IllegalArgumentException(
            "'bytes' is %d. Write a number from 1 to 100000000".formatted(bytes));
      }
    }

    /** 1,100,000 bytes. */
    public BigFrame() {
      this(1_100_000);
    }

    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      byte[] big = Arrays.copyOf(frame.text(), Math.max(bytes, frame.text().length));
      Arrays.fill(big, frame.text().length - 1, big.length, (byte) ' ');
      big[big.length - 1] = ']';
      return List.of(frame.saying(big));
    }
  }

  /**
   * One text message in two WebSocket frames, cut inside a character of two bytes: whoever decodes
   * fragments instead of messages fails. Its last event has a new field {@code "note":"é"} for
   * that, unless a character of several bytes is there. RFC 6455, section 5.4, allows it; never
   * reported of the vendor.
   */
  record FragmentedText() implements FrameHarm {
    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      List<WireEvent> events = new ArrayList<>(frame.events());
      TextFrame whole = frame;
      if (cut(frame.text()) == 0) {
        WireEvent last = events.remove(events.size() - 1);
        String noted = RawFields.of(last.json()).with("note", "\"é\"").toJson();
        events.add(last.saying(noted));
        whole = TextFrame.of(events);
      }
      return List.of(new TextFrame(whole.text(), events, cut(whole.text()), false));
    }

    /** {@return how many bytes there are up to behind the first byte of such a character, or 0} */
    private static int cut(byte[] text) {
      int place = 0;
      while (place < text.length && text[place] >= 0) {
        place++;
      }
      return place < text.length ? place + 1 : 0;
    }
  }

  /**
   * The text breaks off before its end: no JSON. The WebSocket frame is whole. Never reported of
   * the vendor.
   */
  record MalformedJson() implements FrameHarm {
    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      return List.of(frame.saying(Arrays.copyOf(frame.text(), frame.text().length - 2)));
    }
  }

  /**
   * {@code NaN} for the first number with decimals of the frame, which is no JSON. Never seen of
   * the vendor. Source: protocol.md, section 7.
   */
  record NotANumber() implements FrameHarm {
    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      String text = frame.string().replaceFirst("(?<=:)-?[0-9]+[.][0-9]+", "NaN");
      return List.of(frame.saying(text.getBytes(UTF_8)));
    }
  }

  /**
   * The frame's header promises all of it, half of it comes, then the TCP connection ends. Source:
   * protocol.md, section 7, "abnormal end".
   */
  record TruncatedFrame() implements FrameHarm {
    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      return List.of(new TextFrame(frame.text(), frame.events(), 0, true));
    }
  }

  /**
   * A text frame that is no UTF-8: a byte 0xFF stands before its last bracket. RFC 6455, section
   * 8.1, has the client fail the connection, with 1007. Never reported of the vendor.
   */
  record InvalidUtf8() implements FrameHarm {
    @Override
    public List<TextFrame> applyTo(TextFrame frame) {
      byte[] text = Arrays.copyOf(frame.text(), frame.text().length + 1);
      text[text.length - 2] = (byte) 0xff;
      text[text.length - 1] = ']';
      return List.of(frame.saying(text));
    }
  }
}
