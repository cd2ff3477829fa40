package io.fakepolygon.fault;

import java.time.Duration;

/**
 * When what was sent arrives. A state: it begins at once, at a market time, or behind the events
 * counted with {@code after}; and it is on for the fault's length, or until it is withdrawn.
 */
public sealed interface LineHarm extends Harm {

  /** {@return whether it is about what the client is sent, rather than what it sends} */
  default boolean isOnTheWay() {
    return true;
  }

  @Override
  default boolean lasts() {
    return true;
  }

  /**
   * Connected, and nothing comes any more: no message, no close, after 20-60 minutes. What falls
   * due meanwhile never comes. Pings go both ways, so that the clock does not wait. Source:
   * protocol.md, section 7, "silent stall".
   */
  record SilentStall() implements LineHarm {}

  /**
   * A gate: what is sent waits until the fault ends or is withdrawn, and then comes at once, in
   * order. So a test stops delivery, looks, and lets go.
   */
  record Hold() implements LineHarm {}

  /**
   * Each frame comes later. No frame overtakes another. Source: protocol.md, section 7, "growing
   * delay under load".
   *
   * @param delay between its due time and its arrival
   * @param jitter up to so much more for each frame, by a hash of the market's seed
   * @param time by which time
   */
  record Latency(Duration delay, Duration jitter, TimeBase time) implements LineHarm {
    /** Refuses negative times. */
    public Latency {
      Amounts.requireNotNegative("delay", delay);
      Amounts.requireNotNegative("jitter", jitter);
    }

    /** 200 ms of market time, without jitter. */
    public Latency() {
      this(Duration.ofMillis(200), Duration.ZERO, TimeBase.MARKET);
    }
  }

  /**
   * A thin line: frames come as fast as it carries them, so that the delay grows while more falls
   * due than it can take. Source: protocol.md, section 7, "growing delay under load".
   *
   * @param rate bytes per second
   * @param time seconds of which time
   */
  record Bandwidth(int rate, TimeBase time) implements LineHarm {
    /** Refuses a line that carries nothing. */
    public Bandwidth {
      Amounts.requirePositive("rate", rate);
    }

    /** 10,000 bytes per second of market time. */
    public Bandwidth() {
      this(10_000, TimeBase.MARKET);
    }
  }

  /**
   * The client's pings are not answered: a client that waits for pongs closes with 1011. Source:
   * protocol.md, section 7, "missing pong".
   */
  record MissingPong() implements LineHarm {
    @Override
    public boolean isOnTheWay() {
      return false;
    }
  }
}
