package io.fakepolygon.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerRecorderTest {
  private static final int MOST = 100_000;

  private final LedgerRecorder ledger = new LedgerRecorder(strike -> {});

  @Test
  void asManyAbsencesAsItHoldsAreAllKnown() {
    for (int i = 0; i < MOST; i++) {
      ledger.lost(1, i, Topic.parse("T.ONE"), i);
    }

    assertThat(ledger.asItStands().isComplete()).isTrue();
  }

  @Test
  void oneAbsenceMoreIsForgottenAtTheOtherEnd() {
    for (int i = 0; i <= MOST; i++) {
      ledger.lost(1, i, Topic.parse("T.ONE"), i);
    }

    assertThat(ledger.asItStands().isComplete()).isFalse();
    assertThat(ledger.asItStands().absences())
        .hasSize(MOST)
        .first()
        .matches(one -> one.connection() == 1);
  }

  @Test
  void whatReturnsToAWildcardTakesRoomToo() {
    ledger.lost(1, 1, Topic.parse("T.*"), 0);
    for (int i = 0; i < MOST; i++) {
      ledger.held(Topic.parse("T.X" + name(i)), i);
    }

    assertThat(ledger.asItStands()).isEqualTo(new FaultLedger(List.of(), List.of(), false));
  }

  // In square time 10,000,000,000 steps, which took longer than nine minutes.
  @Test
  void aWildcardThatIsHeldDoesNotLookThroughOtherChannels() {
    for (int i = 0; i < MOST; i++) {
      ledger.lost(1, 1, Topic.parse("Q.X" + name(i)), 0);
    }

    assertTimeoutPreemptively(Duration.ofSeconds(20), this::holdTheWildcardOften);
  }

  private void holdTheWildcardOften() {
    for (int i = 0; i < MOST; i++) {
      ledger.held(Topic.parse("T.*"), i);
    }
  }

  private static String name(int number) {
    StringBuilder name = new StringBuilder();
    for (int rest = number; name.length() < 4; rest /= 26) {
      name.append((char) ('A' + rest % 26));
    }
    return name.toString();
  }
}
