package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.LineHarm.Hold;
import io.fakepolygon.fault.Order;
import io.fakepolygon.fault.Strike;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.server.RawClient;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When ordered faults strike, whom, and how often. */
class FaultsTest {
  private static final String T = "T.FAKETICKER";

  @Test
  void anOrderStrikesOnceUnlessItSaysOtherwise() {
    try (WireTap tap = WireTap.on(T).order("GAP")) {
      tap.advance(1_000);

      assertThat(tap.polygon.faults().orders())
          .singleElement()
          .hasToString("order 1: GAP, struck once, over");
    }
  }

  @Test
  void withALengthItStrikesAsOftenAsItCanAndNoLonger() {
    try (WireTap tap = WireTap.on(T).order("GAP at 300ms for 300ms")) {
      tap.advance(1_000);

      assertThat(received(tap, 7)).isEqualTo(without(tap, 2, 3, 4));
    }
  }

  @Test
  void aWithdrawnOrderStrikesNoMore() {
    try (WireTap tap = WireTap.on(T)) {
      Order gaps = tap.polygon.faults().order("GAP always");
      tap.advance(300);
      tap.polygon.faults().withdraw(gaps);
      tap.advance(200);

      assertThat(received(tap, 2)).isEqualTo(without(tap, 0, 1, 2));
    }
  }

  @Test
  void aGateThatIsOpenedLetsAllGoInOrder() {
    try (WireTap tap = WireTap.on(T)) {
      tap.polygon.faults().hold();
      tap.advance(500);
      tap.polygon.faults().release();
      tap.advance(100);

      assertThat(received(tap, 6)).isEqualTo(without(tap));
    }
  }

  @Test
  void chanceIsAskedAnewForEachFrame() {
    try (WireTap tap = WireTap.on(T).order("SILENT_STALL chance 0.5")) {
      tap.advance(10_000);

      assertThat(tap.polygon.faults().orders().get(0).strikes()).isBetween(30L, 70L);
    }
  }

  @Test
  void nothingComesBehindAFrameThatBreaksOff() {
    try (WireTap tap =
        WireTap.on(T, "Q.FAKETICKER").order("SPLIT_BATCH; TRUNCATED_FRAME; DROP after 1 on " + T)) {
      tap.advance(1_000);

      String first = "[" + tap.due("Q.FAKETICKER").get(0) + "]";
      assertThat(tap.client.readAllBytes()).hasSize(4 + first.length() / 2);
    }
  }

  @Test
  void whatIsLateDoesNotComeBehindTheEnd() {
    try (WireTap tap = WireTap.on(T).order("LATENCY delay 100ms; DROP at 200ms")) {
      tap.advance(1_000);

      assertThat(tap.next().isEnd()).isTrue();
    }
  }

  @Test
  void aSecondRestartOutlastsTheFirst() {
    try (WireTap tap = WireTap.on(T).order("RESTART down 1s; RESTART down 3s")) {
      tap.advance(2_000);

      try (RawClient late = RawClient.open(tap.polygon.url())) {
        late.sendUpgrade("/stocks");
        assertThat(late.readToEnd()).isEmpty();
      }
    }
  }

  @Test
  void missingPongsAreToldOnceInTheLedger() {
    try (WireTap tap = WireTap.on(T).order("MISSING_PONG")) {
      tap.advance(1_000);

      assertThat(tap.polygon.faults().ledger().strikes()).hasSize(1);
    }
  }

  @Test
  void whoIsNotMeantIsNotTouched() {
    try (WireTap tap = WireTap.on(T);
        RawClient other = tap.another(T)) {
      tap.order("GAP always connection 1");

      tap.advance(200);

      assertThat(other.nextText()).isEqualTo("[" + tap.due(T).get(0) + "]");
      assertThat(other.nextText()).isEqualTo("[" + tap.due(T).get(1) + "]");
      assertThat(tap.polygon.connections().get(0).messagesSent()).isEqualTo(3);
    }
  }

  @Test
  void eachConnectionCountsForItself() {
    try (WireTap tap = WireTap.on(T).order("DROP after 2 times 2 on T.FAKETICKER")) {
      tap.advance(1_000);
      try (RawClient again = tap.another(T)) {
        tap.advance(1_000);

        assertThat(again.nextText()).isEqualTo("[" + tap.due(T).get(10) + "]");
        assertThat(again.nextText()).isEqualTo("[" + tap.due(T).get(11) + "]");
        assertThat(again.next().isEnd()).isTrue();
      }
    }
  }

  @Test
  void whatIsOrderedWithTheServerStrikesTheFirstWhoComes() {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .symbols("FAKETICKER")
            .fault(Fault.parse("CLOSE code 1001", Instant.EPOCH))
            .build();
    try (WireTap tap = WireTap.connected(config)) {
      assertThat(tap.next().closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void anOrderWhoseTimeIsOverIsRefused() {
    try (WireTap tap = WireTap.on(T)) {
      tap.advance(1_000);

      assertThatThrownBy(() -> tap.order("HOLD at 0s for 500ms"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "HOLD at 2024-01-02T14:30:00Z for 500ms strikes until 2024-01-02T14:30:00.500Z, and it is"
                  + " 2024-01-02T14:30:01Z. Order what is still to come");
    }
  }

  @Test
  void anOrderForASymbolThatThereIsNotIsRefused() {
    try (WireTap tap = WireTap.on(T)) {
      assertThatThrownBy(() -> tap.order("GAP on T.NOTATICKER"))
          .hasMessage("There is no 'NOTATICKER' on this market. It has [FAKETICKER]");
    }
  }

  @Test
  void ordersAndLedgerCanBeReadAfterTheEnd() {
    WireTap tap = WireTap.on(T).order("GAP");
    tap.advance(100);

    tap.close();

    assertThat(tap.polygon.faults().orders()).hasSize(1);
    assertThat(tap.polygon.faults().ledger().strikes()).hasSize(1);
  }

  @Test
  void aLineThatWasHeldIsAsGoodAsNew() {
    try (WireTap tap = WireTap.on(T)) {
      tap.polygon.faults().order(Fault.of(new Hold()).times(2));
      tap.advance(400);
      tap.polygon.faults().release();
      tap.advance(100);

      assertThat(received(tap, 5)).isEqualTo(without(tap));
    }
  }

  @Test
  void nothingIsOrderedWhereOneOfSeveralCannotBe() {
    try (WireTap tap = WireTap.on(T)) {
      tap.advance(1_000);

      assertThatThrownBy(() -> tap.order("GAP; HOLD at 0s for 500ms"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(tap.polygon.faults().orders()).isEmpty();
    }
  }

  @Test
  void aPingDoesNotComeBehindAFrameThatBreaksOff() {
    // The first ping comes with the 32nd frame; three were answers.
    try (WireTap tap = WireTap.on(T).order("TRUNCATED_FRAME after 28")) {
      tap.advance(3_000);

      for (int i = 0; i < 28; i++) {
        tap.text();
      }
      assertThat(tap.client.readAllBytes()).hasSize(4 + (tap.due(T).get(28).length() + 2) / 2);
    }
  }

  @Test
  void ofTwoEndsAtOneTimeTheFirstCounts() {
    try (WireTap tap = WireTap.on(T).order("CLOSE at 50ms; DROP at 50ms")) {
      tap.polygon.clock().run(1);

      assertThat(lastOf(tap).closeCode()).isEqualTo(1001);
      tap.polygon.clock().pause();
      assertThat(tap.polygon.journal().entries(Kind.ENDED)).hasSize(1);
    }
  }

  @Test
  void aRestartForAllIsOneRestart() {
    try (WireTap tap = WireTap.on(T);
        RawClient other = tap.another(T)) {
      tap.order("RESTART at 300ms down 1s");
      tap.advance(300);

      assertThat(lastOf(tap).isEnd()).isTrue();
      assertThat(tap.polygon.faults().orders().get(0).strikes()).isEqualTo(1);
      assertThat(tap.polygon.journal().entries(Kind.ENDED)).hasSize(2);
      assertThat(other.readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void whileTheClockRunsWhatWasDueBeforeAnEndStillComes() {
    try (WireTap tap = WireTap.on(T).order("CLOSE at 300ms")) {
      tap.polygon.clock().run(1_000);

      assertThat(tap.text()).isEqualTo("[" + tap.due(T).get(0) + "]");
      assertThat(tap.text()).isEqualTo("[" + tap.due(T).get(1) + "]");
      assertThat(tap.next().closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void whileTheClockRunsTheLedgerKnowsTheStepThatWasStruck() {
    try (WireTap tap = WireTap.on(T).order("GAP times 3")) {
      tap.polygon.clock().run(10);

      assertThat(tap.text()).isEqualTo("[" + tap.due(T).get(3) + "]");
      tap.polygon.clock().pause();
      assertThat(tap.polygon.faults().ledger().strikes())
          .extracting(Strike::at)
          .containsExactly(
              Instant.parse("2024-01-02T14:30:00.100Z"),
              Instant.parse("2024-01-02T14:30:00.200Z"),
              Instant.parse("2024-01-02T14:30:00.300Z"));
    }
  }

  @Test
  void aTopicThatIsStillHeldIsNotAbsentThoughItWasRefused() {
    try (WireTap tap = WireTap.on(T).order("REFUSED_TOPIC")) {
      tap.client.subscribe(T);
      assertThat(tap.text()).contains("not authorized");
      tap.advance(100);

      assertThat(tap.text()).isEqualTo("[" + tap.due(T).get(0) + "]");
      assertThat(tap.polygon.faults().ledger().absences()).isEmpty();
    }
  }

  @Test
  void whoAsksForTooMuchIsNotStruckBesides() {
    FakePolygonConfig config =
        FakePolygonConfig.builder().symbols("FAKETICKER").mostTopicsPerConnection(1).build();
    try (WireTap tap =
        WireTap.connected(config).logIn().order("REFUSED_TOPIC; LATE_ACKNOWLEDGEMENT")) {
      tap.client.subscribe("T.FAKETICKER,Q.FAKETICKER");

      assertThat(tap.text()).contains("Subscription limit reached");
      assertThat(tap.polygon.faults().orders()).extracting(Order::strikes).containsExactly(0L, 0L);
    }
  }

  @Test
  void oneTopicOfAWildcardThatWasLostCanComeBackAlone() {
    FakePolygonConfig config = FakePolygonConfig.builder().symbols("ONE", "TWO").build();
    try (WireTap tap = WireTap.connected(config).logIn().subscribe("T.*").order("DROP")) {
      tap.advance(100);
      try (RawClient again = tap.another("T.ONE")) {
        tap.advance(200);

        assertThat(tap.polygon.tape().of("T.*").elapsed().linesAfter(tap.polygon.faults().ledger()))
            .containsExactlyElementsOf(tap.due("T.ONE").subList(1, 3));
        assertThat(again.nextText()).isEqualTo("[" + tap.due("T.ONE").get(1) + "]");
      }
    }
  }

  @Test
  void aWildcardBringsBackTheTopicThatWasLost() {
    FakePolygonConfig config = FakePolygonConfig.builder().symbols("ONE", "TWO").build();
    try (WireTap tap = WireTap.connected(config).logIn().subscribe("T.ONE").order("DROP")) {
      tap.advance(100);
      try (RawClient again = tap.another("T.*")) {
        tap.advance(200);

        assertThat(
                tap.polygon.tape().of("T.ONE").elapsed().linesAfter(tap.polygon.faults().ledger()))
            .containsExactlyElementsOf(tap.due("T.ONE").subList(1, 3));
        assertThat(again.nextText()).startsWith("[" + tap.due("T.ONE").get(1));
      }
    }
  }

  private static RawClient.Frame lastOf(WireTap tap) {
    RawClient.Frame frame = tap.next();
    while (!frame.isEnd() && frame.opcode() == RawClient.TEXT) {
      frame = tap.next();
    }
    return frame;
  }

  private static List<String> received(WireTap tap, int frames) {
    return IntStream.range(0, frames).mapToObj(i -> tap.text()).toList();
  }

  private static List<String> without(WireTap tap, Integer... left) {
    List<String> due = tap.due(T);
    return IntStream.range(0, due.size())
        .filter(i -> !List.of(left).contains(i))
        .mapToObj(i -> "[" + due.get(i) + "]")
        .toList();
  }
}
