package io.fakepolygon.market;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.EventSink;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.protocol.UpdateRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One day of one symbol, as its trades and quotes on the tape tell it: regular hours second by
 * second, trade by trade, and how much came before and after.
 */
final class RecordedDay implements EventSink {
  private static final long MS = 1_000_000;
  private static final int SECOND_MS = 1_000;
  private static final int TEN_SECONDS = 10;
  private static final double MILLION = 1_000_000;
  private static final int OPENING_PRINT = 17;
  private static final int REOPENING_PRINT = 18;
  private static final int CLOSING_PRINT = 8;
  private static final int LATE = 32;

  private final MarketDay day;
  private final int seconds;
  private final double[] logMids;
  private final double[] spreads;
  private final double[] shares;
  private final List<Double> prices = new ArrayList<>();
  private final List<Double> sides = new ArrayList<>();
  private final List<Double> sizes = new ArrayList<>();
  private int second;
  private double bidUsd = Double.NaN;
  private double askUsd = Double.NaN;
  private int quotes;
  private double openingShares;
  private double closingShares;
  private double sharesBefore;
  private double sharesAfter;

  private RecordedDay(MarketDay day) {
    this.day = day;
    seconds = (int) ((day.closeMs() - day.openMs()) / SECOND_MS);
    logMids = new double[seconds + 1];
    spreads = new double[seconds + 1];
    shares = new double[seconds];
  }

  /** A realistic market of these symbols, with nights and weekends. */
  static MarketSpec market(Map<String, Behavior> behaviors) {
    return new MarketSpec(
        42,
        List.copyOf(behaviors.keySet()),
        Duration.ofMinutes(1),
        100,
        0,
        Duration.ofSeconds(10),
        MarketMode.REALISTIC,
        true,
        behaviors,
        List.of(),
        Duration.ZERO);
  }

  /** {@return the first days of a symbol from a date on} */
  static List<RecordedDay> of(
      MarketSpec spec, String symbol, Instant from, int days, String... channels) {
    Walk walk =
        new Market(spec)
            .walk(
                Interest.in(Stream.of(channels).map(c -> Topic.parse(c + "." + symbol)).toList()));
    Hours hours = Hours.of(spec);
    List<RecordedDay> recorded = new ArrayList<>();
    long ms = from.toEpochMilli();
    for (int i = 0; i < days; i++) {
      RecordedDay day = new RecordedDay(hours.from(ms));
      day.listen(walk);
      recorded.add(day);
      ms = day.day.endMs();
    }
    return recorded;
  }

  private void listen(Walk walk) {
    long end = day.endMs() * MS;
    for (long step = walk.nextStepAfter(day.startMs() * MS - 1);
        step <= end;
        step = walk.nextStepAfter(step)) {
      walk.step(step, this);
    }
    rememberQuotesUntil(Long.MAX_VALUE);
  }

  /** {@return log returns of the middle of bid and ask, over windows of so many seconds} */
  double[] returns(int window) {
    double[] returns = new double[seconds / window];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = logMids[(i + 1) * window] - logMids[i * window];
    }
    return returns;
  }

  /** {@return how much the price moved in windows of so many seconds, step by step of ten} */
  double[] volatilities(int window) {
    double[] returns = returns(TEN_SECONDS);
    int steps = window / TEN_SECONDS;
    double[] volatilities = new double[returns.length / steps];
    for (int i = 0; i < volatilities.length; i++) {
      volatilities[i] =
          Math.sqrt(Arrays.stream(returns, i * steps, (i + 1) * steps).map(r -> r * r).sum());
    }
    return volatilities;
  }

  /** {@return shares traded in windows of so many seconds, without auctions} */
  double[] shares(int window) {
    double[] sums = new double[seconds / window];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Arrays.stream(shares, i * window, (i + 1) * window).sum();
    }
    return sums;
  }

  /** {@return the mean spread in windows of so many seconds, as a part of the price} */
  double[] spreads(int window) {
    double[] means = new double[seconds / window];
    for (int i = 0; i < means.length; i++) {
      means[i] = Arrays.stream(spreads, i * window, (i + 1) * window).average().orElseThrow();
    }
    return means;
  }

  /** {@return from one trade to the next, in dollars} */
  double[] priceChanges() {
    double[] usd = array(prices);
    double[] changes = new double[usd.length - 1];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = usd[i + 1] - usd[i];
    }
    return changes;
  }

  /**
   * {@return 1 for a trade above the middle of the standing quote, -1 for one below; none at it}
   */
  double[] sides() {
    return array(sides);
  }

  /** {@return shares of each trade, without auctions} */
  double[] sizes() {
    return array(sizes);
  }

  /** {@return how many quotes there were} */
  int quotes() {
    return quotes;
  }

  /** {@return shares of the opening auction} */
  double openingShares() {
    return openingShares;
  }

  /** {@return shares of the closing auction} */
  double closingShares() {
    return closingShares;
  }

  /** {@return shares traded before regular hours} */
  double sharesBefore() {
    return sharesBefore;
  }

  /** {@return shares traded after them, without the closing auction} */
  double sharesAfter() {
    return sharesAfter;
  }

  @Override
  public void trade(
      String symbol,
      long id,
      int exchange,
      double priceUsd,
      long sizeShares,
      List<Integer> conditions,
      long sipTimestampMs,
      long participantTimestampMs,
      long sequence,
      int tape,
      int trfId,
      long trfTimestampMs,
      long sizeMillionths) {
    double size = sizeMillionths / MILLION;
    if (conditions.contains(OPENING_PRINT)) {
      openingShares += size;
    } else if (conditions.contains(CLOSING_PRINT)) {
      closingShares += size;
    } else if (UpdateRules.countsAsVolume(conditions) && !conditions.contains(REOPENING_PRINT)) {
      continuous(sipTimestampMs, priceUsd, size, conditions.contains(LATE));
    }
  }

  private void continuous(long ms, double priceUsd, double size, boolean late) {
    if (ms < day.openMs()) {
      sharesBefore += size;
    } else if (ms >= day.closeMs()) {
      sharesAfter += size;
    } else {
      shares[(int) (ms - day.openMs()) / SECOND_MS] += size;
      sizes.add(size);
      if (!late) {
        print(priceUsd);
      }
    }
  }

  private void print(double priceUsd) {
    prices.add(priceUsd);
    double side = Math.signum(Math.rint((2 * priceUsd - bidUsd - askUsd) * MILLION));
    if (side != 0) {
      sides.add(side);
    }
  }

  @Override
  public void quote(
      String symbol,
      OptionalInt condition,
      List<Integer> indicators,
      int bidExchange,
      int askExchange,
      double bidUsd,
      double askUsd,
      long bidShares,
      long askShares,
      long sipTimestampMs,
      long participantTimestampMs,
      long sequence,
      int tape) {
    if (day.isRegular(sipTimestampMs)) {
      quotes++;
    }
    rememberQuotesUntil(sipTimestampMs);
    this.bidUsd = bidUsd;
    this.askUsd = askUsd;
  }

  /** What stood at the end of each second, up to a quote that is new. */
  private void rememberQuotesUntil(long epochMs) {
    while (second <= seconds && day.openMs() + (long) second * SECOND_MS < epochMs) {
      double mid = (bidUsd + askUsd) / 2;
      logMids[second] = Math.log(mid);
      spreads[second] = (askUsd - bidUsd) / mid;
      second++;
    }
  }

  @Override
  public void bar(Aggregate bar) {}

  @Override
  public void band(LuldBand band) {}

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
