package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.control.ControlClient;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.MarketEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * P1: a scenario that is added while the server runs is part of the specification from then on, and
 * changes nothing that has been sent.
 */
class P1AddedScenariosTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String[] EVERYTHING = {"T.*", "Q.*", "A.*", "AM.*"};

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().controlApi(true).build());

  @Test
  void aNodeGivenTheExportedSpecificationShowsTheSameWorld() {
    try (TestClient client = TestClient.subscribed(polygon, EVERYTHING)) {
      liveThroughScenarios();

      FakePolygonConfig exported = FakePolygonConfig.fromJson(exportedSpecification()).build();
      try (FakePolygonServer node = FakePolygonServer.start(exported);
          TestClient ofTheNode = TestClient.subscribed(node, EVERYTHING)) {
        node.clock().advance(MINUTE.multipliedBy(3));

        assertThat(client.frames()).isEqualTo(ofTheNode.frames()).hasSizeGreaterThan(100);
        assertThat(lines(polygon, START, MINUTE.multipliedBy(10)))
            .isEqualTo(lines(node, START, MINUTE.multipliedBy(10)));
      }
    }
  }

  @Test
  void whatWasBeforeTheScenarioIsUnchanged() {
    polygon.clock().advance(MINUTE);
    List<String> before = lines(polygon, START, MINUTE);

    polygon.addScenario(Scenario.of(ScenarioKind.GAP_DOWN, START.plus(MINUTE)));

    assertThat(lines(polygon, START, MINUTE)).isEqualTo(before);
  }

  @Test
  void P4_whatAClientIsSentBeforeAndAfterEqualsTheTape() {
    try (TestClient client = TestClient.subscribed(polygon, EVERYTHING)) {
      liveThroughScenarios();

      List<MarketEvent> received = client.events();
      assertThat(received)
          .isEqualTo(polygon.tape().dueTo(polygon.connections().get(0)).toList())
          .isEqualTo(polygon.tape().of(EVERYTHING).elapsed().toList());
    }
  }

  @Test
  void whoComesLaterSeesTheSame() {
    liveThroughScenarios();
    try (TestClient late = TestClient.subscribed(polygon, EVERYTHING)) {
      polygon.clock().advance(MINUTE);

      assertThat(late.events())
          .isEqualTo(
              polygon
                  .tape()
                  .of(EVERYTHING)
                  .between(START.plus(MINUTE.multipliedBy(3)), polygon.clock().now())
                  .toList());
    }
  }

  @Test
  void aSectionOfTheTapeThatWasTakenBeforeKeepsWhatItHad() {
    TapeSection taken = polygon.tape().of(EVERYTHING).between(START, START.plus(MINUTE));
    List<String> before = taken.lines().toList();

    polygon.addScenario(Scenario.of(ScenarioKind.GAP_UP, START));

    assertThat(taken.lines().toList()).isEqualTo(before);
  }

  @Test
  void manyThreadsAddScenariosWhileTheClockRuns() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TestClient client = TestClient.subscribed(polygon, EVERYTHING)) {
      polygon.clock().run(60);
      List<Scenario> added = new ArrayList<>();
      for (Future<Scenario> one :
          threads.invokeAll(IntStream.range(0, 100).mapToObj(this::gap).toList())) {
        added.add(one.get());
      }
      polygon.clock().pause();
      polygon.clock().advance(MINUTE);

      assertThat(polygon.scenarios())
          .containsExactlyInAnyOrderElementsOf(added)
          .extracting(Scenario::start)
          .isSorted();
      assertThat(client.events())
          .isEqualTo(polygon.tape().dueTo(polygon.connections().get(0)).toList());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Small enough that a hundred of them leave a price. */
  private Callable<Scenario> gap(int number) {
    Scenario gap =
        Scenario.of(ScenarioKind.GAP_UP, START).withStrength(0.01 * (1 + number)).on("FAKETICKER");
    return () -> polygon.addScenarioNow(gap);
  }

  /** Three minutes, in which something happens at once, later, and no longer. */
  private void liveThroughScenarios() {
    polygon.clock().advance(MINUTE);
    polygon.addScenario(Scenario.of(ScenarioKind.HIGH_VOLATILITY, polygon.clock().now()));
    polygon.clock().advance(Duration.ofMillis(10_050));
    polygon.addScenario(
        Scenario.of(ScenarioKind.TRADING_HALT, START.plusMillis(75_250))
            .lasting(Duration.ofSeconds(20))
            .on("FAKETICKER"));
    polygon.clock().advance(Duration.ofMillis(49_950));
    polygon.addScenarioNow(Scenario.of(ScenarioKind.NORMAL, START));
    polygon.addScenario(
        Scenario.of(ScenarioKind.GAP_UP, START.plusSeconds(130)).withStrength(8).on("TESTSTOCK"));
    polygon.clock().advance(MINUTE);
  }

  private String exportedSpecification() {
    String http = polygon.url().replaceFirst("^ws(.*)/stocks$", "http$1");
    return new ControlClient(URI.create(http), null).text("/control/v1/spec");
  }

  private static List<String> lines(FakePolygonServer server, Instant from, Duration span) {
    return server.tape().of(EVERYTHING).between(from, from.plus(span)).lines().toList();
  }
}
