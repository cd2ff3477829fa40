package io.fakepolygon.fault;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.RawFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in an event. Strikes an event of the fault's topics; all other fields stay as they
 * are, to the letter.
 */
public sealed interface FieldHarm extends Harm {
  /**
   * {@return the events that come in place of one, as JSON}
   *
   * @param event may be changed
   * @param before the event before it of its channel and symbol, as it came
   */
  List<String> applyTo(RawFields event, Optional<RawFields> before);

  /** {@return whether it can only strike an event before which there was one} */
  default boolean needsOneBefore() {
    return false;
  }

  /**
   * The sequence number and time of the event before, with another id, as of two OTC trades.
   * Source: protocol.md, section 7, "duplicate sequence numbers".
   */
  record DuplicateSequence() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Amounts.SEQUENCED;
    }

    @Override
    public boolean needsOneBefore() {
      return true;
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      before.flatMap(one -> one.get("q")).ifPresent(q -> event.with("q", q));
      before.flatMap(one -> one.get("t")).ifPresent(t -> event.with("t", t));
      return List.of(event.toJson());
    }
  }

  /**
   * A sequence number one below that of the event before. Source: protocol.md, section 7: "going
   * backwards within a connection".
   */
  record BackwardSequence() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Amounts.SEQUENCED;
    }

    @Override
    public boolean needsOneBefore() {
      return true;
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      before
          .flatMap(one -> one.get("q"))
          .ifPresent(q -> event.with("q", Numbers.plus(q, BigDecimal.ONE.negate())));
      return List.of(event.toJson());
    }
  }

  /**
   * A second bar that is not what its trades make, nor what the minute bar sums up: 100 shares
   * more, and a close a cent higher. Source: protocol.md, section 7, "second bars disagree with
   * minute bars".
   */
  record DisagreeingBar() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Set.of(Channel.A);
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return List.of(Numbers.amendBar(event).toJson());
    }
  }

  /**
   * A field nobody has heard of, behind the others. Source: protocol.md, section 7: {@code pt},
   * {@code ds}, {@code dv} and {@code dav} came unannounced in 2026.
   *
   * @param field its name
   */
  record UnknownField(String field) implements FieldHarm {
    /** Refuses what would not stand in JSON as it is. */
    public UnknownField {
      Amounts.requireName("field", field);
    }

    /** {@code nf}. */
    public UnknownField() {
      this("nf");
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return List.of(event.with(field, "1").toJson());
    }
  }

  /**
   * Behind an event comes one of a kind nobody has heard of: {@code
   * {"ev":"NEW","sym":"FAKETICKER","n":1}}. Source: protocol.md, section 7.
   *
   * @param ev its kind
   */
  record UnknownEvent(String ev) implements FieldHarm {
    /** Refuses what would not stand in JSON as it is. */
    public UnknownEvent {
      Amounts.requireName("ev", ev);
    }

    /** {@code NEW}. */
    public UnknownEvent() {
      this("NEW");
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      String sym = event.get("sym").or(() -> event.get("T")).orElse("\"\"");
      return List.of(event.toJson(), "{\"ev\":\"%s\",\"sym\":%s,\"n\":1}".formatted(ev, sym));
    }
  }

  /**
   * A string where a number belongs: the size {@code s} of a trade, {@code bs} of a quote, the
   * volume {@code v} of a bar, a band's {@code h}. Source: protocol.md, section 7: it broke a Go
   * feed, every trade lost.
   */
  record StringForNumber() implements FieldHarm {
    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return Numbers.change(event, Numbers::inQuotationMarks, "v", "s", "bs", "h");
    }

    @Override
    public Set<Channel> channels() {
      return Amounts.ALL;
    }
  }

  /**
   * Half a share more, where a whole number belongs: {@code s} of a trade, {@code bs} of a quote,
   * {@code z} of a bar. Source: protocol.md, section 7, "z not an integer": one bad bar killed a
   * connection.
   */
  record DecimalForInteger() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Amounts.TRADES_QUOTES_BARS;
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      boolean isBar = event.get("vw").isPresent();
      return Numbers.change(
          event, value -> Numbers.plus(value, new BigDecimal("0.5")), isBar ? "z" : "s", "bs");
    }
  }

  /**
   * The same number with an exponent, {@code 1.0245e+02} for 102.45: {@code p} of a trade, {@code
   * bp} of a quote, {@code vw} of a bar, {@code h} of a band. Source: protocol.md, section 7,
   * captured {@code 4.522e-05}.
   */
  record ExponentNumber() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Amounts.ALL;
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return Numbers.change(event, Numbers::withExponent, "p", "bp", "vw", "h");
    }
  }

  /**
   * Nanoseconds where ms are documented: {@code t}, {@code pt}, {@code trft}, a bar's {@code s} and
   * {@code e}. Bands have ns anyway. Source: protocol.md, section 7: dates tens of thousands of
   * years away.
   */
  record NanosecondsForMs() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Amounts.TRADES_QUOTES_BARS;
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      List<String> times =
          event.get("e").isPresent() ? List.of("s", "e") : List.of("t", "pt", "trft");
      for (String time : times) {
        event.get(time).ifPresent(ms -> event.with(time, Numbers.inNanoseconds(ms)));
      }
      return List.of(event.toJson());
    }
  }

  /**
   * A trade of less than a share: {@code "s":0} and {@code "ds":"0.5"}. A filter on {@code s} &gt;
   * 0 loses it. Source: protocol.md, section 7.
   */
  record ZeroSize() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Set.of(Channel.T);
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return List.of(event.with("s", "0").with("ds", "\"0.5\"").toJson());
    }
  }

  /** Price bands of zero, as in a halt: {@code "h":0,"l":0}. Source: protocol.md, section 7. */
  record ZeroBands() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Set.of(Channel.LULD);
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return List.of(event.with("h", "0").with("l", "0").toJson());
    }
  }

  /** The offer falls to the bid. Source: protocol.md, section 7. */
  record LockedQuote() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Set.of(Channel.Q);
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return List.of(event.with("ap", event.get("bp").orElse("0")).toJson());
    }
  }

  /** The offer falls to a cent below the bid. Source: protocol.md, section 7. */
  record CrossedQuote() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Set.of(Channel.Q);
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      String bid = event.get("bp").orElse("0");
      return List.of(event.with("ap", Numbers.plus(bid, new BigDecimal("-0.01"))).toJson());
    }
  }

  /** Nobody offers: {@code ax} is missing, price and size are 0. Source: protocol.md, section 7. */
  record OneSidedQuote() implements FieldHarm {
    @Override
    public Set<Channel> channels() {
      return Set.of(Channel.Q);
    }

    @Override
    public List<String> applyTo(RawFields event, Optional<RawFields> before) {
      return List.of(event.without("ax").with("ap", "0").with("as", "0").toJson());
    }
  }
}
