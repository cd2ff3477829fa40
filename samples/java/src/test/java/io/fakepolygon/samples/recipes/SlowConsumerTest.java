package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.Delivery;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.assertions.Messages;
import io.fakepolygon.junit5.FakePolygonExtension;
import io.fakepolygon.server.MissedDeliveryException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowConsumerTest {

  @RegisterExtension
  final FakePolygonExtension market =
      FakePolygonExtension.builder()
          .symbols("FAKETICKER")
          .configure(config -> config.deliveryTimeout(Duration.ofMillis(100)))
          .build();

  @AutoClose private PullClient client;

  @Test
  void aClientThatDoesNotReadIsNamed(FakePolygonServer polygon, MarketClock clock) {
    client = new PullClient(polygon, "T.FAKETICKER");

    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(1)))
        .isInstanceOf(MissedDeliveryException.class)
        .hasMessageContaining("connection 1 from 127.0.0.1:")
        .hasMessageContaining("holding [T.FAKETICKER], had not taken");
  }

  @Test
  void aProgramOfOneThreadReadsAfterTheClockHasMoved(FakePolygonServer polygon, MarketClock clock)
      throws InterruptedException {
    client = new PullClient(polygon, "T.FAKETICKER");

    clock.advance(Duration.ofSeconds(1), Delivery.QUEUED);

    Messages received = Messages.parse(client.read(3 + 10)); // Three frames of statuses come first.
    assertThat(received).isExactly(polygon.tape().of("T.FAKETICKER").elapsed());
  }
}
