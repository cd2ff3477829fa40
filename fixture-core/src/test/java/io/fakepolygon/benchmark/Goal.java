package io.fakepolygon.benchmark;

import java.util.Locale;

/** What a figure should be. */
record Goal(Kind kind, double bound) {
  static final Goal NONE = new Goal(Kind.NONE, 0);

  static Goal atLeast(double bound) {
    return new Goal(Kind.AT_LEAST, bound);
  }

  static Goal atMost(double bound) {
    return new Goal(Kind.AT_MOST, bound);
  }

  boolean isMetBy(double figure) {
    return switch (kind) {
      case NONE -> true;
      case AT_LEAST -> figure >= bound;
      case AT_MOST -> figure <= bound;
    };
  }

  /** What stands in the last column beside a figure. */
  String verdictOn(double figure) {
    return switch (kind) {
      case NONE -> "";
      case AT_LEAST -> verdict("at least", figure);
      case AT_MOST -> verdict("at most", figure);
    };
  }

  private String verdict(String words, double figure) {
    return String.format(
        Locale.ROOT, "%s %s: %s", words, Report.number(bound), isMetBy(figure) ? "met" : "MISSED");
  }

  /** On which side of the bound is good. */
  enum Kind {
    NONE,
    AT_LEAST,
    AT_MOST
  }
}
