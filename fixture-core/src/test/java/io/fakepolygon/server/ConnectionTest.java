package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.protocol.Status;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final Connection connection =
      new Connection(
          1,
          new RecordingWire(),
          new JournalRecorder(() -> 0, 0),
          SlowClients.DEFAULT,
          NoFaults.desk(),
          Runnable::run);

  @Test
  void whatWasFencedIsReceivedWhenItsFenceIsAnswered() {
    connection.send(Status.CONNECTED);
    connection.fence("fence-1", 0);
    assertThat(connection.hasReceivedWhatWasFenced()).isFalse();

    connection.pong("fence-1", 0);

    assertThat(connection.hasReceivedWhatWasFenced()).isTrue();
  }

  @Test
  void whatIsSentAfterTheFenceIsNotWaitedFor() {
    connection.send(Status.CONNECTED);
    connection.fence("fence-1", 0);
    connection.send(Status.AUTHENTICATED);
    connection.expectPong("fence-2", 0);

    connection.pong("fence-1", 0);

    assertThat(connection.hasReceivedWhatWasFenced()).isTrue();
  }

  @Test
  void aFenceThatIsUnderWayIsTheOneToWaitFor() {
    connection.send(Status.CONNECTED);
    connection.expectPong("fence-1", 0);
    connection.fence("fence-2", 0);
    assertThat(connection.hasReceivedWhatWasFenced()).isFalse();

    connection.pong("fence-1", 0);

    assertThat(connection.hasReceivedWhatWasFenced()).isTrue();
  }
}
