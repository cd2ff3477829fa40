package io.fakepolygon.protocol;

/** What a field of an event may hold. */
final class Require {
  private Require() {}

  static void positive(double value, String field) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "'%s' is a number above zero, not %s".formatted(field, value));
    }
  }

  static void notNegative(long value, String field) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "'%s' is a number from zero up, not %s".formatted(field, value));
    }
  }

  static void notNegative(double value, String field) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "'%s' is a number from zero up, not %s".formatted(field, value));
    }
  }
}
