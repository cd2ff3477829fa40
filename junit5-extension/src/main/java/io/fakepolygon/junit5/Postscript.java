package io.fakepolygon.junit5;

/** Stands among what a failure has suppressed, where every tool prints it; nobody throws it. */
final class Postscript extends RuntimeException {
  private static final long serialVersionUID = 1;

  Postscript(String text) {
    super(text, null, false, false);
  }

  // Without the name of a class that nobody needs to know.
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
