package io.fakepolygon.junit5;

import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What one client said and heard, and how its connection ended. The socket's thread writes, any
 * thread may read and wait.
 */
final class Recording {
  private static final String STATUS = "\"ev\":\"status\"";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by lock.
  private final List<String> sent = new ArrayList<>();
  private final List<String> received = new ArrayList<>();
  private final List<Status> statuses = new ArrayList<>();
  private String end = "";

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
    return read(() -> List.copyOf(statuses));
  }

  int statusCount() {
    return read(statuses::size);
  }

  /**
   * {@return whether the condition came to hold, before the connection ended and before patience
   * did}
   */
  boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (!end.isEmpty() || left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T read(java.util.function.Supplier<T> question) {
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
