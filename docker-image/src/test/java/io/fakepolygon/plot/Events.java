package io.fakepolygon.plot;

import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Events made by hand, at seconds after 10:00 in New York on 2 January 2024. */
final class Events {
  static final String SYMBOL = "FAKETICKER";
  static final Instant TEN = Instant.parse("2024-01-02T15:00:00Z");

  private Events() {}

  static MarketSpec realistic(Scenario... scenarios) {
    return realistic(Behavior.DEFAULT, scenarios);
  }

  static MarketSpec realistic(Behavior behavior, Scenario... scenarios) {
    return new MarketSpec(
        42,
        List.of(SYMBOL),
        Duration.ofMillis(100),
        100,
        5,
        Duration.ofSeconds(10),
        MarketMode.REALISTIC,
        true,
        Map.of(SYMBOL, behavior),
        List.of(scenarios),
        Duration.ZERO);
  }

  static Subject subject(long seconds, Scenario... scenarios) {
    return new Subject(realistic(scenarios), SYMBOL, TEN, TEN.plusSeconds(seconds));
  }

  static Excerpt excerpt(Subject subject, int columns, MarketEvent... events) {
    return Excerpt.of((span, reader) -> List.of(events).forEach(reader), subject, columns);
  }

  static MarketPicture picture(Subject subject, MarketEvent... events) {
    return MarketPicture.of((span, reader) -> List.of(events).forEach(reader), subject, Size.USUAL)
        .orElseThrow();
  }

  static long ms(double seconds) {
    return TEN.toEpochMilli() + Math.round(1_000 * seconds);
  }

  static Trade trade(double seconds, double priceUsd, Integer... conditions) {
    return new Trade(
        SYMBOL, "1", 12, priceUsd, 100, List.of(conditions), ms(seconds), 0, 1, 3, 0, 0, 0);
  }

  static Quote quote(double seconds, double bidUsd, double askUsd) {
    return new Quote(
        SYMBOL,
        OptionalInt.empty(),
        List.of(),
        12,
        12,
        bidUsd,
        askUsd,
        100,
        100,
        ms(seconds),
        0,
        1,
        3);
  }

  static LuldBand band(double seconds, double lowerUsd, double upperUsd, Integer... indicators) {
    return new LuldBand(
        SYMBOL, upperUsd, lowerUsd, List.of(indicators), 3, 1_000_000 * ms(seconds), 1);
  }

  static Aggregate minute(int number, double openUsd, double closeUsd, long volume) {
    return new Aggregate(
        Channel.AM,
        SYMBOL,
        volume,
        volume,
        0,
        openUsd,
        openUsd,
        closeUsd,
        Math.max(openUsd, closeUsd),
        Math.min(openUsd, closeUsd),
        openUsd,
        100,
        ms(60 * number),
        ms(60 * number + 60),
        false,
        0,
        0);
  }
}
