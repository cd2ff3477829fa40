package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Whether events come in order: their times, in ms as most of the wire has them, never fall, nor do
 * the sequence numbers of a topic within a {@link Stretch}. Equal ones are in order.
 *
 * <p>A bar may come long after its window, and again when it is corrected. So bars are compared
 * with those of their topic only, each window when it comes first; but what happened before a
 * window ended comes before its bar.
 */
final class OrderCheck {
  private static final long NS_IN_MS = 1_000_000;

  private final Map<String, Seen> highestSequence = new HashMap<>();
  private final Map<String, Seen> latestBars = new HashMap<>();
  private final Set<String> windows = new HashSet<>();
  private Optional<Seen> latest = Optional.empty();
  private Stretch stretch = Stretch.at(0);

  /** {@return the event that came before this one but happened after it, or empty} */
  Optional<Seen> laterThan(Seen next) {
    long ms = ms(next.event());
    if (next.event() instanceof Aggregate bar) {
      return laterBarThan(next, bar);
    }
    Optional<Seen> later = latest.filter(seen -> ms(seen.event()) > ms);
    if (later.isPresent()) {
      return later;
    }
    latest = Optional.of(next);
    if (!stretch.contains(ms)) {
      stretch = Stretch.at(ms);
      highestSequence.clear();
    }
    return sequenceOf(next.event()).isPresent() ? higherThan(next) : Optional.empty();
  }

  private Optional<Seen> laterBarThan(Seen next, Aggregate bar) {
    if (latest.isEmpty() || ms(latest.get().event()) < bar.endMs()) {
      latest = Optional.of(next);
    }
    String topic = Text.topicOf(bar);
    if (!windows.add(topic + '@' + bar.startMs())) {
      return Optional.empty();
    }
    Optional<Seen> later =
        Optional.ofNullable(latestBars.get(topic)).filter(seen -> ms(seen.event()) > bar.endMs());
    if (later.isEmpty()) {
      latestBars.put(topic, next);
    }
    return later;
  }

  private Optional<Seen> higherThan(Seen next) {
    Seen highest =
        highestSequence.merge(
            Text.topicOf(next.event()),
            next,
            (seen, now) -> sequence(seen.event()) > sequence(now.event()) ? seen : now);
    return highest.equals(next) ? Optional.empty() : Optional.of(highest);
  }

  /** {@return the sequence number that a trade, quote or price band carries} */
  static OptionalLong sequenceOf(MarketEvent event) {
    if (event instanceof Trade trade) {
      return OptionalLong.of(trade.sequence());
    }
    if (event instanceof Quote quote) {
      return OptionalLong.of(quote.sequence());
    }
    return event instanceof LuldBand band ? OptionalLong.of(band.sequence()) : OptionalLong.empty();
  }

  private static long sequence(MarketEvent event) {
    return sequenceOf(event).orElseThrow();
  }

  private static long ms(MarketEvent event) {
    return event.timestampNs() / NS_IN_MS;
  }

  /**
   * An event where it was received.
   *
   * @param position counted from 1
   * @param event the event
   * @param json the event as it came
   */
  record Seen(long position, MarketEvent event, String json) {}
}
