package io.fakepolygon.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.fault.Absence.Return;
import io.fakepolygon.protocol.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbsenceRecorderTest {
  private static final Instant LOST = Instant.parse("2024-01-02T14:30:00Z");
  private static final Instant HELD = LOST.plusSeconds(1);
  private static final Topic ONE = Topic.parse("T.ONE");
  private static final Topic ALL = Topic.parse("T.*");

  private final AbsenceRecorder absences = new AbsenceRecorder();

  @Test
  void anAbsenceEndsWhenItsTopicIsHeldAgain() {
    absences.lost(1, 7, ONE, LOST);
    absences.held(Topic.parse("Q.ONE"), LOST);
    absences.held(ONE, HELD);
    absences.held(ONE, HELD.plusSeconds(1));

    assertThat(absences.asTheyStand())
        .containsExactly(new Absence(1, 7, ONE, LOST, Optional.of(HELD), List.of()));
  }

  @Test
  void ofAWildcardATopicReturnsByItself() {
    absences.lost(1, 7, ALL, LOST);
    absences.held(ONE, HELD);
    absences.held(ONE, HELD.plusSeconds(1));

    assertThat(absences.asTheyStand())
        .containsExactly(
            new Absence(1, 7, ALL, LOST, Optional.empty(), List.of(new Return(ONE, HELD))));
  }

  @Test
  void aWildcardEndsAllOfItsChannel() {
    absences.lost(1, 7, ALL, LOST);
    absences.lost(1, 7, ONE, LOST);
    absences.lost(1, 7, Topic.parse("Q.ONE"), LOST);
    absences.held(ALL, HELD);

    assertThat(absences.asTheyStand())
        .extracting(Absence::until)
        .containsExactly(Optional.of(HELD), Optional.of(HELD), Optional.empty());
  }

  @Test
  void whatIsForgottenIsTheOldest() {
    absences.lost(1, 7, ONE, LOST);
    absences.lost(2, 8, ONE, LOST);
    absences.forgetOldest();
    absences.held(ONE, HELD);

    assertThat(absences.asTheyStand())
        .containsExactly(new Absence(2, 8, ONE, LOST, Optional.of(HELD), List.of()));
  }
}
