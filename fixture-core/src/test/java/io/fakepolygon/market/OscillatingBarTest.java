package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.HOUR;
import static io.fakepolygon.market.Walker.MINUTE;
import static io.fakepolygon.market.Walker.OPEN;
import static io.fakepolygon.market.Walker.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Walker.Due;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OscillatingBarTest {
  private static final String SYMBOL = "FAKETICKER";

  @ParameterizedTest
  @CsvSource({
    "A, PT1S, 100, 2024-01-02T14:30:00Z",
    "AM, PT1M, 100, 2024-01-02T14:30:00Z",
    "A, PT1S, 7, 2024-01-02T14:30:00Z",
    "AM, PT1M, 1500, 2024-01-02T14:30:00Z",
    "A, PT1S, 100, 1990-06-01T13:30:00Z",
    "AM, PT1M, 100, 2150-01-02T14:30:00Z",
  })
  void isTheRollUpOfTheTradesInItsWindow(
      String channel, Duration window, long intervalMs, Instant open) {
    Market market = Walker.market(List.of(SYMBOL), Duration.ofMillis(intervalMs));
    Duration span = Duration.ofMinutes(15);
    List<Trade> trades = Walker.tradesIn(market, open, open.plus(span), SYMBOL);

    List<Aggregate> bars =
        Walker.bars(market, open, span, channel + "." + SYMBOL).stream()
            .filter(bar -> bar.startMs() >= open.toEpochMilli())
            .toList();

    List<Aggregate> expected = new ArrayList<>();
    RollUp day = new RollUp();
    Walker.byWindow(trades, window)
        .forEach(
            (start, inWindow) -> {
              day.addAll(inWindow);
              expected.add(aBar(bars.get(0), start, window, RollUp.of(inWindow), day));
            });
    // The last window's bar falls due at the first step after its end, which may lie outside.
    assertThat(bars).hasSizeBetween(expected.size() - 1, expected.size());
    assertThat(bars).isEqualTo(expected.subList(0, bars.size()));
  }

  /** A bar of the given one's channel and symbol, computed with decimals only. */
  private static Aggregate aBar(
      Aggregate like, long startMs, Duration window, RollUp trades, RollUp day) {
    return new Aggregate(
        like.channel(),
        like.symbol(),
        trades.volume.longValueExact(),
        day.volume.longValueExact(),
        day.open,
        trades.vwap(),
        trades.open,
        trades.close,
        trades.high,
        trades.low,
        day.vwap(),
        trades.averageSize(),
        startMs,
        startMs + window.toMillis(),
        false,
        trades.volume.longValueExact() * 1_000_000,
        day.volume.longValueExact() * 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T14:30:00Z, PT6H59M",
    "2024-01-02T14:30:00Z, PT23H59M",
    "2024-03-09T14:30:00Z, PT22H59M",
    "2024-11-02T13:30:00Z, PT24H59M",
  })
  void theDaysTotalsAreRightForOneWhoAsksLate(Instant open, Duration late) {
    Market market = Walker.market(List.of(SYMBOL), SECOND);
    Instant end = open.plus(late).plus(MINUTE);
    List<Trade> day = Walker.tradesIn(market, open, end, SYMBOL);

    Aggregate bar =
        Walker.bars(
                Walker.market(List.of(SYMBOL), SECOND), end.minus(SECOND), SECOND, "AM." + SYMBOL)
            .get(0);

    RollUp minute = RollUp.of(day.subList(day.size() - 60, day.size()));
    assertThat(bar).isEqualTo(aBar(bar, bar.startMs(), MINUTE, minute, RollUp.of(day)));
  }

  @Test
  void theDaysTotalsBeginAnewWithTheSessionDay() {
    Instant open = Instant.parse("2024-01-03T14:30:00Z");

    List<Aggregate> bars =
        Walker.bars(Walker.market(), open.minus(SECOND), Duration.ofSeconds(3), "A." + SYMBOL);

    Aggregate lastOfADay = bars.get(0);
    Aggregate first = bars.get(1);
    Aggregate second = bars.get(2);
    assertThat(lastOfADay.dayVolumeShares()).isGreaterThan(500_000_000);
    assertThat(first.dayVolumeShares()).isEqualTo(first.volumeShares());
    assertThat(first.officialOpenUsd()).isEqualTo(first.openUsd());
    assertThat(first.dayVwapUsd()).isEqualTo(first.vwapUsd());
    assertThat(second.dayVolumeShares()).isEqualTo(first.volumeShares() + second.volumeShares());
    assertThat(second.officialOpenUsd()).isEqualTo(first.openUsd());
  }

  @Test
  void theDaysTotalsAreTheSameInWhateverOrderTheyAreAsked() {
    Market inOrder = Walker.market();
    List<Aggregate> expected =
        Walker.bars(inOrder, OPEN.minus(HOUR), HOUR.multipliedBy(3), "AM." + SYMBOL);
    Market shuffled = Walker.market();
    List<Aggregate> asked = new ArrayList<>(expected);
    Collections.shuffle(asked, new Random(5));

    for (Aggregate bar : asked) {
      Instant start = Instant.ofEpochMilli(bar.endMs()).minusMillis(1);
      assertThat(Walker.bars(shuffled, start, Duration.ofMillis(1), "AM." + SYMBOL))
          .containsExactly(bar);
    }
  }

  @Test
  void theTotalsOfManyDaysAreTheSameInWhateverOrderTheyAreAsked() {
    List<Instant> instants = new ArrayList<>();
    for (int day = 0; day < 20; day++) {
      for (int hour = 1; hour < 24; hour += 5) {
        instants.add(OPEN.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)));
      }
    }
    Market forth = Walker.market();
    Market back = Walker.market();
    List<Aggregate> expected = new ArrayList<>();
    instants.forEach(at -> expected.addAll(Walker.bars(forth, at, SECOND, "A." + SYMBOL)));

    List<Aggregate> backwards = new ArrayList<>();
    for (int i = instants.size() - 1; i >= 0; i--) {
      backwards.addAll(0, Walker.bars(back, instants.get(i), SECOND, "A." + SYMBOL));
    }

    assertThat(backwards).hasSize(100).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "A, 1, PT1S",
    "A, 300, PT1S",
    "A, 1000, PT1S",
    "A, 1500, PT1S",
    "A, 7000, PT1S",
    "A, 90000, PT1S",
    "A, 420000, PT1S",
    "AM, 300, PT1M",
    "AM, 7000, PT1M",
    "AM, 60000, PT1M",
    "AM, 90000, PT1M",
    "AM, 420000, PT1M",
    "AM, 86400000, PT1M",
  })
  void eachWindowWithATradeHasOneBarAtTheFirstStepAfterItsEnd(
      String channel, long intervalMs, Duration window) {
    Duration interval = Duration.ofMillis(intervalMs);
    Market market = Walker.market(List.of(SYMBOL), interval);
    Duration span = interval.plus(window).multipliedBy(20);
    Instant from = OPEN.minus(span);
    List<Trade> trades = Walker.tradesIn(market, from, OPEN, SYMBOL);

    List<Due> bars = Walker.due(market, from, span, channel + "." + SYMBOL);

    Map<Long, List<Trade>> expected = Walker.byWindow(trades, window);
    expected
        .keySet()
        .removeIf(
            start ->
                start < from.toEpochMilli()
                    || firstStepFrom(start + window.toMillis(), intervalMs) > OPEN.toEpochMilli());
    List<Due> whole =
        bars.stream()
            .filter(due -> ((Aggregate) due.event()).startMs() >= from.toEpochMilli())
            .toList();
    assertThat(whole)
        .isNotEmpty()
        .extracting(due -> ((Aggregate) due.event()).startMs())
        .containsExactlyElementsOf(expected.keySet());
    assertThat(bars)
        .allSatisfy(
            due ->
                assertThat(due.stepNs() / 1_000_000)
                    .isEqualTo(firstStepFrom(((Aggregate) due.event()).endMs(), intervalMs)));
  }

  private static long firstStepFrom(long epochMs, long intervalMs) {
    return (epochMs + intervalMs - 1) / intervalMs * intervalMs;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 100, 1_000})
  void aSecondHoldsAsManyTradesAsItHasSteps(long intervalMs) {
    Market market = Walker.market(List.of(SYMBOL), Duration.ofMillis(intervalMs));

    Aggregate bar = Walker.bars(market, OPEN, SECOND, "A." + SYMBOL).get(0);

    assertThat(bar.averageTradeShares()).isBetween(100L, 12_500L);
    assertThat(bar.volumeShares())
        .isEqualTo(
            Walker.tradesIn(market, OPEN, OPEN.plus(SECOND), SYMBOL).stream()
                .mapToLong(Trade::sizeShares)
                .sum());
  }

  @Test
  void windowsAreAligned() {
    List<Aggregate> bars =
        Walker.bars(Walker.market(), OPEN.plusMillis(31_700), Duration.ofMinutes(3), "AM.*");

    assertThat(bars)
        .extracting(bar -> Instant.ofEpochMilli(bar.startMs()))
        .containsExactly(OPEN, OPEN.plus(MINUTE), OPEN.plus(MINUTE.multipliedBy(2)));
  }

  private static final class RollUp {
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal notional = BigDecimal.ZERO;
    private long count;
    private double open;
    private double close;
    private double high = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;

    static RollUp of(List<Trade> trades) {
      RollUp rollUp = new RollUp();
      rollUp.addAll(trades);
      return rollUp;
    }

    void addAll(List<Trade> trades) {
      for (Trade trade : trades) {
        double price = trade.priceUsd();
        BigDecimal size = BigDecimal.valueOf(trade.sizeShares());
        open = count == 0 ? price : open;
        close = price;
        high = Math.max(high, price);
        low = Math.min(low, price);
        volume = volume.add(size);
        notional = notional.add(BigDecimal.valueOf(price).multiply(size));
        count++;
      }
    }

    double vwap() {
      return notional.divide(volume, 4, RoundingMode.HALF_UP).doubleValue();
    }

    long averageSize() {
      return volume.divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP).longValueExact();
    }
  }
}
