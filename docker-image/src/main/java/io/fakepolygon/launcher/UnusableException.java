package io.fakepolygon.launcher;

/** The server cannot start as it was told to; the message is one sentence for the operator. */
final class UnusableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableException(String sentence) {
    super(sentence);
  }
}
