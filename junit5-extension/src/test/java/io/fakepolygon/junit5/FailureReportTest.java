package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Lifecycle.PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What is told of a market when its test fails. */
class FailureReportTest {

  @Test
  void itStandsBelowTheFailure() {
    assertThat(textBelow(Engine.run(FailsWhileSubscribed.class)))
        .isEqualToNormalizingNewlines(
            """
            The market of the failed test
              @FakePolygon(seed = 7, symbols = "FAKETICKER")
              market time 2024-01-02T14:30:00.600Z
              connection 1 from ADDRESS, holding [T.FAKETICKER]
                said 2 frames
                  {"action":"auth","params":"…"}
                  {"action":"subscribe","params":"T.FAKETICKER"}
                was told 9 frames, the last 5
                  TRADE
                  TRADE
                  TRADE
                  TRADE
                  TRADE
              connection 2 from ADDRESS, holding [Q.FAKETICKER], ended: hung up by the client without a close frame
                said 2 frames
                  {"action":"auth","params":"…"}
                  {"action":"subscribe","params":"Q.FAKETICKER"}
                was told 3 frames
                  [{"ev":"status","status":"connected","message":"Connected Successfully"}]
                  [{"ev":"status","status":"auth_success","message":"authenticated"}]
                  [{"ev":"status","status":"success","message":"subscribed to: Q.FAKETICKER"}]
              client 1: URL, open, received 9 frames
              client 2: URL, cut by the client, received 3 frames
              the whole story: FILE
              the whole story: FILE""");
  }

  @Test
  void itIsInTheReport() {
    Map<String, String> report = Engine.reportsOf(Engine.run(FailsWhileSubscribed.class)).get(0);

    assertThat(report)
        .containsEntry("fakepolygon.seed", "7")
        .containsEntry("fakepolygon.annotation", "@FakePolygon(seed = 7, symbols = \"FAKETICKER\")")
        .containsEntry("fakepolygon.marketTime", "2024-01-02T14:30:00.600Z")
        .containsEntry(
            "fakepolygon.connection.1.said",
            "{\"action\":\"auth\",\"params\":\"…\"}\n{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}");
    assertThat(report.get("fakepolygon.connections"))
        .matches(
            "connection 1 from .*:[0-9]+, holding \\[T.FAKETICKER]; "
                + "connection 2 from .*:[0-9]+, holding \\[Q.FAKETICKER], ended: .*");
    assertThat(report.get("fakepolygon.connection.1.told").split("\n")).hasSize(5);
  }

  @Test
  void theWholeStoryIsInAFileOfJUnits(@TempDir Path folder) throws IOException {
    Map<String, String> report =
        Engine.reportsOf(Engine.run(folder, Map.of(), FailsWhileSubscribed.class)).get(0);

    Path file = folder.resolve("market.txt");
    assertThat(report.get("fakepolygon.files"))
        .startsWith(folder.resolve("market.html").toString() + "; ");
    assertThat(withoutBackend(Files.readString(file)))
        .startsWith(
            """
            The market of the failed test
              @FakePolygon(seed = 7, symbols = "FAKETICKER")
              market time 2024-01-02T14:30:00.600Z
              connection 1 from\s"""
                .replace("\n", System.lineSeparator()))
        .contains("Journal, 20 entries")
        .contains("  2024-01-02T14:30:00.300Z connection 1 was told [{\"ev\":\"T\",")
        .doesNotContain("fake-polygon-key");
  }

  @Test
  void theWholeStoryIsInTheFolderThatTheRunNames(@TempDir Path folder) {
    Engine.run(Map.of("fakepolygon.reportFolder", folder.toString()), FailsWhileSubscribed.class);
    Engine.run(Map.of("fakepolygon.reportFolder", folder.toString()), FailsWithTwo.class);
    Engine.run(Map.of("fakepolygon.reportFolder", folder.toString()), FailsEachTime.class);

    String prefix = FailureReportTest.class.getName() + "_";
    assertThat(folder)
        .isDirectoryContaining("glob:**" + prefix + "FailsWhileSubscribed.fail.txt")
        .isDirectoryContaining("glob:**" + prefix + "FailsWhileSubscribed.fail.json")
        .isDirectoryContaining("glob:**" + prefix + "FailsWhileSubscribed.fail.html")
        .isDirectoryContaining("glob:**" + prefix + "FailsWithTwo.fail.primary.txt")
        .isDirectoryContaining("glob:**" + prefix + "FailsWithTwo.fail.backup.txt")
        .isDirectoryContaining("glob:**" + prefix + "FailsEachTime.fail#1.txt")
        .isDirectoryContaining("glob:**" + prefix + "FailsEachTime.fail#2.txt");
  }

  @FakePolygon
  static class FailsEachTime {

    @RepeatedTest(2)
    void fail() {
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenHidesNoFailure(@TempDir Path folder) throws IOException {
    Path noFolder = Files.createFile(folder.resolve("file"));

    EngineExecutionResults results =
        Engine.run(Map.of("fakepolygon.reportFolder", noFolder.toString()), FailsEachTime.class);

    assertThat(Engine.failuresOf(results))
        .extracting(Throwable::getMessage)
        .containsOnly("on purpose");
    assertThat(Engine.reportsOf(results).get(0).get("fakepolygon.files"))
        .contains("not written, for java.nio.file.FileAlreadyExistsException");
  }

  @Test
  void manyConnectionsAreCutToAScreen() {
    String text = textBelow(Engine.run(FailsWithMany.class));

    assertThat(text)
        .contains(
            "  6 earlier connections\n  connection 7 from ADDRESS, holding no topic\n    said 1 frame\n");
    assertThat(text.lines()).hasSizeLessThan(50);
  }

  @FakePolygon
  static class FailsWithMany {

    @Test
    void fail(FakePolygonServer polygon) {
      for (int i = 0; i < 10; i++) {
        RecordingClient.connectedTo(polygon);
      }
      throw new AssertionError("on purpose");
    }
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
              connection 1 from ADDRESS
                said 1 frame
                  {"action":"auth","params":"…"}
                was told 2 frames
                  [{"ev":"status","status":"connected","message":"Connected Successfully"}]
                  [{"ev":"status","status":"auth_success","message":"authenticated"}]
              client 1: URL, failed: java.io.EOFException, received 2 frames
              the whole story: FILE
              the whole story: FILE""");
  }

  @FakePolygon
  static class FailsAfterClosing {

    @Test
    void fail(FakePolygonServer polygon, RecordingClient client) {
      polygon.close();
      client.awaitEnd();
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aScenarioThatTheTestAddedIsInTheAnnotation() {
    EngineExecutionResults results = Engine.run(FailsInAHalt.class);

    String scenario = "scenario = \"TRADING_HALT at 2024-01-02T14:30:00.600Z on FAKETICKER\"";
    assertThat(textBelow(results)).contains(scenario);
    assertThat(Engine.reportsOf(results).get(0).get("fakepolygon.annotation")).contains(scenario);
  }

  @FakePolygon
  static class FailsInAHalt {

    @Test
    void fail(FakePolygonServer polygon, MarketClock clock) {
      clock.advance(Duration.ofMillis(600));
      polygon.addScenario(Scenario.of(ScenarioKind.TRADING_HALT, clock.now()).on("FAKETICKER"));
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void faultsAreToldWithWhatCameOfThem() {
    assertThat(textBelow(Engine.run(FailsAmongFaults.class)))
        .startsWith(
            String.join(
                System.lineSeparator(),
                "The market of the failed test",
                "  @FakePolygon(seed = 42, faults = \"GAP on T.FAKETICKER\")",
                "  market time 2024-01-02T14:30:00.600Z",
                "  order 1: GAP on T.FAKETICKER, struck once, over",
                "  order 2: HOLD, struck 0 times"));
  }

  @FakePolygon(faults = "GAP on T.FAKETICKER")
  static class FailsAmongFaults {

    @Test
    void fail(FakePolygonServer polygon, RecordingClient client, MarketClock clock) {
      client.subscribe("T.FAKETICKER");
      clock.advance(Duration.ofMillis(600));
      polygon.faults().hold();
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
    return withoutBackend(Engine.failuresOf(results).get(0).getSuppressed()[0].toString())
        // A server elsewhere is asked for its journal before its end.
        .replace(", ended: cut: the server was closed", "")
        .replaceAll("from [^ ,]+:[0-9]+", "from ADDRESS")
        .replace("\r\n", "\n")
        .replaceAll("story: .*", "story: FILE")
        .replaceAll("ws://[^ ,]+", "URL")
        .replaceAll("\\[\\{\"ev\":\"T\",.*}]", "TRADE");
  }

  /** In guests the backend has a line of its own. */
  private static String withoutBackend(String text) {
    return text.replaceFirst("\\R  on http://.*", "");
  }
}
