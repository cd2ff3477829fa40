package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Lifecycle.PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

/** Tests that fail when the referee objects. */
class RefereeTest {
  private static final String LEFT_OPEN =
      "\n  2024-01-02T14:30:00Z LEFT_OPEN: Connection 1 was still open at the end. Close it when its work is done: it counts against the account's limit until then";

  @Test
  void aTestFailsWhoseClientIsLeftOpen() {
    EngineExecutionResults results = Engine.run(LeavesItsClientOpen.class);

    assertThat(Engine.failuresOf(results))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure)
                  .isInstanceOf(AssertionFailedError.class)
                  .hasMessage("The referee objects to what the code under test did:" + LEFT_OPEN);
              assertThat(failure.getSuppressed()[0].toString())
                  .contains("@FakePolygon(seed = 42, referee = true)");
            });
    assertThat(Engine.reportsOf(results)).hasSize(1);
  }

  @FakePolygon(referee = true)
  static class LeavesItsClientOpen {
    private static final List<RecordingClient> LEFT = new ArrayList<>();

    @Test
    void test(FakePolygonServer polygon) {
      LEFT.add(RecordingClient.connectedTo(polygon));
    }

    @AfterAll
    static void close() {
      LEFT.forEach(RecordingClient::close);
    }
  }

  @Test
  void nobodyIsJudgedUnlessTheTestAsksForIt() {
    Engine.assertAllSucceed(1, AsksForNoReferee.class);
  }

  @FakePolygon
  static class AsksForNoReferee {
    @Test
    void test(FakePolygonServer polygon) {
      try (RecordingClient client = RecordingClient.connectedTo(polygon)) {
        client.send("nonsense");
      }
    }
  }

  @Test
  void aTestPassesWhoseClientsAreGood() {
    Engine.assertAllSucceed(2, ClosesItsClient.class);
  }

  @FakePolygon(referee = true)
  static class ClosesItsClient {
    private RecordingClient mine;

    @Test
    void inTheTest(FakePolygonServer polygon, RecordingClient injected) {
      try (RecordingClient client = RecordingClient.connectedTo(polygon)) {
        client.subscribe("T.FAKETICKER");
      }
      injected.subscribe("T.FAKETICKER");
    }

    @Test
    void afterIt(FakePolygonServer polygon) {
      mine = RecordingClient.connectedTo(polygon);
    }

    @AfterEach
    void close() {
      if (mine != null) {
        mine.close();
      }
    }
  }

  @Test
  void whatAnInjectedClientDoesIsTheTestsOwnDoing() {
    Engine.assertAllSucceed(1, InjectedClientTalksNonsense.class);
  }

  @FakePolygon(referee = true)
  static class InjectedClientTalksNonsense {
    @Test
    void test(RecordingClient client) {
      client.send("nonsense");
      client.subscribe("T.NOTATICKER");
    }
  }

  @Test
  void neitherIsItWithASharedServer() {
    Engine.assertAllSucceed(1, InjectedClientOfASharedServer.class);
  }

  @FakePolygon(lifecycle = PER_CLASS, referee = true)
  static class InjectedClientOfASharedServer {
    @Test
    void test(RecordingClient client) {
      client.subscribe("T.NOTATICKER");
    }
  }

  @Test
  void aTestThatFailedFailsAsItDid() {
    List<Throwable> failures = Engine.failuresOf(Engine.run(FailsByItself.class));

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure).hasMessage("by itself");
              assertThat(failure.getSuppressed()[0])
                  .isInstanceOf(AssertionFailedError.class)
                  .hasMessageStartingWith("The referee objects to what the code under test did:");
            });
  }

  @FakePolygon(referee = true)
  static class FailsByItself {
    @Test
    void test(FakePolygonServer polygon) {
      try (RecordingClient client = RecordingClient.connectedTo(polygon)) {
        client.subscribe("T.NOTATICKER");
      }
      throw new IllegalStateException("by itself");
    }
  }

  @Test
  void aTestThatWasAbortedIsNotJudged() {
    Engine.run(IsAborted.class).testEvents().assertStatistics(count -> count.aborted(1).failed(0));
  }

  @FakePolygon(referee = true)
  static class IsAborted {
    @Test
    void test(FakePolygonServer polygon) {
      try (RecordingClient client = RecordingClient.connectedTo(polygon)) {
        client.subscribe("T.NOTATICKER");
      }
      Assumptions.abort();
    }
  }

  @Test
  void aServerThatTheTestHasClosedIsJudgedToo() {
    assertThat(Engine.failuresOf(Engine.run(ClosesTheServer.class)))
        .singleElement()
        .satisfies(
            failure -> assertThat(failure).hasMessageContaining("UNKNOWN_TOPIC: Connection 1"));
  }

  @FakePolygon(referee = true)
  static class ClosesTheServer {
    @Test
    void test(FakePolygonServer polygon) {
      try (RecordingClient client = RecordingClient.connectedTo(polygon)) {
        client.subscribe("T.NOTATICKER");
      }
      polygon.close();
    }
  }

  @Test
  void aSharedServerIsJudgedAfterItsClass() {
    EngineExecutionResults results = Engine.run(Shared.class);

    results.testEvents().assertStatistics(count -> count.succeeded(2));
    assertThat(Engine.failuresOf(results))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessage(
                        "The referee of 'shared' objects to what the code under test did:"
                            + LEFT_OPEN));
  }

  @FakePolygon(name = "shared", lifecycle = PER_CLASS, referee = true)
  static class Shared {
    private static final List<RecordingClient> LEFT = new ArrayList<>();

    @Test
    void test(FakePolygonServer polygon) {
      LEFT.add(RecordingClient.connectedTo(polygon));
    }

    @Nested
    class Inner {
      @Test
      void test(FakePolygonServer polygon) {
        assertThat(polygon.connections()).isNotNull();
      }
    }
  }

  @Test
  void theBuilderHasItToo() {
    assertThat(Engine.failuresOf(Engine.run(Built.class)))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessage(
                        "The referee objects to what the code under test did:" + LEFT_OPEN));
  }

  static class Built {
    @RegisterExtension
    final FakePolygonExtension market = FakePolygonExtension.builder().referee(true).build();

    @Test
    void test(FakePolygonServer polygon) {
      RecordingClient.connectedTo(polygon);
    }
  }
}
