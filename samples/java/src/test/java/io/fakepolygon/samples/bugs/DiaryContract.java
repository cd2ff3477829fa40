package io.fakepolygon.samples.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import io.fakepolygon.TapeSection;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** What a client has to live through. {@link DiaryTest} has it for the one that does. */
@FakePolygon(symbols = "FAKETICKER")
abstract class DiaryContract {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  abstract Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers);

  private Diary open(FakePolygonServer polygon, String topics) {
    Diary diary =
        diary(polygon.url(), polygon.apiKey(), topics, polygon.clock().scheduler()).open();
    polygon.awaitSubscribed(topics.split(","));
    return diary;
  }

  @Test
  void readsAllOfAFrame(FakePolygonServer polygon, MarketClock clock) {
    try (Diary diary = open(polygon, "T.FAKETICKER,A.FAKETICKER")) {

      clock.advance(TWO_SECONDS);

      assertThat(diary.trades()).isEqualTo(20);
      assertThat(diary.closes()).hasSize(2);
    }
  }

  @Test
  void remembersWhatItHeardBeforeItsConnectionEnded(FakePolygonServer polygon, MarketClock clock) {
    try (Diary diary = open(polygon, "T.FAKETICKER")) {
      polygon.faults().order("DROP after 20 on T.FAKETICKER");

      clock.advance(TWO_SECONDS);
      polygon.awaitSubscribed("T.FAKETICKER");
      clock.advance(TWO_SECONDS);

      assertThat(diary.trades()).isEqualTo(40);
    }
  }

  @Test
  @FakePolygon(
      symbols = "FAKETICKER",
      mode = MarketMode.REALISTIC,
      channels = {Channel.T, Channel.LULD})
  void takesTheTimeOfABandForWhatItIs(FakePolygonServer polygon, MarketClock clock) {
    try (Diary diary = open(polygon, "LULD.FAKETICKER")) {
      Instant start = clock.now();

      clock.advance(Duration.ofMinutes(2));

      assertThat(diary.bands())
          .isNotEmpty()
          .allSatisfy(time -> assertThat(time).isBetween(start, clock.now()));
    }
  }

  @Test
  @FakePolygon(symbols = "FAKETICKER", mode = MarketMode.REALISTIC)
  void countsSharesToTheLastFraction(FakePolygonServer polygon, MarketClock clock, Tape tape) {
    try (Diary diary = open(polygon, "T.FAKETICKER")) {

      clock.advance(Duration.ofMinutes(10));

      assertThat(diary.shares()).isEqualByComparingTo(shares(tape.of("T.FAKETICKER").elapsed()));
    }
  }

  @Test
  void asksAgainWhenItComesBack(FakePolygonServer polygon) {
    try (Diary diary = open(polygon, "T.FAKETICKER")) {
      polygon.faults().order("DROP");

      polygon.awaitSubscribed(TWO_SECONDS, "T.FAKETICKER");

      assertThat(diary.trades()).isZero();
    }
  }

  @Test
  void countsTradesOfLessThanAShare(FakePolygonServer polygon, MarketClock clock) {
    try (Diary diary = open(polygon, "T.FAKETICKER")) {
      polygon.faults().order("ZERO_SIZE always");

      clock.advance(TWO_SECONDS);

      assertThat(diary.shares()).isEqualByComparingTo("10");
    }
  }

  @Test
  void waitsEverLongerWhileItIsSentAway(FakePolygonServer polygon) {
    polygon.faults().order("DROP times 5");
    try (var pauses = new RecordedPauses();
        Diary diary = diary(polygon.url(), polygon.apiKey(), "T.FAKETICKER", pauses).open()) {

      await().until(() -> pauses.seconds().size() >= 5);

      assertThat(pauses.seconds()).startsWith(0L, 1L, 2L, 4L, 8L);
      assertThat(diary.trades()).isZero();
    }
  }

  @Test
  void believesABarThatComesAgain(FakePolygonServer polygon, MarketClock clock, Tape tape) {
    try (Diary diary = open(polygon, "A.FAKETICKER")) {
      polygon.faults().order("RESENT_BAR delay 500ms");

      clock.advance(TWO_SECONDS);

      Aggregate first = tape.of("A.FAKETICKER").elapsed().stream(Aggregate.class).findFirst().get();
      assertThat(diary.closes().get(first.startMs()))
          .isEqualByComparingTo(BigDecimal.valueOf(first.closeUsd()).add(new BigDecimal("0.01")));
    }
  }

  @Test
  void livesOnWhenANewKindOfEventComes(FakePolygonServer polygon, MarketClock clock) {
    try (Diary diary = open(polygon, "T.FAKETICKER")) {
      polygon.faults().order("UNKNOWN_EVENT after 3");

      clock.advance(TWO_SECONDS);

      assertThat(diary.trades()).isEqualTo(20);
    }
  }

  @Test
  void countsTradesInWhateverOrderTheyCome(FakePolygonServer polygon, MarketClock clock) {
    try (Diary diary = open(polygon, "T.FAKETICKER")) {
      polygon.faults().order("REORDER times 3 after 2");

      clock.advance(TWO_SECONDS);

      assertThat(diary.trades()).isEqualTo(20);
    }
  }

  private static BigDecimal shares(TapeSection section) {
    return section.stream(Trade.class)
        .map(trade -> BigDecimal.valueOf(trade.sizeMillionths(), 6))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
