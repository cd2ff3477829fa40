package io.fakepolygon.fault;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.RawFields;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** Which events come, in which order, and when. Strikes an event of the fault's topics. */
public sealed interface StreamHarm extends Harm {

  /**
   * {@return the events that come in place of one, at once}
   *
   * @param detour takes those that come another time
   */
  List<String> applyTo(String event, Detour detour);

  /** The way of events that do not come when they are due. */
  interface Detour {
    /**
     * Has an event come later.
     *
     * @param delay market time from now on
     * @param event the event as JSON, given the ms since the Unix epoch at which it comes
     */
    void later(Duration delay, LongFunction<String> event);

    /** Has an event come right behind the next that comes. */
    void behindTheNext(String event);
  }

  /** The same event twice, one right behind the other. Source: protocol.md, section 7. */
  record DuplicateEvent() implements StreamHarm {
    @Override
    public List<String> applyTo(String event, Detour detour) {
      return List.of(event, event);
    }
  }

  /**
   * An event does not come. Sequence numbers have gaps anyway, so that nobody can tell by them.
   * Source: protocol.md, section 7, "sequence gaps".
   */
  record Gap() implements StreamHarm {
    @Override
    public List<String> applyTo(String event, Detour detour) {
      return List.of();
    }
  }

  /**
   * Two events change places: this one comes behind the next of its frame, or of the next frame
   * that is due to the connection. Source: protocol.md, section 7, "batches are not globally
   * sorted".
   */
  record Reorder() implements StreamHarm {
    @Override
    public List<String> applyTo(String event, Detour detour) {
      detour.behindTheNext(event);
      return List.of();
    }
  }

  /**
   * A trade that is reported late: it comes later, and its {@code t} says when it came, while
   * {@code pt} says when it was done. Source: protocol.md, section 7, TRF prints up to 15 minutes
   * old.
   *
   * @param delay market time
   */
  record LateTrade(Duration delay) implements StreamHarm {
    /** Refuses a negative time. */
    public LateTrade {
      Amounts.requireNotNegative("delay", delay);
    }

    /** Ten seconds. */
    public LateTrade() {
      this(Duration.ofSeconds(10));
    }

    @Override
    public Set<Channel> channels() {
      return Set.of(Channel.T);
    }

    @Override
    public List<String> applyTo(String event, Detour detour) {
      detour.later(delay, ms -> reportedAt(ms, RawFields.of(event)).toJson());
      return List.of();
    }

    private static RawFields reportedAt(long ms, RawFields trade) {
      String done = trade.get("pt").or(() -> trade.get("t")).orElse("0");
      return trade.with("t", Long.toString(ms)).with("pt", done);
    }
  }

  /**
   * A bar does not come, though there were trades. Source: protocol.md, section 7: over an hour for
   * one ticker in January 2021.
   */
  record MissingBar() implements StreamHarm {
    @Override
    public Set<Channel> channels() {
      return Amounts.BARS;
    }

    @Override
    public List<String> applyTo(String event, Detour detour) {
      return List.of();
    }
  }

  /**
   * A bar comes later, the same to the letter. Source: protocol.md, section 7: seconds, and several
   * minutes under trouble.
   *
   * @param delay market time
   */
  record LateBar(Duration delay) implements StreamHarm {
    /** Refuses a negative time. */
    public LateBar {
      Amounts.requireNotNegative("delay", delay);
    }

    /** Three seconds. */
    public LateBar() {
      this(Duration.ofSeconds(3));
    }

    @Override
    public Set<Channel> channels() {
      return Amounts.BARS;
    }

    @Override
    public List<String> applyTo(String event, Detour detour) {
      detour.later(delay, ms -> event);
      return List.of();
    }
  }

  /**
   * A bar comes again, with the same {@code s} and new values: its volume has grown by 100 shares,
   * and its close is a cent higher. Source: protocol.md, section 7, up to 15 minutes later.
   *
   * @param delay market time between the two
   */
  record ResentBar(Duration delay) implements StreamHarm {
    /** Refuses a negative time. */
    public ResentBar {
      Amounts.requireNotNegative("delay", delay);
    }

    /** Five seconds. */
    public ResentBar() {
      this(Duration.ofSeconds(5));
    }

    @Override
    public Set<Channel> channels() {
      return Amounts.BARS;
    }

    @Override
    public List<String> applyTo(String event, Detour detour) {
      detour.later(delay, ms -> Numbers.amendBar(RawFields.of(event)).toJson());
      return List.of(event);
    }
  }
}
