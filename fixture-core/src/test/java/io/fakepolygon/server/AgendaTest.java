package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.journal.JournalRecorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private final Agenda agenda = new Agenda();
  private final List<String> done = new ArrayList<>();

  @Test
  void whatIsDueIsDoneInItsOrderAndWhatIsPlannedTogetherAsItWasPlanned() {
    agenda.add(20, () -> done.add("third"));
    agenda.add(10, () -> done.add("first"));
    agenda.add(10, () -> done.add("second"));
    agenda.add(21, () -> done.add("too late"));

    agenda.catchUp(20);

    assertThat(done).containsExactly("first", "second", "third");
    assertThat(agenda.nextNs()).isEqualTo(21);
  }

  @Test
  void whatIsPlannedForAConnectionThatHasGoneIsNotDone() {
    Connection gone =
        new Connection(
            1,
            new RecordingWire(),
            new JournalRecorder(() -> 0, 0),
            SlowClients.DEFAULT,
            NoFaults.desk(),
            Runnable::run);
    agenda.addFor(gone, 10, () -> done.add("gone"));
    agenda.add(10, () -> done.add("all"));

    agenda.forget(gone);
    agenda.catchUp(10);

    assertThat(done).containsExactly("all");
    assertThat(agenda.isEmpty()).isTrue();
  }
}
