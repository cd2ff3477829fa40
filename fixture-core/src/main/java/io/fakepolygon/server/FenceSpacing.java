package io.fakepolygon.server;

/**
 * How many frames lie between two fences while a clock moves: as many as the client takes in a few
 * milliseconds. One that is slow shows soon that it is alive; one that is quick is not asked all
 * the time, which would cost more than what it is sent.
 */
final class FenceSpacing {
  /** A client that takes a tenth of a second for each frame still answers every few seconds. */
  static final int FEWEST_FRAMES = 32;

  /** One that was quick may become slow: then so many are to be taken before it is heard of. */
  static final int MOST_FRAMES = 512;

  private static final long APART_NS = 5_000_000;
  private static final int MOST_GROWTH = 4;

  private int frames = FEWEST_FRAMES;

  int frames() {
    return frames;
  }

  /**
   * A fence has been answered.
   *
   * @param taken frames since the fence before
   * @param tookNs real time since the answer before, or since nothing was left to answer
   */
  void answered(long taken, long tookNs) {
    long inTime = taken * APART_NS / Math.max(1, tookNs);
    long most = Math.min(MOST_FRAMES, (long) MOST_GROWTH * frames);
    frames = (int) Math.max(FEWEST_FRAMES, Math.min(most, inTime));
  }
}
