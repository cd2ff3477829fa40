package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.DayPlan.Auction;
import io.fakepolygon.market.DayPlan.Print;
import io.fakepolygon.market.Hash.Purpose;
import io.fakepolygon.protocol.LuldBand;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class SupervisionTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long START = 19_725L * 24 * HOUR + 9 * HOUR;
  private static final long OPEN = START + 5 * HOUR + 30 * MINUTE;
  private static final long CLOSE = OPEN + 6 * HOUR + 30 * MINUTE;
  private static final MarketDay DAY = new MarketDay(19_725, START, OPEN, CLOSE, CLOSE + 4 * HOUR);
  private static final int NYSE = 1;
  private static final int NASDAQ = 3;

  @Test
  void aPriceThatStaysHasBandsFromTheOpenRestatedEveryHalfHourAndWidenedNearTheClose() {
    DayPlan plan = plan(NYSE, ms -> 100);

    assertThat(indicators(plan))
        .startsWith(14, 16, 16)
        .containsOnly(14, 15, 16)
        .containsOnlyOnce(14, 15);
    assertThat(plan.sayings())
        .allSatisfy(
            band ->
                assertThat(band.upperUsd())
                    .isEqualTo(ms(band) < CLOSE - 25 * MINUTE - 1 ? 105 : 110));
    assertThat(gaps(plan.sayings())).allMatch(gap -> gap <= 30 * MINUTE + 16 * SECOND);
  }

  @Test
  void bandsAreRenewedWhenTheMeanOfFiveMinutesHasMovedByOnePercentAndNotWithinHalfAMinute() {
    DayPlan plan =
        plan(NYSE, ms -> 100 * (1 + 0.04 * part(OPEN + HOUR, OPEN + HOUR + 20 * MINUTE, ms)));

    List<LuldBand> renewals =
        plan.sayings().stream()
            .filter(band -> band.indicators().contains(15) && ms(band) < CLOSE - 26 * MINUTE)
            .toList();
    assertThat(renewals).hasSizeBetween(3, 4);
    assertThat(gaps(renewals)).allMatch(gap -> gap >= 30 * SECOND);
    double last = 105;
    for (LuldBand renewal : renewals) {
      assertThat(renewal.upperUsd() / last).isBetween(1.01, 1.015);
      last = renewal.upperUsd();
    }
  }

  @Test
  void aShortVisitBeyondABandIsALimitStateOnly() {
    DayPlan plan =
        plan(NYSE, ms -> isBetween(OPEN + HOUR, OPEN + HOUR + 15 * SECOND, ms) ? 106 : 100);

    assertThat(indicators(plan)).containsSubsequence(14, 23, 24).doesNotContain(17, 18, 25, 26);
    assertThat(plan.auctions()).extracting(Auction::print).doesNotContain(Print.REOPENING);
  }

  @Test
  void fifteenSecondsInALimitStateAreAPauseOfFiveMinutesThatAnAuctionEnds() {
    DayPlan plan = plan(NASDAQ, ms -> ms > OPEN + HOUR ? 94 : 100);

    Auction reopening = only(plan, Print.REOPENING);
    assertThat(indicators(plan)).containsSubsequence(14, 25, 17, 18).doesNotContain(23, 24);
    assertThat(plan.isSilent(reopening.ms() - 1)).isTrue();
    assertThat(plan.isSilent(reopening.ms() - 5 * MINUTE + 1)).isTrue();
    assertThat(plan.isSilent(reopening.ms() - 5 * MINUTE)).isFalse();
    assertThat(plan.isSilent(reopening.ms())).isFalse();
    assertThat(plan.bandsAt(reopening.ms()).lower()).isEqualTo(893_000);
  }

  @Test
  void haltsAreToldOfNasdaqListingsOnly() {
    Span halt = halt(OPEN + HOUR, OPEN + HOUR + MINUTE);

    assertThat(indicators(plan(NASDAQ, ms -> 100, halt))).containsSubsequence(14, 17, 18);
    assertThat(indicators(plan(NYSE, ms -> 100, halt))).doesNotContain(17, 18);
  }

  @Test
  void aHaltByOrderEndsWithAnAuctionAndTheHaltIsToldAfterItBegan() {
    DayPlan plan = plan(NASDAQ, ms -> 100, halt(OPEN + HOUR, OPEN + HOUR + MINUTE));

    assertThat(only(plan, Print.REOPENING).ms()).isEqualTo(OPEN + HOUR + MINUTE);
    LuldBand told = said(plan, 17);
    assertThat(told.timestampNs())
        .isBetween((OPEN + HOUR) * 1_000_000 + 1, (OPEN + HOUR) * 1_000_000 + 999_999);
    assertThat(told.upperUsd()).isZero();
  }

  @Test
  void overlappingHaltsAreOne() {
    DayPlan plan =
        plan(
            NASDAQ,
            ms -> 100,
            halt(OPEN + HOUR + MINUTE, OPEN + HOUR + 3 * MINUTE),
            halt(OPEN + HOUR, OPEN + HOUR + 2 * MINUTE));

    assertThat(plan.endOfSilence(OPEN + HOUR + 1)).isEqualTo(OPEN + HOUR + 3 * MINUTE);
    assertThat(only(plan, Print.REOPENING).ms()).isEqualTo(OPEN + HOUR + 3 * MINUTE);
  }

  @Test
  void twoHaltsThatEndWithinSecondsHaveAnAuctionEach() {
    DayPlan plan =
        plan(
            NASDAQ,
            ms -> 100,
            halt(OPEN + HOUR, OPEN + HOUR + SECOND),
            halt(OPEN + HOUR + 2 * SECOND, OPEN + HOUR + 3 * SECOND));

    assertThat(plan.auctions())
        .filteredOn(auction -> auction.print() == Print.REOPENING)
        .extracting(Auction::ms)
        .containsExactly(OPEN + HOUR + SECOND, OPEN + HOUR + 3 * SECOND);
  }

  @Test
  void anOpeningWithinHaltsIsHeldWhenTheLastOneEnds() {
    DayPlan plan =
        plan(
            NASDAQ,
            ms -> 100,
            halt(OPEN + 10 * MINUTE, OPEN + 20 * MINUTE),
            halt(OPEN - MINUTE, OPEN + 15 * MINUTE));

    assertThat(only(plan, Print.OPENING).ms()).isEqualTo(OPEN + 20 * MINUTE);
    assertThat(only(plan, Print.OFFICIAL_OPEN).ms()).isEqualTo(OPEN + 20 * MINUTE);
    assertThat(plan.officialOpenMs()).isEqualTo(OPEN + 20 * MINUTE);
    assertThat(indicators(plan)).containsOnlyOnce(18, 14);
  }

  @Test
  void aPauseThatReachesTheCloseEndsWithTheClosingAuction() {
    DayPlan plan = plan(NASDAQ, ms -> ms > CLOSE - 2 * MINUTE ? 130 : 100);

    assertThat(plan.isSilent(CLOSE - 1)).isTrue();
    assertThat(plan.auctions())
        .extracting(Auction::print)
        .containsExactly(Print.OPENING, Print.OFFICIAL_OPEN, Print.CLOSING, Print.OFFICIAL_CLOSE);
    assertThat(indicators(plan)).containsSubsequence(23, 17, 18).endsWith(17, 18);
  }

  @Test
  void aHaltThatEndsInTheLastSecondsEndsWithAnAuctionToo() {
    DayPlan plan = plan(NYSE, ms -> 100, halt(CLOSE - MINUTE, CLOSE - 1));

    assertThat(only(plan, Print.REOPENING).ms()).isEqualTo(CLOSE - 1);
  }

  @Test
  void aHaltOverTheCloseLeavesNoClosingAuction() {
    DayPlan plan = plan(NASDAQ, ms -> 100, halt(CLOSE - MINUTE, CLOSE + MINUTE));

    assertThat(plan.auctions())
        .extracting(Auction::print)
        .containsExactly(Print.OPENING, Print.OFFICIAL_OPEN);
    assertThat(said(plan, 18).timestampNs() / 1_000_000).isBetween(CLOSE, CLOSE + MINUTE);
  }

  @Test
  void outsideOfRegularHoursNoBandStands() {
    DayPlan plan = plan(NYSE, ms -> 100);

    assertThat(plan.bandsAt(OPEN - 1).stand()).isFalse();
    assertThat(plan.bandsAt(CLOSE - 1).stand()).isTrue();
    assertThat(plan.bandsAt(CLOSE).stand()).isFalse();
  }

  @Test
  void bandsAreToldBeforeTheTradesOfTheirInstantWithNumbersThatRise() {
    DayPlan plan =
        plan(NASDAQ, ms -> 100 + 8 * Math.sin(ms / 200_000.0), halt(OPEN + HOUR, OPEN + 2 * HOUR));

    assertThat(plan.sayings()).hasSizeGreaterThan(20);
    assertThat(plan.sayings()).extracting(LuldBand::timestampNs).isSorted();
    assertThat(plan.sayings()).extracting(LuldBand::sequence).isSorted().doesNotHaveDuplicates();
    long openedNs = only(plan, Print.OPENING).ms() * 1_000_000;
    assertThat(said(plan, 14).timestampNs()).isBetween(openedNs - 999_999, openedNs);
  }

  @Test
  void bandsLieOnTheGridOfTheirPrices() {
    DayPlan plan = plan(NYSE, ms -> 0.9 + 0.4 * part(OPEN, CLOSE, ms));

    for (LuldBand band : plan.sayings()) {
      assertThat(Math.round(band.upperUsd() * 10_000) % (band.upperUsd() < 1 ? 1 : 100)).isZero();
      assertThat(Math.round(band.lowerUsd() * 10_000) % (band.lowerUsd() < 1 ? 1 : 100)).isZero();
    }
  }

  private static DayPlan plan(int tape, LongToDoubleFunction usd, Span... halts) {
    return Supervision.watch(
        "X",
        tape,
        new Tick(Behavior.DEFAULT),
        new PriceBands(true),
        new Prices(usd),
        DAY,
        Hash.of(42, "X", Purpose.AUCTION),
        List.of(halts));
  }

  private static Span halt(long startMs, long endMs) {
    return new Span(ScenarioKind.TRADING_HALT, startMs, endMs, endMs, 1);
  }

  private static Auction only(DayPlan plan, Print print) {
    List<Auction> found =
        plan.auctions().stream().filter(auction -> auction.print() == print).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static LuldBand said(DayPlan plan, int indicator) {
    return plan.sayings().stream()
        .filter(band -> band.indicators().contains(indicator))
        .findFirst()
        .orElseThrow();
  }

  private static List<Integer> indicators(DayPlan plan) {
    return plan.sayings().stream().flatMap(band -> band.indicators().stream()).toList();
  }

  private static List<Long> gaps(List<LuldBand> bands) {
    return java.util.stream.IntStream.range(1, bands.size())
        .mapToObj(
            i ->
                Math.round((bands.get(i).timestampNs() - bands.get(i - 1).timestampNs()) / 1e6 + 1))
        .toList();
  }

  private static long ms(LuldBand band) {
    return band.timestampNs() / 1_000_000;
  }

  private static boolean isBetween(long from, long to, long ms) {
    return from <= ms && ms <= to;
  }

  private static double part(long from, long to, long ms) {
    return Math.max(0, Math.min(1, (double) (ms - from) / (to - from)));
  }

  /** Prices as somebody says. */
  private record Prices(LongToDoubleFunction usd) implements Supervision.Price {
    @Override
    public double usdAt(long epochMs) {
      return usd.applyAsDouble(epochMs);
    }

    @Override
    public void visit(long fromMs, long toMs, DayTree.Visitor visitor) {
      for (long ms = fromMs; ms < toMs; ms += 16 * SECOND) {
        visitor.at(ms, usdAt(ms));
      }
    }
  }
}
