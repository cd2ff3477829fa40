package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P4: what ordered faults did is told from what the client lost by itself. */
@FakePolygon(symbols = {"FAKETICKER", "TESTSTOCK"})
class ExceptFaultsTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final List<String> MIXED =
      List.of(
          "GAP on T.* always chance 0.3",
          "GAP after 3 times 4",
          "DUPLICATE_EVENT always chance 0.2",
          "REORDER always chance 0.3",
          "LATE_TRADE delay 350ms always chance 0.3",
          "LATE_BAR delay 250ms",
          "RESENT_BAR delay 300ms always",
          "BACKWARD_SEQUENCE times 3",
          "UNKNOWN_EVENT always chance 0.2",
          "EXPONENT_NUMBER always chance 0.5",
          "SPLIT_BATCH always chance 0.5",
          "MERGED_BATCH frames 3 always chance 0.5",
          "FRAGMENTED_TEXT always chance 0.3",
          "MALFORMED_JSON always chance 0.2",
          "NOT_A_NUMBER times 2",
          "LATENCY delay 150ms jitter 300ms",
          "LATENCY delay 150ms chance 0.3",
          "LATENCY delay 3ms jitter 5ms time real for 1s",
          "BANDWIDTH rate 4000 for 1s",
          "SILENT_STALL for 300ms",
          "SILENT_STALL chance 0.2 for 2s",
          "HOLD for 700ms",
          "HOLD after 5 on T.FAKETICKER",
          "DROP on Q.FAKETICKER after 12",
          "TRUNCATED_FRAME after 9");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GAP on T.FAKETICKER after 2 times 3",
        "DUPLICATE_EVENT on Q.FAKETICKER times 2",
        "REORDER on T.FAKETICKER after 3 times 2",
        "LATE_TRADE delay 350ms times 2",
        "LATE_BAR delay 300ms",
        "RESENT_BAR delay 300ms",
        "MISSING_BAR",
        "UNKNOWN_EVENT times 5",
        "UNKNOWN_FIELD always",
        "STRING_FOR_NUMBER on T.* times 2",
        "MALFORMED_JSON after 1",
        "INVALID_UTF8 times 2",
        "SPLIT_BATCH always",
        "MERGED_BATCH frames 4 always",
        "FRAGMENTED_TEXT times 3",
        "BIG_FRAME",
        "LATENCY delay 250ms jitter 200ms",
        "BANDWIDTH rate 5000",
        "SILENT_STALL after 3 on T.FAKETICKER",
        "HOLD for 700ms",
        "DROP on Q.FAKETICKER after 3",
        "TRUNCATED_FRAME after 4",
        "GAP on T.* always chance 0.3; DUPLICATE_EVENT on T.* always chance 0.3; LATENCY delay 300ms",
        "HOLD for 1s; REORDER always chance 0.2; SPLIT_BATCH always"
      })
  void whatWasOrderedIsNoLossOfTheClient(
      String faults, RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("T.FAKETICKER", "Q.*", "A.FAKETICKER");
    polygon.faults().order(faults);

    clock.advance(TWO_SECONDS);

    assertThat(client.received()).except(polygon.faults()).isExactly(polygon.tape().dueTo(client));
  }

  @RepeatedTest(60)
  void howeverOrdersMeet(
      RepetitionInfo repetition,
      RecordingClient client,
      FakePolygonServer polygon,
      MarketClock clock) {
    Random random = new Random(repetition.getCurrentRepetition());
    client.subscribe("T.*", "Q.FAKETICKER", "A.*");
    int orders = 1 + random.nextInt(4);
    for (int i = 0; i < orders; i++) {
      polygon.faults().order(MIXED.get(random.nextInt(MIXED.size())));
      clock.advance(Duration.ofMillis(100L * random.nextInt(5) + 100));
    }
    clock.advance(TWO_SECONDS);
    polygon.faults().withdrawAll();
    clock.advance(Duration.ofSeconds(1));

    assertThat(client.received())
        .as("%s", polygon.faults().orders())
        .except(polygon.faults())
        .isExactly(polygon.tape().dueTo(client));
  }

  @Test
  void whatTheClientLostBesidesIsTold(
      RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("T.FAKETICKER");
    polygon.faults().order("GAP on T.FAKETICKER after 2 times 3");

    clock.advance(TWO_SECONDS);

    List<String> frames = new ArrayList<>(client.rawFrames());
    frames.remove(frames.size() - 4);
    assertThatThrownBy(
            () ->
                assertThat(Messages.parse(frames))
                    .except(polygon.faults())
                    .isExactly(polygon.tape().dueTo(client)))
        .hasMessageContaining("Expected exactly 17 events, received 16")
        .hasMessageContaining("1 missing");
  }

  @Test
  void whileAnOrderKeptItAwayNothingIsExpected(
      RecordingClient first, RecordingClient second, FakePolygonServer polygon, MarketClock clock) {
    first.subscribe("T.FAKETICKER");
    polygon.faults().order("DROP on T.FAKETICKER after 3 connection 1");
    clock.advance(TWO_SECONDS);
    second.subscribe("T.FAKETICKER");
    clock.advance(TWO_SECONDS);

    List<String> frames = new ArrayList<>(first.rawFrames());
    frames.addAll(second.rawFrames());
    assertThat(Messages.parse(frames))
        .except(polygon.faults())
        .isExactly(polygon.tape().of("T.FAKETICKER").elapsed());
  }

  @Test
  void whoDoesNotComeBackHasLostNothingByItself(
      RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("T.FAKETICKER");
    polygon.faults().order("DROP on T.FAKETICKER after 3");

    clock.advance(TWO_SECONDS);

    assertThat(client.received())
        .except(polygon.faults())
        .isExactly(polygon.tape().of("T.FAKETICKER").elapsed());
  }

  @Test
  void onlyASectionOfTheTapeKnowsWhatWasStruck(RecordingClient client, FakePolygonServer polygon) {
    client.subscribe("T.FAKETICKER");

    assertThatThrownBy(
            () -> assertThat(client.received()).except(polygon.faults()).isExactly(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Write isExactly(polygon.tape()…)");
  }
}
