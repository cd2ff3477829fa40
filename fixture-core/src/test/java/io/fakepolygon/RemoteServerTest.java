package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.LineHarm.Hold;
import io.fakepolygon.fault.Order;
import io.fakepolygon.fault.StreamHarm.Gap;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.Preset;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.server.MissedDeliveryException;
import io.fakepolygon.server.RawClient;
import io.fakepolygon.upstream.UpstreamOptions;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A server elsewhere is used as one in this JVM. */
class RemoteServerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose
  private final FakePolygonServer host =
      FakePolygonServer.start(FakePolygonConfig.builder().controlApi(true).build());

  private final RemoteHost remote = RemoteHost.of(host.url());

  @AutoClose
  private final FakePolygonServer world =
      remote.start(
          FakePolygonConfig.builder()
              .seed(7)
              .symbols("WORLD")
              .apiKeys("its-key")
              .deliveryTimeout(SECOND)
              .build());

  @Test
  void P1_aWorldElsewhereShowsWhatTheSameSpecificationShowsHere() {
    try (FakePolygonServer here =
            FakePolygonServer.start(FakePolygonConfig.builder().seed(7).symbols("WORLD").build());
        TestClient there = TestClient.subscribed(world, "T.*", "Q.*", "A.*", "AM.*");
        TestClient local = TestClient.subscribed(here, "T.*", "Q.*", "A.*", "AM.*")) {
      world.clock().advance(Duration.ofMinutes(2));
      here.clock().advance(Duration.ofMinutes(2));

      assertThat(there.frames()).isEqualTo(local.frames()).hasSize(1_200);
    }
  }

  @Test
  void P1_aRealisticWorldElsewhereIsTheSameDownToItsScenarios() {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .symbols("LEADER", "WORLD")
            .mode(MarketMode.REALISTIC)
            .respectMarketHours(true)
            .behavior("LEADER", Preset.MEGA_CAP.behavior())
            .behavior("WORLD", Preset.MID_CAP.behavior().following("LEADER", 0.7))
            .scenario(
                Scenario.of(ScenarioKind.GAP_UP, Instant.parse("2024-01-02T14:30:10Z")).on("WORLD"))
            .barDelay(SECOND)
            .build();
    try (FakePolygonServer here = FakePolygonServer.start(config);
        FakePolygonServer elsewhere = remote.start(config);
        TestClient there = TestClient.subscribed(elsewhere, "T.*", "Q.*", "A.*", "AM.*");
        TestClient local = TestClient.subscribed(here, "T.*", "Q.*", "A.*", "AM.*")) {
      elsewhere.clock().advance(Duration.ofSeconds(20));
      here.clock().advance(Duration.ofSeconds(20));

      assertThat(there.frames()).isEqualTo(local.frames()).isNotEmpty();
    }
  }

  @Test
  void P4_whatAClientReceivedEqualsTheTape() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD", "Q.WORLD")) {
      world.clock().advance(SECOND);

      assertThat(client.events())
          .isEqualTo(world.tape().dueTo(world.connections().get(0)).toList())
          .isEqualTo(world.tape().of("T.WORLD", "Q.WORLD").elapsed().toList())
          .hasSize(20);
    }
  }

  @Test
  void worldsOfOneHostKnowNothingOfEachOther() {
    try (FakePolygonServer other = remote.start(FakePolygonConfig.builder().build());
        TestClient client = TestClient.subscribed(other, "T.FAKETICKER")) {
      world.clock().advance(SECOND);

      assertThat(other.clock().now()).isEqualTo(Instant.parse("2024-01-02T14:30:00Z"));
      assertThat(host.clock().now()).isEqualTo(Instant.parse("2024-01-02T14:30:00Z"));
      assertThat(client.events()).isEmpty();
      assertThat(world.connections()).isEmpty();
      assertThat(other.connections()).hasSize(1);
    }
  }

  @Test
  void aWorldHasItsOwnKeys() {
    assertThat(world.apiKey()).isEqualTo("its-key");
    try (TestClient client = TestClient.connect(world.url())) {
      client.nextFrame();
      client.send("{\"action\":\"auth\",\"params\":\"any\"}");

      assertThat(client.nextFrame()).contains("auth_failed");
    }
  }

  @Test
  void theViewOfAHostIsOfTheWorldThatItServesAndItsCloseLeavesItRunning() {
    FakePolygonServer view = remote.view();

    view.clock().advance(SECOND);
    view.close();

    assertThat(host.clock().now()).isEqualTo(Instant.parse("2024-01-02T14:30:01Z"));
    assertThat(view.url()).isEqualTo(host.url());
    assertThatThrownBy(view::connections).hasMessage("The server is closed");
  }

  @Test
  void aProxyElsewhereTellsHowItStandsWithItsFeed() {
    UpstreamOptions nowhere = UpstreamOptions.of(URI.create("ws://127.0.0.1:1"), "vendor-secret");
    try (FakePolygonServer proxy =
            FakePolygonServer.start(
                FakePolygonConfig.builder().symbols().upstream(nowhere).controlApi(true).build());
        FakePolygonServer view = RemoteHost.of(proxy.url()).view()) {
      assertThat(view.upstream().orElseThrow().url()).isEqualTo("ws://127.0.0.1:1");
      assertThat(view.connections()).isEmpty();
    }
  }

  @Test
  void closingAWorldCutsItsClients() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD")) {
      world.close();

      assertThat(client.end()).startsWith("failed");
      assertThatThrownBy(() -> world.clock().advance(SECOND)).hasMessage("The server is closed");
    }
  }

  @Test
  void shuttingAWorldDownSaysGoodbye() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD")) {
      world.shutDown(SECOND);

      assertThat(client.end()).contains("1001");
    }
  }

  @Test
  void theJournalStaysReadableAfterTheEnd() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD")) {
      world.clock().advance(SECOND);
      List<String> told = world.journal().told();
      world.close();

      assertThat(world.journal().told()).isEqualTo(told).hasSize(3 + 10);
      assertThat(world.journal().of(1).said()).hasSize(2);
      assertThat(world.journal().isComplete()).isTrue();
      assertThat(world.journal().connections()).containsExactly(1);
      assertThat(client.frames()).hasSize(10);
    }
  }

  @Test
  void whatCannotBeIsRefusedInTheSameWords() {
    assertThatThrownBy(() -> world.clock().advance(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The clock moves forward only: cannot advance by PT0S");
    assertThatThrownBy(() -> world.tape().of("T.OTHER"))
        .hasMessage("There is no 'OTHER' on this market. It has [WORLD]");
    assertThatThrownBy(() -> world.awaitSubscribed(Duration.ofMillis(50), "T.WORLD"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Nobody subscribed to all of [T.WORLD] within PT0.05S. Connected: nobody");
  }

  @Test
  void P3_aClientThatTakesNothingIsNamed() {
    try (RawClient silent = RawClient.upgraded(world.url())) {
      silent.authenticate("its-key");
      silent.subscribe("T.WORLD");
      world.awaitSubscribed("T.WORLD");

      assertThatThrownBy(() -> world.clock().advance(SECOND))
          .isInstanceOfSatisfying(
              MissedDeliveryException.class,
              missed ->
                  assertThat(missed.laggards())
                      .extracting(laggard -> laggard.connection().remoteAddress())
                      .containsExactly(silent.localAddress()))
          .hasMessageContaining("No sign of delivery within PT1S");
      assertThat(world.counters().connectionsOpen()).isOne();
    }
  }

  @Test
  void connectionsAreDroppedAndRemembered() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD")) {
      world.dropConnections();

      assertThat(client.end()).startsWith("failed");
      assertThat(world.connections()).isEmpty();
      assertThat(world.endedConnections()).hasSize(1);
      assertThat(world.upstream()).isEmpty();
    }
  }

  @Test
  void P1_aScenarioIsAddedThereAndShownOnTheTapeHere() {
    Scenario gap = Scenario.of(ScenarioKind.GAP_UP, world.clock().now().plusSeconds(1)).on("WORLD");
    try (TestClient client = TestClient.subscribed(world, "T.*", "Q.*", "A.*")) {
      assertThat(world.addScenario(gap)).isEqualTo(gap);
      world.clock().advance(SECOND.multipliedBy(3));
      Scenario normal = world.addScenarioNow(Scenario.of(ScenarioKind.NORMAL, gap.start()));
      world.clock().advance(SECOND);

      assertThat(normal.start()).isEqualTo(Instant.parse("2024-01-02T14:30:03Z"));
      assertThat(world.scenarios()).containsExactly(gap, normal);
      assertThat(client.events())
          .isEqualTo(world.tape().of("T.*", "Q.*", "A.*").elapsed().toList());
    }
  }

  @Test
  void P1_aScenarioThatAnotherHasAddedIsOnTheTapeHere() {
    try (FakePolygonServer mine = remote.view();
        FakePolygonServer others = remote.view()) {
      Scenario added = others.addScenarioNow(Scenario.of(ScenarioKind.GAP_DOWN, Instant.EPOCH));

      assertThat(mine.scenarios()).isEqualTo(host.scenarios()).containsExactly(added);
      assertThat(mine.tape().of("T.*").next(100).toList())
          .isEqualTo(host.tape().of("T.*").next(100).toList());
    }
  }

  @Test
  void aScenarioThatCannotBeAddedIsRefusedInTheSameWords() {
    Scenario past = Scenario.of(ScenarioKind.GAP_UP, world.clock().now());
    world.clock().advance(SECOND);

    assertThatThrownBy(() -> world.addScenario(past))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A scenario changes nothing that has been sent: the market has reached"
                + " 2024-01-02T14:30:01Z, and GAP_UP cannot start at 2024-01-02T14:30:00Z");
    assertThatThrownBy(() -> world.addScenarioNow(past.on("OTHER")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The scenario GAP_UP is for 'OTHER', which is not among the symbols [WORLD]");
  }

  @Test
  void theScenariosStayReadableAfterTheEnd() {
    Scenario added = world.addScenarioNow(Scenario.of(ScenarioKind.GAP_UP, Instant.EPOCH));
    world.close();

    assertThat(world.scenarios()).containsExactly(added);
    assertThatThrownBy(() -> world.addScenario(added)).hasMessage("The server is closed");
  }

  @Test
  void aFaultIsOrderedAndToldAsHere() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD")) {
      Order ordered = world.faults().order(Fault.of(new Gap()).on("T.WORLD").after(1));
      world.clock().advance(Duration.ofMillis(300));

      List<String> all = world.tape().of("T.WORLD").elapsed().lines().toList();
      assertThat(ordered.fault()).isEqualTo(Fault.of(new Gap()).on("T.WORLD").after(1));
      assertThat(client.events()).hasSize(2);
      assertThat(world.faults().orders()).containsExactly(new Order(1, ordered.fault(), 1, true));
      assertThat(world.faults().ledger().isComplete()).isTrue();
      assertThat(world.faults().ledger().strikes())
          .singleElement()
          .satisfies(
              strike -> {
                assertThat(strike.due()).containsExactly(all.get(1));
                assertThat(strike.sent()).isEmpty();
                assertThat(strike.at()).isEqualTo(Instant.parse("2024-01-02T14:30:00.200Z"));
              });
      assertThat(world.journal().entries(Kind.STRUCK))
          .singleElement()
          .satisfies(entry -> assertThat(entry.text()).startsWith("order 1: GAP on T.WORLD"));
    }
  }

  @Test
  void aGateOnAServerElsewhereIsOpenedAgain() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD")) {
      world.faults().hold();
      world.clock().advance(SECOND);
      assertThat(client.events()).isEmpty();

      world.faults().release();
      world.clock().advance(Duration.ofMillis(100));

      assertThat(client.events()).hasSize(11);
    }
  }

  @Test
  void ordersElsewhereAreWithdrawnOneOrAll() {
    Order first = world.faults().order("GAP; DROP at 10m");
    assertThat(first.number()).isEqualTo(2);
    assertThat(first.fault().at()).contains(Instant.parse("2024-01-02T14:40:00Z"));

    world.faults().withdraw(first);
    assertThatThrownBy(() -> world.faults().withdraw(new Order(9, first.fault(), 0, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no order 9. There are 2");
    assertThat(world.faults().orders()).extracting(Order::isOver).containsExactly(false, true);
    world.faults().withdrawAll();
    assertThat(world.faults().orders()).extracting(Order::isOver).containsExactly(true, true);
  }

  @Test
  void anAbsenceElsewhereIsToldWithItsEnd() {
    try (TestClient first = TestClient.subscribed(world, "T.WORLD")) {
      world.faults().order("DROP on T.WORLD");
      world.clock().advance(Duration.ofMillis(100));
      assertThat(first.end()).isNotNull();
      assertThat(world.faults().ledger().absences())
          .singleElement()
          .satisfies(absence -> assertThat(absence.until()).isEmpty());
    }
    try (TestClient second = TestClient.subscribed(world, "T.WORLD")) {
      assertThat(second.events()).isEmpty();
      assertThat(world.faults().ledger().absences())
          .singleElement()
          .satisfies(absence -> assertThat(absence.until()).isPresent());
    }
  }

  @Test
  void aFaultThatCannotBeOrderedIsRefusedInTheSameWords() {
    assertThatThrownBy(() -> world.faults().order("GAP on T.OTHER"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'OTHER'");
    assertThat(world.faults().orders()).isEmpty();
  }

  @Test
  void faultsThatAWorldIsStartedWithAreOrderedThere() {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .fault(Fault.of(new Gap()).on("T.FAKETICKER"))
            .fault(Fault.of(new Hold()).at(Instant.parse("2024-01-02T14:40:00Z")))
            .build();
    try (FakePolygonServer here = FakePolygonServer.start(config);
        FakePolygonServer elsewhere = remote.start(config)) {
      assertThat(elsewhere.faults().orders()).isEqualTo(here.faults().orders()).hasSize(2);
    }
  }

  @Test
  void ordersAndLedgerStayReadableAfterTheEnd() {
    Order ordered = world.faults().order("GAP");
    world.close();

    assertThat(world.faults().orders()).containsExactly(ordered);
    assertThat(world.faults().ledger().strikes()).isEmpty();
    assertThatThrownBy(() -> world.faults().order("GAP")).hasMessage("The server is closed");
  }

  @Test
  void timersOfTheCodeUnderTestSeeTheirOwnInstantWhileTheClockMoves() throws Exception {
    ScheduledExecutorService timers = world.clock().scheduler();
    List<Instant> runs = new ArrayList<>();
    timers.scheduleAtFixedRate(
        () -> runs.add(world.clock().asJavaClock().instant()), 300, 300, TimeUnit.MILLISECONDS);

    world.clock().advance(SECOND);

    assertThat(runs)
        .containsExactly(
            Instant.parse("2024-01-02T14:30:00.300Z"),
            Instant.parse("2024-01-02T14:30:00.600Z"),
            Instant.parse("2024-01-02T14:30:00.900Z"));
    assertThat(world.clock().now()).isEqualTo(Instant.parse("2024-01-02T14:30:01Z"));
  }

  @Test
  void timersOfTheCodeUnderTestFollowAClockThatMovesByItself() throws Exception {
    ScheduledExecutorService timers = world.clock().scheduler();
    CountDownLatch ran = new CountDownLatch(2);
    timers.schedule(ran::countDown, 1, TimeUnit.HOURS);

    world.clock().run(1_000_000);
    timers.schedule(ran::countDown, 1, TimeUnit.HOURS);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    world.clock().pause();
  }

  @Test
  void aTaskMayAskForAnotherScheduler() throws Exception {
    ScheduledExecutorService timers = world.clock().scheduler();
    List<ScheduledExecutorService> asked = new ArrayList<>();
    timers.schedule(() -> asked.add(world.clock().scheduler()), 100, TimeUnit.MILLISECONDS);

    world.clock().advance(SECOND);

    assertThat(asked).hasSize(1);
  }

  @Test
  void timersThatAnotherHasPassedRunWithTheNextMove() throws Exception {
    List<Instant> runs = new ArrayList<>();
    try (FakePolygonServer mine = remote.view();
        FakePolygonServer others = remote.view()) {
      mine.clock().scheduler().schedule(() -> runs.add(mine.clock().now()), 1, TimeUnit.SECONDS);
      others.clock().advance(Duration.ofSeconds(5));

      mine.clock().advance(SECOND);

      assertThat(runs).containsExactly(Instant.parse("2024-01-02T14:30:05Z"));
      assertThat(mine.clock().now()).isEqualTo(Instant.parse("2024-01-02T14:30:06Z"));
    }
  }

  @Test
  void anInterruptedThreadEndsItsWorldToo() {
    Thread.currentThread().interrupt();
    world.close();

    assertThat(Thread.interrupted()).isTrue();
    try (TestClient late = TestClient.connect(world.url())) {
      assertThat(late.end()).isEqualTo("refused 404");
    }
  }

  @Test
  void whoWaitsForSubscribersHearsOfTheEnd() {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> world.awaitSubscribed(Duration.ofMinutes(20), "T.WORLD"));
    world.close();

    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("closed");
  }

  @Test
  void aTimerCannotMoveItsClock() throws Exception {
    ScheduledExecutorService timers = world.clock().scheduler();

    assertThatThrownBy(() -> timers.submit(() -> world.clock().advance(SECOND)).get())
        .hasRootCauseMessage(
            "A timer of the market clock's scheduler cannot move the clock that runs it");
  }

  @Test
  void P8_aTokenIsAskedForAndGiven() {
    try (FakePolygonServer locked =
        FakePolygonServer.start(
            FakePolygonConfig.builder().controlApi(true).controlToken("s3cret").build())) {
      RemoteHost without = RemoteHost.of(locked.url());

      assertThatThrownBy(without::view)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("CONTROL_TOKEN");
      without.withToken("s3cret").start(FakePolygonConfig.builder().build()).close();
      assertThat(without.withToken("s3cret").toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void whatIsNotThereOrShutSaysSo() {
    host.close();
    assertThatThrownBy(remote::view)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("No FakePolygon answers at http://127.0.0.1:");
    try (FakePolygonServer shut = FakePolygonServer.start(FakePolygonConfig.builder().build())) {
      assertThatThrownBy(RemoteHost.of(shut.url())::view)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("CONTROL_API=on");
    }
  }

  @Test
  void whatOnlyThisJvmCanHaveIsRefused() {
    assertThatThrownBy(() -> remote.start(FakePolygonConfig.builder().port(8765).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A world on a server elsewhere takes address, TLS, feed and control API from that"
                + " server. Leave out port, or run this one in process");
  }

  @Test
  void aUrlThatIsNoneIsRefused() {
    assertThatThrownBy(() -> RemoteHost.of("localhost:8765"))
        .hasMessage(
            "'localhost:8765' is no URL of a server. Write one such as http://localhost:8765");
  }

  @Test
  void theWorldsOfAHostEndWithIt() {
    try (TestClient client = TestClient.subscribed(world, "T.WORLD")) {
      host.close();

      assertThat(client.end()).startsWith("failed");
    }
  }
}
