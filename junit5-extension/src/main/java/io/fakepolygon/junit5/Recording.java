package io.fakepolygon.junit5;

import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What one client said and heard, and how its connection ended. The socket's thread writes, any
 * thread may read and wait.
 */
final class Recording {
  // In statuses of any writer, however it spaces, and hardly ever in an event.
  private static final String STATUS = "\"status\"";
  private static final long POLL_NS = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by lock.
  private final List<String> sent = new ArrayList<>();
  private final List<String> received = new ArrayList<>();
  private final List<Status> statuses = new ArrayList<>();
  private String end = "";
  private long changes;

  void said(String frame) {
    change(() -> sent.add(frame));
  }

  void heard(String frame) {
    List<Status> told = frame.contains(STATUS) ? statusesIn(frame) : List.of();
    change(
        () -> {
          received.add(frame);
          statuses.addAll(told);
        });
  }

  /** The connection has ended; the first to say how is right. */
  void ended(String how) {
    change(() -> end = end.isEmpty() ? how : end);
  }

  /** {@return how the connection ended, or an empty text while it has not} */
  String end() {
    return read(() -> end);
  }

  boolean hasEnded() {
    return !end().isEmpty();
  }

  List<String> sent() {
    return read(() -> List.copyOf(sent));
  }

  List<String> received() {
    return read(() -> List.copyOf(received));
  }

  int receivedCount() {
    return read(received::size);
  }

  List<Status> statuses() {
    return statusesSince(0);
  }

  /** {@return the statuses but the first so many} */
  List<Status> statusesSince(int first) {
    return read(() -> List.copyOf(statuses.subList(first, statuses.size())));
  }

  int statusCount() {
    return read(statuses::size);
  }

  /**
   * {@return whether a condition holds, now or after the next change} Returns after a millisecond
   * at most, for a condition may depend on other things than changes here.
   */
  boolean holdsSoon(BooleanSupplier condition) throws InterruptedException {
    long seen = read(() -> changes);
    if (condition.getAsBoolean()) {
      return true;
    }
    awaitChange(seen);
    return condition.getAsBoolean();
  }

  private void awaitChange(long seen) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = POLL_NS;
      while (changes == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T read(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  private static List<Status> statusesIn(String frame) {
    return FrameReader.read(frame).stream()
        .map(ReceivedMessage::message)
        .filter(Status.class::isInstance)
        .map(Status.class::cast)
        .toList();
  }
}
