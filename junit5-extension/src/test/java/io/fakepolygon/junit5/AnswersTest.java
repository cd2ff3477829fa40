package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Status;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Status FIRST = Status.subscribedTo("T.A");
  private static final Status SECOND = Status.subscribedTo("T.B");

  @Test
  void areCompleteWhenEachPartIsAnswered() {
    assertThat(answered(FIRST).areComplete()).isFalse();
    assertThat(answered(FIRST, FIRST).areComplete()).isFalse();
    assertThat(answered(FIRST, Status.subscribedTo("T.C")).areComplete()).isFalse();

    assertThat(answered(FIRST, SECOND).areComplete()).isTrue();
    assertThat(answered(Status.NOT_AUTHORIZED, SECOND).areComplete()).isTrue();
  }

  @Test
  void areCompleteWhenAllIsRefusedAtOnce() {
    assertThat(answered(Status.NOT_AUTHORIZED).areComplete()).isFalse();

    assertThat(answered(Status.AUTHENTICATION_REQUIRED).areComplete()).isTrue();
    assertThat(answered(FIRST, Status.TOO_MANY_CONNECTIONS).areComplete()).isTrue();
  }

  @Test
  void theFirstRefusalIsTheOneToTell() {
    assertThat(answered(FIRST, SECOND).refusal()).isEmpty();
    assertThat(answered(FIRST, Status.NOT_AUTHORIZED).refusal()).contains(Status.NOT_AUTHORIZED);
  }

  private static Answers answered(Status... statuses) {
    return new Answers(List.of(statuses), Set.of(FIRST, SECOND)::contains, 2);
  }
}
