package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.assertions.PolygonSoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** AssertJ's extension gives our soft assertions too, beside what ours gives. */
class SoftAssertionsInjectionTest {

  @Test
  void allFailuresOfATestAreToldTogetherWithItsMarket() {
    Throwable failure = Engine.failuresOf(Engine.run(FailsThreeTimes.class)).get(0);

    assertThat(failure)
        .hasMessageContainingAll(
            "(3 failures)",
            "Expected 1 trade of FAKETICKER, but there are none.",
            "Expected 2 connections, but there has been 1.",
            "expected: 3");
    assertThat(failure.getSuppressed()[0].toString()).startsWith("The market of the failed test");
  }

  @FakePolygon
  @ExtendWith(SoftAssertionsExtension.class)
  static class FailsThreeTimes {
    @InjectSoftAssertions PolygonSoftAssertions softly;

    @Test
    void fail(RecordingClient client, FakePolygonServer polygon) {
      softly.assertThat(client.received()).trades("FAKETICKER").hasSize(1);
      softly.assertThat(polygon.journal()).hasConnections(2);
      softly.assertThat(1 + 1).isEqualTo(3);
    }
  }
}
