package io.fakepolygon.upstream;

import java.util.concurrent.Semaphore;

/**
 * Bounds what came from the feed and has not been dealt with. Any thread may call; the one that
 * brings more than there is room for waits.
 */
final class Intake {
  private static final int A_FRAME = 1_024;
  private static final int FOR_EVERYBODY = 1 << 29;

  private final int mostBytes;
  private final Semaphore room;
  private volatile boolean closed;

  Intake(int mostBytes) {
    this.mostBytes = mostBytes;
    room = new Semaphore(mostBytes);
  }

  /** {@return whether somebody deals with it; after the end nobody does} */
  boolean begin(int bytes) {
    room.acquireUninterruptibly(weight(bytes));
    return !closed;
  }

  void end(int bytes) {
    room.release(weight(bytes));
  }

  /** From here on nobody waits, and nothing is taken. */
  void close() {
    closed = true;
    room.release(FOR_EVERYBODY);
  }

  // A frame of nothing takes room too; one that is larger than all there is would wait for ever.
  private int weight(int bytes) {
    return (int) Math.min((long) bytes + A_FRAME, mostBytes);
  }
}
