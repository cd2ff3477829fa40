package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Status;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private final Recording recording = new Recording();

  @Test
  void aStatusIsReadHoweverItsWriterSpaces() {
    recording.heard(
        """
        [{"ev": "status", "status": "connected", "message": "Connected Successfully"}]""");

    assertThat(recording.statuses()).containsExactly(Status.CONNECTED);
  }
}
