package io.fakepolygon.fault;

import java.time.Duration;

/**
 * What happens to a connection as a whole: its end, and its log-in.
 *
 * <p>{@link Drop}, {@link Close} and {@link Restart} strike right behind the last of the events
 * counted with {@code after}, before the next event; or at a market time; or, with neither, at
 * once, and if nobody is connected then the next who comes. The others strike when a client logs
 * in.
 */
public sealed interface ConnectionHarm extends Harm {

  /**
   * {@return whether it strikes when a client logs in, rather than at a time or behind an event}
   */
  default boolean isOfLogIn() {
    return true;
  }

  /**
   * The TCP connection ends without a close frame; clients see 1006. Source: protocol.md, section
   * 7, "abnormal end": 17 in one session.
   */
  record Drop() implements ConnectionHarm {
    @Override
    public boolean isOfLogIn() {
      return false;
    }
  }

  /**
   * A close frame. Never reported of the vendor with 1000 or 1001; official clients react to those
   * in special ways. Source: protocol.md, section 2.7.
   *
   * @param code as in RFC 6455, section 7.4: 1000 to 4999 without those that no frame may carry
   */
  record Close(int code) implements ConnectionHarm {
    /** Refuses what no close frame may carry. */
    public Close {
      if (code < 1000 || code > 4999 || (code >= 1004 && code <= 1006) || code == 1015) {
        throw new IllegalArgumentException(
            "The close code is %d. Write one that a close frame may carry: 1000 to 4999, but not 1004, 1005, 1006, 1015"
                .formatted(code));
      }
    }

    /** Going away. */
    public Close() {
      this(1001);
    }

    @Override
    public boolean isOfLogIn() {
      return false;
    }
  }

  /**
   * The vendor's server restarts: all connections end without a close frame, whichever is named,
   * and for a while nobody can connect. Source: protocol.md, section 7, "close every 2 hours".
   *
   * @param down market time for which whoever comes is cut before the upgrade
   */
  record Restart(Duration down) implements ConnectionHarm {
    /** Refuses a negative time. */
    public Restart {
      Amounts.requireNotNegative("down", down);
    }

    /** One can come back at once. */
    public Restart() {
      this(Duration.ZERO);
    }

    @Override
    public boolean isOfLogIn() {
      return false;
    }
  }

  /**
   * A good key is refused: {@code auth_failed}, then a drop without a close frame, so that a reader
   * throws instead of seeing a close. Source: protocol.md, sections 2.3 and 7.
   *
   * @param message what the status says
   */
  record AuthFailure(String message) implements ConnectionHarm {
    /** As for a bad key. */
    public AuthFailure() {
      this("authentication failed");
    }
  }

  /**
   * The key came, and the server says that it did not: {@code auth_timeout}, then it closes.
   * Source: protocol.md, section 7, "auth timeout although auth was sent", 2020.
   *
   * @param delay market time between the key and the status
   */
  record AuthTimeout(Duration delay) implements ConnectionHarm {
    /** Refuses a negative time. */
    public AuthTimeout {
      Amounts.requireNotNegative("delay", delay);
    }

    /** At once. */
    public AuthTimeout() {
      this(Duration.ZERO);
    }
  }

  /**
   * A good key is accepted late. What the client says meanwhile waits too. Source: protocol.md,
   * section 7, trouble of the auth service, 2020.
   *
   * @param delay market time between the key and the answer
   */
  record SlowAuth(Duration delay) implements ConnectionHarm {
    /** Refuses a negative time. */
    public SlowAuth {
      Amounts.requireNotNegative("delay", delay);
    }

    /** Five seconds. */
    public SlowAuth() {
      this(Duration.ofSeconds(5));
    }
  }

  /**
   * The account has too many connections, which is told late: connected, {@code auth_success} and
   * the acknowledgement come first, then {@code max_connections} and a close with 1008. Source:
   * protocol.md, section 2.6, measured 2026-08-09.
   */
  record ConnectionCap() implements ConnectionHarm {}

  /**
   * Another process has the same account, and each evicts the other: some time after each log-in
   * come {@code max_connections} and a close with 1008, empty reason. Source: protocol.md, section
   * 2.6: 318 times in an hour, 20-30 s apart.
   *
   * @param delay market time between log-in and eviction
   */
  record Eviction(Duration delay) implements ConnectionHarm {
    /** Refuses a negative time. */
    public Eviction {
      Amounts.requireNotNegative("delay", delay);
    }

    /** 25 seconds. */
    public Eviction() {
      this(Duration.ofSeconds(25));
    }
  }
}
