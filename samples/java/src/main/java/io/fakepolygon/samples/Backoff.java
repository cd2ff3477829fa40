package io.fakepolygon.samples;

import java.time.Duration;

/** How long to wait before each attempt: not at all, then a second, then ever twice as long. */
final class Backoff {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = Duration.ZERO;

  synchronized Duration next() {
    Duration wait = next;
    next = wait.isZero() ? SHORTEST : wait.multipliedBy(2);
    next = next.compareTo(LONGEST) > 0 ? LONGEST : next;
    return wait;
  }

  synchronized void reset() {
    next = Duration.ZERO;
  }
}
