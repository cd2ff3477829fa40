package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;

/**
 * From a vendor's text frame to its events, without making anything of them: each is a stretch of
 * the frame's bytes, to be passed on as it came, and says itself where it belongs.
 *
 * <pre>
 *   [{"ev":"T","sym":"AAPL","p":297.845,…},{"ev":"LULD","T":"ATHR",…}]
 *    └──────── T.AAPL ──────────────────┘ └────── LULD.ATHR ──────┘
 * </pre>
 *
 * <p>What is no JSON costs nothing but itself: an event that is wrong inside is left out, and of a
 * frame that breaks off the events before the break are good. Stateless; threads may share it.
 */
public final class FrameSlicer {
  /**
   * With its two brackets, a frame of 900,000 bytes: official clients end their connection at
   * 1,000,000. Source: protocol.md, section 2.1.
   */
  public static final int LARGEST_EVENT = 900_000 - 2;

  private FrameSlicer() {}

  /** Who is told of events, on the calling thread. */
  public interface Sink {

    /**
     * An event.
     *
     * @param ev its kind, such as {@code T}
     * @param ticker whom it is about; empty for a {@code status}
     * @param frame the frame's bytes
     * @param start where the event begins in them, with its brace
     * @param length how many bytes it has, braces included
     */
    void event(String ev, String ticker, byte[] frame, int start, int length);

    /** Something that is no event. */
    void malformed(Malformation kind, String what);
  }

  /** What can be wrong with a frame. */
  public enum Malformation {
    /** No array, or one that breaks off; the events before the break have been told. */
    FRAME("a frame, or the rest of one, that is no JSON array"),
    /** An element that is no object, or is no JSON inside. */
    EVENT("an event that is no JSON object"),
    /** An object without a string for {@code ev}. */
    NO_KIND("an event without 'ev'"),
    /** An event without a string where its kind has the ticker. */
    NO_TICKER("an event without a ticker"),
    /** An event that fits in no frame that every client reads. */
    TOO_LARGE("an event too large for a frame");

    private final String words;

    Malformation(String words) {
      this.words = words;
    }

    /** {@return what a log says of it, such as {@code an event without a ticker}} */
    public String inWords() {
      return words;
    }
  }

  /**
   * Tells of each event of a frame, in order.
   *
   * @param frame one JSON array in UTF-8
   */
  public static void slice(byte[] frame, Sink sink) {
    JsonScanner json = new JsonScanner(frame, 0, frame.length);
    json.skipBlanks();
    boolean whole = json.array(() -> element(json, frame, sink));
    json.skipBlanks();
    if (!whole || !json.isAtEnd()) {
      sink.malformed(Malformation.FRAME, shown(frame, 0));
    }
  }

  /** {@return whether what follows it can be read} */
  private static boolean element(JsonScanner json, byte[] frame, Sink sink) {
    int start = json.position();
    if (json.next() != '{') {
      sink.malformed(Malformation.EVENT, shown(frame, start));
      return json.value();
    }
    Labels labels = new Labels();
    if (json.object(labels)) {
      tell(labels, frame, start, json.position() - start, sink);
      return true;
    }
    sink.malformed(Malformation.EVENT, shown(frame, start));
    json.moveTo(start);
    return json.skipObjectLeniently();
  }

  private static void tell(Labels labels, byte[] frame, int start, int length, Sink sink) {
    String ticker = labels.ticker();
    if (labels.ev().isEmpty()) {
      sink.malformed(Malformation.NO_KIND, shown(frame, start));
    } else if (ticker.isEmpty() && !labels.isStatus()) {
      sink.malformed(Malformation.NO_TICKER, shown(frame, start));
    } else if (length > LARGEST_EVENT) {
      sink.malformed(Malformation.TOO_LARGE, shown(frame, start));
    } else {
      sink.event(labels.ev(), ticker, frame, start, length);
    }
  }

  private static String shown(byte[] frame, int start) {
    return new String(frame, start, Math.min(200, frame.length - start), UTF_8);
  }

  /** The fields of one object that say where it belongs. */
  private static final class Labels implements JsonScanner.StringFields {
    private static final int EV = 0;
    private static final int SYM = 1;
    private static final int CAPITAL_T = 2;
    private static final int PAIR = 3;
    private static final int P = 4;
    private static final byte[][] NAMES =
        Stream.of("ev", "sym", "T", "pair", "p")
            .map(name -> name.getBytes(US_ASCII))
            .toArray(byte[][]::new);

    private final String[] texts = {"", "", "", "", ""};
    private int met;

    String ev() {
      return texts[EV];
    }

    boolean isStatus() {
      return ev().equals("status");
    }

    /** Sources of the fields: protocol.md, sections 3 and 4. */
    String ticker() {
      return switch (ev()) {
        case "status" -> "";
        case "LULD", "NOI", "V" -> texts[CAPITAL_T];
        case "C" -> texts[P];
        case "CA", "CAS", "XT", "XQ", "XA", "XAS", "XL2", "XS" -> texts[PAIR];
        default -> firstOf(texts[SYM], firstOf(texts[PAIR], texts[CAPITAL_T]));
      };
    }

    @Override
    public boolean wants(JsonScanner name) {
      met = 0;
      while (met < NAMES.length && !name.says(NAMES[met])) {
        met++;
      }
      return met < NAMES.length;
    }

    @Override
    public void value(JsonScanner value) {
      texts[met] = value.text();
    }

    private static String firstOf(String one, String other) {
      return one.isEmpty() ? other : one;
    }
  }
}
