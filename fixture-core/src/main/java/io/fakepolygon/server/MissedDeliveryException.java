package io.fakepolygon.server;

import io.fakepolygon.clock.MarketTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A client did not show within the delivery timeout that it received what it was sent. The clock
 * stands where it had come to; what was sent stays sent.
 */
public final class MissedDeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Laggard> laggards;

  MissedDeliveryException(Instant now, Duration timeout, List<Laggard> laggards) {
    this(sentence(now, timeout, laggards), laggards);
  }

  /** What a server elsewhere has said. */
  public MissedDeliveryException(String sentence, List<Laggard> laggards) {
    super(sentence);
    this.laggards = List.copyOf(laggards);
  }

  /** {@return the clients that did not answer, with what they had not taken} */
  public List<Laggard> laggards() {
    return laggards;
  }

  private static String sentence(Instant now, Duration timeout, List<Laggard> laggards) {
    return laggards.stream()
        .map(MissedDeliveryException::describe)
        .collect(
            Collectors.joining(
                "\n  ",
                "No sign of delivery within %s; the market clock stands at %s.\n  "
                    .formatted(timeout, now),
                "\nLikely causes: a listener that blocks; a client whose library does not answer pings; a clock"
                    + " moved from the thread that should read. For the last, use advance(amount, Delivery.QUEUED)."));
  }

  private static String describe(Laggard laggard) {
    return "%s, had not taken %d frames with %d messages sent since %s"
        .formatted(
            laggard.connection().describe(),
            laggard.framesOutstanding(),
            laggard.messagesOutstanding(),
            MarketTime.toInstant(laggard.sinceNs()));
  }
}
