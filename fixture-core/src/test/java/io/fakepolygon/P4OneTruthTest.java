package io.fakepolygon;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.server.ConnectionInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P4: the tape can be asked for any topic and any span, before or after it was sent; what clients
 * receive is what it says, bars are the roll-up of its trades, and trades lie within its quotes.
 */
class P4OneTruthTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant A_MINUTE_LATER = START.plus(MINUTE);
  private static final String[] EVERYTHING = {"T.*", "Q.*", "A.*", "AM.*"};
  private static final String[] ONE_SYMBOL = {
    "T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER"
  };

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().start(START).manualClock().build());

  private final Tape tape = polygon.tape();

  @Test
  void aTopicIsTheSameBeforeAndAfterItWasSent() {
    List<MarketEvent> before = tape.of(ONE_SYMBOL).between(START, A_MINUTE_LATER).toList();

    try (TestClient client = TestClient.subscribed(polygon, ONE_SYMBOL)) {
      polygon.clock().advance(MINUTE);

      assertThat(client.events()).isEqualTo(before);
    }
    assertThat(before).hasSize(1_261);
    assertThat(tape.of(ONE_SYMBOL).between(START, A_MINUTE_LATER).toList()).isEqualTo(before);
    assertThat(tape.of(ONE_SYMBOL).elapsed().toList()).isEqualTo(before);
  }

  @Test
  void anySpanIsWhatAMoveOverItSends() {
    try (TestClient client = TestClient.subscribed(polygon, EVERYTHING)) {
      for (String move : List.of("PT0.05S", "PT0.05S", "PT7.777S", "PT0.000000001S", "PT55S")) {
        Instant from = polygon.clock().now();

        polygon.clock().advance(Duration.parse(move));

        assertThat(client.events())
            .isEqualTo(tape.of(EVERYTHING).between(from, polygon.clock().now()).toList());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.1S", "PT0.15S", "PT17S", "PT59.999999999S", "PT1M"})
  void spansAddUp(Duration part) {
    Instant between = START.plus(part);

    List<MarketEvent> sum = new ArrayList<>(tape.of(EVERYTHING).between(START, between).toList());
    sum.addAll(tape.of(EVERYTHING).between(between, A_MINUTE_LATER).toList());

    assertThat(sum).isEqualTo(tape.of(EVERYTHING).between(START, A_MINUTE_LATER).toList());
  }

  @Test
  void aSpanHoldsItsEndButNotItsStart() {
    Instant step = START.plusMillis(100);

    assertThat(tape.of("T.FAKETICKER").between(START, step))
        .extracting(MarketEvent::timestampNs)
        .containsExactly(step.toEpochMilli() * 1_000_000);
    assertThat(tape.of("T.FAKETICKER").between(step, step)).isEmpty();
  }

  @Test
  void theNextEventsAreThoseThatAClientIsSentNext() {
    polygon.clock().advance(Duration.ofMillis(350));
    List<MarketEvent> next = tape.of("Q.FAKETICKER", "T.*").next(7).toList();

    try (TestClient client = TestClient.subscribed(polygon, "Q.FAKETICKER", "T.*")) {
      polygon.clock().advance(MINUTE);

      assertThat(client.events().subList(0, 7)).isEqualTo(next);
    }
  }

  @Test
  void theNextEventsStayTheSameWhenTheClockMovesOn() {
    TapeSection next = tape.of("AM.FAKETICKER").next(2);
    polygon.clock().advance(Duration.ofMinutes(10));

    assertThat(next)
        .extracting(MarketEvent::timestampNs)
        .containsExactly(
            MarketTime.toNs(START.plus(MINUTE)),
            MarketTime.toNs(START.plus(MINUTE.multipliedBy(2))));
  }

  @Test
  void noNextEventsCanBeAskedFor() {
    assertThat(tape.of("T.FAKETICKER").next(0)).isEmpty();
    assertThat(tape.of().next(5)).isEmpty();
  }

  @Test
  void oneKindOfEventCanBePickedOut() {
    TapeSection minute = tape.of(ONE_SYMBOL).between(START, A_MINUTE_LATER);

    assertThat(minute.stream(Trade.class)).hasSize(600);
    assertThat(minute.stream(Aggregate.class)).hasSize(61);
  }

  @Test
  void fewerThanNoEventsCannotBeAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tape.of("T.FAKETICKER").next(-1))
        .withMessage("A number of events is not below 0: -1");
  }

  @Test
  void asLinesTheTapeReadsAsTheWireWritesIt() {
    List<String> lines = tape.of(ONE_SYMBOL).between(START, A_MINUTE_LATER).lines().toList();

    try (TestClient client = TestClient.subscribed(polygon, ONE_SYMBOL)) {
      polygon.clock().advance(MINUTE);

      assertThat(
              client.frames().stream()
                  .flatMap(frame -> FrameReader.read(frame).stream())
                  .map(ReceivedMessage::json))
          .isEqualTo(lines);
    }
  }

  @Test
  void nothingHasElapsedAtTheStart() {
    assertThat(tape.of(EVERYTHING).elapsed()).isEmpty();
  }

  @Test
  void barsAreTheRollUpOfTheTapesTrades() {
    polygon.clock().advance(Duration.ofMinutes(5));
    List<Trade> trades = trades(tape.of("T.FAKETICKER").between(START.minusMillis(1), now()));

    for (String channel : List.of("A", "AM")) {
      List<Aggregate> bars =
          tape.of(channel + ".FAKETICKER").elapsed().stream().map(Aggregate.class::cast).toList();
      long length = bars.get(0).endMs() - bars.get(0).startMs();
      Map<Long, List<Trade>> byWindow =
          trades.stream()
              .collect(
                  groupingBy(
                      trade -> trade.sipTimestampMs() / length * length,
                      TreeMap::new,
                      Collectors.toList()));

      assertThat(bars).hasSize((int) (Duration.ofMinutes(5).toMillis() / length));
      for (Aggregate bar : bars) {
        assertIsRollUp(bar, byWindow.getOrDefault(bar.startMs(), List.of()));
      }
    }
  }

  private static void assertIsRollUp(Aggregate bar, List<Trade> trades) {
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal notional = BigDecimal.ZERO;
    for (Trade trade : trades) {
      BigDecimal size = BigDecimal.valueOf(trade.sizeShares());
      volume = volume.add(size);
      notional = notional.add(size.multiply(BigDecimal.valueOf(trade.priceUsd())));
    }
    double[] prices = trades.stream().mapToDouble(Trade::priceUsd).sorted().toArray();
    assertThat(bar.openUsd()).isEqualTo(trades.get(0).priceUsd());
    assertThat(bar.closeUsd()).isEqualTo(trades.get(trades.size() - 1).priceUsd());
    assertThat(bar.lowUsd()).isEqualTo(prices[0]);
    assertThat(bar.highUsd()).isEqualTo(prices[prices.length - 1]);
    assertThat(bar.volumeShares()).isEqualTo(volume.longValueExact());
    assertThat(bar.vwapUsd())
        .isEqualTo(notional.divide(volume, 4, RoundingMode.HALF_UP).doubleValue());
  }

  @Test
  void theDaysVolumeIsTheSumOfItsMinutes() {
    polygon.clock().advance(Duration.ofMinutes(5));
    long sum = 0;

    for (MarketEvent event : tape.of("AM.FAKETICKER").elapsed()) {
      Aggregate bar = (Aggregate) event;
      sum += bar.volumeShares();
      assertThat(bar.dayVolumeShares()).isEqualTo(sum);
    }
  }

  @Test
  void tradesLieWithinTheQuoteThatStood() {
    Quote standing = null;
    int trades = 0;
    for (MarketEvent event :
        tape.of("T.FAKETICKER", "Q.FAKETICKER").between(START, START.plus(Duration.ofHours(1)))) {
      if (event instanceof Quote quote) {
        standing = quote;
      } else {
        assertThat(standing).isNotNull();
        assertThat(((Trade) event).priceUsd()).isBetween(standing.bidUsd(), standing.askUsd());
        trades++;
      }
    }

    assertThat(trades).isEqualTo(36_000);
  }

  @Test
  void whatAWildcardAndANamedTopicCoverIsThereOnce() {
    List<MarketEvent> overlapping =
        tape.of("T.*", "T.FAKETICKER", "T.FAKETICKER").between(START, A_MINUTE_LATER).toList();

    assertThat(overlapping)
        .hasSize(1_200)
        .isEqualTo(tape.of("T.*").between(START, A_MINUTE_LATER).toList());
  }

  @Test
  void aClientsDueIsWhatItReceivedSinceEachOfItsSubscriptionsBegan() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "A.*")) {
      List<MarketEvent> received = new ArrayList<>();
      polygon.clock().advance(Duration.ofSeconds(3));
      received.addAll(client.events());
      client.subscribe("T.*");
      polygon.clock().advance(Duration.ofSeconds(3));
      received.addAll(client.events());
      client.unsubscribe("T.*", "A.*");
      polygon.clock().advance(Duration.ofSeconds(3));
      received.addAll(client.events());

      assertThat(tape.dueTo(polygon.connections().get(0)).toList())
          .hasSize(30 + 6 + 60 + 6 + 30)
          .isEqualTo(received);
    }
  }

  @Test
  void aClientsDueIsKnownAfterItsEnd() {
    List<MarketEvent> received;
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.clock().advance(Duration.ofSeconds(3));
      received = client.events();
    }
    TestClient.awaitNobodyConnectedTo(polygon);
    polygon.clock().advance(Duration.ofSeconds(3));

    ConnectionInfo ended = polygon.endedConnections().get(0);
    assertThat(ended.describe())
        .matches("connection 1 from 127.0.0.1:[0-9]+, holding \\[T.FAKETICKER\\]");
    assertThat(tape.dueTo(ended).toList()).hasSize(30).isEqualTo(received);
  }

  @Test
  void aClientThatKnowsItsConnectionCanBeAskedAbout() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      ServedClient served = () -> polygon.connections().get(0);
      polygon.clock().advance(Duration.ofSeconds(3));

      assertThat(tape.dueTo(served).toList()).hasSize(30).isEqualTo(client.events());
    }
  }

  @Test
  void everyWayOfReadingGivesTheSameAgainAndAgain() {
    TapeSection section = tape.of(EVERYTHING).between(START, START.plusSeconds(2));
    List<MarketEvent> expected = section.toList();

    List<MarketEvent> each = new ArrayList<>();
    section.forEach(each::add);
    List<MarketEvent> iterated = new ArrayList<>();
    section.iterator().forEachRemaining(iterated::add);

    assertThat(expected).hasSize(2 * 42);
    assertThat(each).isEqualTo(expected);
    assertThat(iterated).isEqualTo(expected);
    assertThat(section.stream().toList()).isEqualTo(expected);
    assertThat(section.toList()).isEqualTo(expected);
  }

  @Test
  void aStreamComputesNoMoreThanIsTaken() {
    TapeSection centuries =
        tape.of("T.FAKETICKER").between(START, Instant.parse("2250-01-01T00:00:00Z"));

    assertThat(centuries.stream().limit(3)).hasSize(3);
  }

  @Test
  void anIteratorEnds() {
    Iterator<MarketEvent> events = tape.of("T.FAKETICKER").between(START, START).iterator();

    assertThat(events.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(events::next)
        .withMessage("The section of the tape has ended");
  }

  @Test
  void refusesATickerThatIsNotOnTheMarket() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tape.of("T.FAKETICKER", "T.NOTATICKER"))
        .withMessage("There is no 'NOTATICKER' on this market. It has [FAKETICKER, TESTSTOCK]");
  }

  @Test
  void refusesASpanThatEndsBeforeItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tape.of("T.*").between(A_MINUTE_LATER, START))
        .withMessage(
            "A span ends after it begins: not from 2024-01-02T14:31:00Z to 2024-01-02T14:30:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AAPL|No dot in topic 'AAPL'",
        "TR.AAPL|Unknown channel 'TR' in topic 'TR.AAPL'",
        "T.|No ticker in topic 'T.'",
      })
  void refusesWhatIsNoTopic(String text, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tape.of("T.FAKETICKER", text))
        .withMessage(
            complaint + ". Write one of T, Q, A, AM, LULD, then '.', then a ticker or '*': T.AAPL");
  }

  @Test
  void refusesInstantsThatAreNoMarketTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tape.of("T.*").between(START, Instant.MAX))
        .withMessage(
            Instant.MAX
                + " is no market time."
                + " Give an instant from 1970-01-01T00:00:00Z to 2262-01-01T00:00:00Z.");
  }

  private Instant now() {
    return polygon.clock().now();
  }

  private static List<Trade> trades(TapeSection section) {
    return section.stream().map(Trade.class::cast).toList();
  }
}
