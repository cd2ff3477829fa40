package io.fakepolygon.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** The pings that only ask whether a client is still there. Owned by the market thread. */
final class KeepAlive {
  private static final int MOST_REMEMBERED = 16;

  private final Deque<Ping> unanswered = new ArrayDeque<>();

  void sent(String token, long atNs) {
    if (unanswered.size() < MOST_REMEMBERED) {
      unanswered.add(new Ping(token, atNs));
    }
  }

  /**
   * A pong came: it answers its own ping, and those before it as RFC 6455, section 5.5.3 allows.
   * {@return how long after its ping; 0 if there was no such ping}
   */
  long answered(String token, long atNs) {
    if (unanswered.stream().noneMatch(ping -> ping.token.equals(token))) {
      return 0;
    }
    Ping ping;
    do {
      ping = unanswered.remove();
    } while (!ping.token.equals(token));
    return atNs - ping.atNs;
  }

  void clear() {
    unanswered.clear();
  }

  OptionalLong oldest() {
    Ping first = unanswered.peekFirst();
    return first == null ? OptionalLong.empty() : OptionalLong.of(first.atNs);
  }

  private record Ping(String token, long atNs) {}
}
