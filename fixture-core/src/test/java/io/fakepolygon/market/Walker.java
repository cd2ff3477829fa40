package io.fakepolygon.market;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Walks markets and keeps what they hand on. */
final class Walker {
  static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  private Walker() {}

  /** A market like the default one, of one symbol. */
  static Market market() {
    return market(List.of("FAKETICKER"), Duration.ofMillis(100));
  }

  static Market market(List<String> symbols, Duration interval) {
    return new Market(new MarketSpec(42, symbols, interval, 100, 5, Duration.ofSeconds(10)));
  }

  static Walk walk(Market market, String... topics) {
    return market.walk(Interest.in(Stream.of(topics).map(Topic::parse).toList()));
  }

  /** What falls due after {@code from}, for so long. */
  static List<Due> due(Market market, Instant from, Duration span, String... topics) {
    Walk walk = walk(market, topics);
    long end = ns(from.plus(span));
    List<Due> due = new ArrayList<>();
    for (long at = walk.nextStepAfter(ns(from)); at <= end; at = walk.nextStepAfter(at)) {
      long step = at;
      walk.step(step, event -> due.add(new Due(step, event)));
    }
    return due;
  }

  /** The events of a kind that fall due after {@code from}, for so long. */
  static <E extends MarketEvent> List<E> events(
      Class<E> kind, Market market, Instant from, Duration span, String... topics) {
    return due(market, from, span, topics).stream().map(Due::event).map(kind::cast).toList();
  }

  /** The trades that happen from {@code from} on, up to but not including {@code to}. */
  static List<Trade> tradesIn(Market market, Instant from, Instant to, String symbol) {
    Duration aNanosecond = Duration.ofNanos(1);
    return events(
        Trade.class, market, from.minus(aNanosecond), Duration.between(from, to), "T." + symbol);
  }

  /** The trades of each window of a length, by its start. */
  static Map<Long, List<Trade>> byWindow(List<Trade> trades, Duration window) {
    long length = window.toMillis();
    return trades.stream()
        .collect(
            groupingBy(
                trade -> Math.floorDiv(trade.sipTimestampMs(), length) * length,
                TreeMap::new,
                toList()));
  }

  static List<Aggregate> bars(Market market, Instant from, Duration span, String topic) {
    return events(Aggregate.class, market, from, span, topic);
  }

  static long ns(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  /** An event and the step at which it falls due. */
  record Due(long stepNs, MarketEvent event) {}
}
