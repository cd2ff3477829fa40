package io.fakepolygon.server;

import io.fakepolygon.journal.JournalRecorder;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The end of every queue: what is written here is on its way to the client's socket, and nothing
 * takes it back.
 *
 * <p>Owned by the market thread; the count of bytes alone is shared with the socket's thread.
 */
final class Outlet {
  private final int connection;
  private final Wire wire;
  private final JournalRecorder journal;
  private final Runnable onRoom;
  private final long[] marks;
  private final AtomicLong bytes = new AtomicLong();
  private long framesSent;
  private long messagesSent;
  private long eventsSent;

  /**
   * An outlet to which nothing has been written.
   *
   * @param connection the connection's number
   * @param onRoom called on a socket thread when the bytes fall to one of the marks
   * @param marks numbers of bytes
   */
  Outlet(int connection, Wire wire, JournalRecorder journal, Runnable onRoom, long... marks) {
    this.connection = connection;
    this.wire = wire;
    this.journal = journal;
    this.onRoom = onRoom;
    this.marks = marks;
  }

  int connection() {
    return connection;
  }

  /** {@return market time now, nanoseconds since the Unix epoch} */
  long nowNs() {
    return journal.nowNs();
  }

  /** Writes what others get too, and what the journal has already. */
  void writeShared(FrameBatch batch) {
    count(batch);
    write(batch.share());
  }

  /** Writes what is for this client alone. Nothing more can be added to it. */
  void write(FrameBatch own) {
    write(own, own.take());
  }

  /** Writes a batch whose bytes the caller has a share in, and gives up that share. */
  void write(FrameBatch batch, ByteBuf share) {
    if (journal.isOn() && batch.frames() > 0) {
      journal.told(new int[] {connection}, batch.told());
    }
    count(batch);
    write(share);
  }

  /** {@return bytes that have not left this process} */
  long bytes() {
    return bytes.get();
  }

  long framesSent() {
    return framesSent;
  }

  long messagesSent() {
    return messagesSent;
  }

  long eventsSent() {
    return eventsSent;
  }

  private void count(FrameBatch batch) {
    framesSent += batch.frames();
    messagesSent += batch.messages();
    eventsSent += batch.events();
  }

  private void write(ByteBuf frames) {
    long count = frames.readableBytes();
    bytes.addAndGet(count);
    wire.write(frames, () -> left(count));
  }

  private void left(long count) {
    long now = bytes.addAndGet(-count);
    for (long mark : marks) {
      if (now <= mark && now + count > mark) {
        onRoom.run();
        return;
      }
    }
  }
}
