package io.fakepolygon.junit5;

import io.fakepolygon.protocol.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a server has said since it was asked for something.
 *
 * @param statuses all of it; the answers to what others asked for may be among them
 * @param isGood whether a status grants a part of what was asked for
 * @param expected how many such parts there are
 */
record Answers(List<Status> statuses, Predicate<Status> isGood, int expected) {
  private static final String GRANTED = Status.subscribedTo("").status();
  private static final String PART_REFUSED = Status.NOT_AUTHORIZED.status();

  /** {@return whether each part is answered, or all of them at once} */
  boolean areComplete() {
    long granted = statuses.stream().filter(isGood).distinct().count();
    long refused = refusals().size();
    return granted + refused >= expected
        || refusals().stream().anyMatch(status -> !status.status().equals(PART_REFUSED));
  }

  Optional<Status> refusal() {
    return refusals().stream().findFirst();
  }

  private List<Status> refusals() {
    return statuses.stream()
        .filter(status -> !isGood.test(status) && !status.status().equals(GRANTED))
        .toList();
  }
}
