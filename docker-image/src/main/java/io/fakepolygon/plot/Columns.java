package io.fakepolygon.plot;

/**
 * A span cut into as many parts as a panel has pixels from left to right: of what falls into one of
 * them, no more is kept than can be seen.
 *
 * @param fromMs where the span begins, ms since the Unix epoch
 * @param toMs where it ends
 * @param count how many parts
 */
record Columns(long fromMs, long toMs, int count) {

  /** {@return the column of an instant of the span} */
  int at(long instantMs) {
    return (int) ((instantMs - fromMs) * count / (toMs - fromMs));
  }

  /** {@return where a column begins; of the one behind the last, where the span ends} */
  long startMs(int column) {
    return fromMs + column * (toMs - fromMs) / count;
  }
}
