package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Lifecycle.PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What is told of a market when its test fails. */
class FailureReportTest {

  @Test
  void itStandsBelowTheFailureAndInTheReport() {
    EngineExecutionResults results = Engine.run(FailsWhileSubscribed.class);

    assertThat(textBelow(results))
        .isEqualToNormalizingNewlines(
            """
            The market of the failed test
              @FakePolygon(seed = 7, symbols = "FAKETICKER")
              market time 2024-01-02T14:30:00.600Z
              connections
                connection 1 from ADDRESS, holding [T.FAKETICKER]
              ended connections
                connection 2 from ADDRESS, holding [Q.FAKETICKER]
              client 1: URL, open
                sent 2 frames
                  {"action":"auth","params":"fake-polygon-key"}
                  {"action":"subscribe","params":"T.FAKETICKER"}
                received 9 frames, the last 5
                  TRADE
                  TRADE
                  TRADE
                  TRADE
                  TRADE
              client 2: URL, cut by the client
                sent 2 frames
                  {"action":"auth","params":"fake-polygon-key"}
                  {"action":"subscribe","params":"Q.FAKETICKER"}
                received 3 frames
                  [{"ev":"status","status":"connected","message":"Connected Successfully"}]
                  [{"ev":"status","status":"auth_success","message":"authenticated"}]
                  [{"ev":"status","status":"success","message":"subscribed to: Q.FAKETICKER"}]""");
    Map<String, String> report = Engine.reportsOf(results).get(0);
    assertThat(report)
        .containsEntry("fakepolygon.seed", "7")
        .containsEntry("fakepolygon.annotation", "@FakePolygon(seed = 7, symbols = \"FAKETICKER\")")
        .containsEntry("fakepolygon.marketTime", "2024-01-02T14:30:00.600Z")
        .containsEntry(
            "fakepolygon.client.1.sent",
            "{\"action\":\"auth\",\"params\":\"fake-polygon-key\"}\n{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}");
    assertThat(report.get("fakepolygon.connections"))
        .matches("connection 1 from .*:[0-9]+, holding \\[T.FAKETICKER]");
    assertThat(report.get("fakepolygon.endedConnections"))
        .matches("connection 2 from .*:[0-9]+, holding \\[Q.FAKETICKER]");
    assertThat(report.get("fakepolygon.client.1.received").split("\n")).hasSize(5);
  }

  @FakePolygon(seed = 7, symbols = "FAKETICKER")
  static class FailsWhileSubscribed {

    @Test
    void fail(RecordingClient one, RecordingClient another, MarketClock clock) {
      one.subscribe("T.FAKETICKER");
      another.subscribe("Q.FAKETICKER").drop();
      clock.advance(Duration.ofMillis(600));
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aTestThatClosedItsServerIsToldOfToo() {
    EngineExecutionResults results = Engine.run(FailsAfterClosing.class);

    assertThat(Engine.failuresOf(results))
        .extracting(Throwable::getMessage)
        .containsExactly("on purpose");
    assertThat(textBelow(results))
        .isEqualToNormalizingNewlines(
            """
            The market of the failed test
              @FakePolygon(seed = 42)
              market time 2024-01-02T14:30:00Z
              connections
                unknown: The server is closed
              ended connections
                unknown: The server is closed""");
  }

  @FakePolygon
  static class FailsAfterClosing {

    @Test
    void fail(FakePolygonServer polygon) {
      polygon.close();
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void eachOfSeveralServersIsToldOf() {
    EngineExecutionResults results = Engine.run(FailsWithTwo.class);

    assertThat(Engine.failuresOf(results).get(0).getSuppressed())
        .extracting(market -> market.toString().lines().limit(2).toList())
        .containsExactly(
            List.of(
                "The market of the failed test, primary",
                "  @FakePolygon(name = \"primary\", seed = 42, lifecycle = Lifecycle.PER_CLASS)"),
            List.of(
                "The market of the failed test, backup",
                "  @FakePolygon(name = \"backup\", seed = 7) // and by the builder: basePriceUsd(20.0)"));
    assertThat(Engine.reportsOf(results))
        .extracting(report -> report.keySet().iterator().next())
        .containsExactly("fakepolygon.primary.seed", "fakepolygon.backup.seed");
  }

  @FakePolygon(name = "primary", lifecycle = PER_CLASS)
  static class FailsWithTwo {
    @RegisterExtension
    final FakePolygonExtension backup =
        FakePolygonExtension.builder()
            .name("backup")
            .seed(7)
            .configure(config -> config.basePriceUsd(20))
            .build();

    @Test
    void fail() {
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aClassThatFailsTellsOfWhatItsTestsShare() {
    EngineExecutionResults results = Engine.run(FailsBeforeAll.class);

    assertThat(textBelow(results))
        .contains("@FakePolygon(seed = 42, lifecycle = Lifecycle.PER_CLASS)", "client 1: ");
  }

  @FakePolygon(lifecycle = PER_CLASS)
  static class FailsBeforeAll {

    @BeforeAll
    static void fail(RecordingClient client) {
      throw new AssertionError("on purpose");
    }

    @Test
    void isNotReached() {}
  }

  @Test
  void nothingIsToldOfATestThatSucceedsOrIsAborted() {
    EngineExecutionResults results = Engine.run(DoesNotFail.class);

    results.testEvents().assertStatistics(tests -> tests.succeeded(1).aborted(1));
    assertThat(Engine.reportsOf(results)).isEmpty();
    assertThat(Engine.failuresOf(results).get(0).getSuppressed()).isEmpty();
  }

  @FakePolygon
  static class DoesNotFail {

    @Test
    void succeeds() {}

    @Test
    void isAborted() {
      Assumptions.abort("on purpose");
    }
  }

  private static String textBelow(EngineExecutionResults results) {
    return Engine.failuresOf(results)
        .get(0)
        .getSuppressed()[0]
        .toString()
        .replaceAll("127.0.0.1:[0-9]+,", "ADDRESS,")
        .replaceAll("ws://[^ ,]+", "URL")
        .replaceAll("\\[\\{\"ev\":\"T\",.*}]", "TRADE");
  }
}
