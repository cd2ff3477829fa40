package io.fakepolygon.fault;

import io.fakepolygon.protocol.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** What several harms ask of their parameters. */
final class Amounts {
  static final Set<Channel> BARS = Set.of(Channel.A, Channel.AM);
  static final Set<Channel> SEQUENCED = Set.of(Channel.T, Channel.Q);
  static final Set<Channel> TRADES_QUOTES_BARS =
      Set.of(Channel.T, Channel.Q, Channel.A, Channel.AM);
  static final Set<Channel> ALL = Set.of(Channel.T, Channel.Q, Channel.A, Channel.AM, Channel.LULD);
  // Longer ones have no place in nanoseconds since 1970.
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,30}");

  private Amounts() {}

  static void requireName(String name, String value) {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is '%s'. Write letters, digits and underscores, 30 at most".formatted(name, value));
    }
  }

  static void requireNotNegative(String name, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'%s' is %s. Write a length of time of 0 or more, up to 366 days".formatted(name, value));
    }
  }

  static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'%s' is %s. Write a length of time above 0, up to 366 days".formatted(name, value));
    }
  }

  static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "'%s' is %d. Write a number of 0 or more".formatted(name, value));
    }
  }

  static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "'%s' is %d. Write a number of 1 or more".formatted(name, value));
    }
  }
}
