package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DroppingQueueTest {
  // A frame of one event has 100 bytes; 200 of them are handed to the socket, and one frame more.
  private final SlowClient client = new SlowClient(SlowClientPolicy.DROP_OLDEST, 400, 1_000);

  @AfterEach
  void nothingLeaks() {
    client.letAllGo();
    client.queue().discard();
    client.assertNothingLeaks();
  }

  @Test
  void theSocketIsHandedNoMoreThanTheWindowAndTheRestFollowsInOrder() {
    send(1, 5);
    assertThat(client.events()).isEqualTo(events(1, 3));
    assertThat(client.queue().bytes()).isEqualTo(500);

    client.letOneGo();
    assertThat(client.events()).isEqualTo(events(1, 4));
    client.letAllGo();

    assertThat(client.events()).isEqualTo(events(1, 5));
    assertThat(client.queue().eventsDropped()).isZero();
    assertThat(client.queue().bytes()).isZero();
  }

  @Test
  void aClientTooLongAboveTheSoftLimitLosesTheOldestOfWhatWaits() {
    send(1, 8);
    assertThat(client.relieve()).isEmpty();
    client.waitAboveSoftLimitFor(Duration.ofMillis(1_001));

    assertThat(client.relieve()).isEmpty();

    assertThat(client.queue().eventsDropped()).isEqualTo(4);
    assertThat(client.queue().bytes()).isEqualTo(400);
    client.letAllGo();
    assertThat(client.events()).containsExactly(event(1), event(2), event(3), event(8));
  }

  @Test
  void timeAboveTheSoftLimitBeginsAnewAfterDropping() {
    send(1, 8);
    client.relieve();
    client.waitAboveSoftLimitFor(Duration.ofMillis(1_001));
    client.relieve();

    send(9, 12);
    client.relieve();

    assertThat(client.queue().eventsDropped()).isEqualTo(4);
  }

  @Test
  void aClientAboveTheHardLimitLosesTheOldestAtOnce() {
    send(1, 11);

    assertThat(client.queue().eventsDropped()).isEqualTo(7);
    assertThat(client.relieve()).isEmpty();
    client.letAllGo();
    assertThat(client.events()).containsExactly(event(1), event(2), event(3), event(11));
  }

  @Test
  void acknowledgementsAndAwaitedEventsAreNeverDroppedAndKeepTheirPlaces() {
    send(1, 4);
    client.acknowledge("T.B");
    send(5, 5);
    client.sendAwaited("1", event(6));
    send(7, 20);
    client.letAllGo();

    assertThat(client.frames().subList(3, 6))
        .containsExactly(
            "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.B\"}]",
            "[" + event(6) + "]",
            "ping 1");
    assertThat(client.frames()).endsWith("[" + event(20) + "]");
    assertThat(client.events()).doesNotContain(event(4), event(5), event(7));
  }

  @Test
  void aClientWhoseAcknowledgementsAloneAreBeyondTheHardLimitIsToBeDropped() {
    while (client.queue().bytes() <= 1_000) {
      client.acknowledge("T.B");
    }

    assertThat(client.relieve().orElseThrow()).endsWith("above the hard limit of 1000");
  }

  @Test
  void whatWaitsAtTheEndIsSentBeforeTheClose() {
    send(1, 5);

    client.queue().finish();

    assertThat(client.events()).isEqualTo(events(1, 5));
  }

  @Test
  void whatWaitsForAClientThatHasGoneIsForgotten() {
    send(1, 5);

    client.queue().discard();
    client.letAllGo();

    assertThat(client.events()).isEqualTo(events(1, 3));
    assertThat(client.queue().bytes()).isZero();
  }

  private void send(int first, int last) {
    events(first, last).forEach(client::send);
  }

  private static List<String> events(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(DroppingQueueTest::event).toList();
  }

  private static String event(int number) {
    String start = "{\"ev\":\"T\",\"sym\":\"A\",\"q\":%d,\"x\":\"".formatted(number);
    return start + "x".repeat(94 - start.length()) + "\"}";
  }
}
