package io.fakepolygon.server;

import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * One client, as the market thread sees it. Only the market thread calls; the count of queued bytes
 * alone is shared with the socket's thread.
 */
final class Connection {
  private final int id;
  private final Wire wire;
  private final JournalRecorder journal;
  private final Runnable onRoom;
  private final AtomicLong bytesQueued = new AtomicLong();
  private final Map<Topic, Long> heldSince = new LinkedHashMap<>();
  private final Deque<Holding> ended = new ArrayDeque<>();
  private final Deque<Fence> unanswered = new ArrayDeque<>();
  private Phase phase = Phase.AWAITING_KEY;
  private String key = "";
  private boolean surplus;
  private long framesSent;
  private long messagesSent;
  private Fence answered;
  private long lastSignOfLife;
  private long overSoftLimitSince;

  /**
   * A connection that has been sent nothing.
   *
   * @param onRoom called on a socket thread when so much has left the queue that a waiting clock
   *     may go on
   */
  Connection(int id, Wire wire, JournalRecorder journal, Runnable onRoom) {
    this.id = id;
    this.wire = wire;
    this.journal = journal;
    this.onRoom = onRoom;
    answered = new Fence("", journal.nowNs(), 0, 0);
  }

  int id() {
    return id;
  }

  Wire wire() {
    return wire;
  }

  boolean isOpen() {
    return phase != Phase.ENDED;
  }

  boolean isAuthenticated() {
    return phase == Phase.AUTHENTICATED;
  }

  String key() {
    return key;
  }

  void authenticatedWith(String goodKey) {
    phase = Phase.AUTHENTICATED;
    key = goodKey;
  }

  void end(long nowNs) {
    phase = Phase.ENDED;
    unanswered.clear();
    List.copyOf(heldSince.keySet()).forEach(topic -> gaveUp(topic, nowNs));
  }

  /** One connection too many for its key: it will be told after its first acknowledgement. */
  boolean isSurplus() {
    return surplus;
  }

  void markSurplus() {
    surplus = true;
  }

  void took(Topic topic, long nowNs) {
    heldSince.putIfAbsent(topic, nowNs);
  }

  void gaveUp(Topic topic, long nowNs) {
    Long since = heldSince.remove(topic);
    if (since == null) {
      return;
    }
    if (ended.size() == Limits.MOST_ENDED_HOLDINGS) {
      ended.remove();
    }
    ended.add(new Holding(topic, since, nowNs));
  }

  void send(Status status) {
    send(List.of(status));
  }

  void send(List<Status> statuses) {
    FrameBatch batch = new FrameBatch(Unpooled.buffer());
    batch.addAll(statuses, journal.nowNs());
    if (journal.isOn()) {
      journal.told(new int[] {id}, batch.told());
    }
    sendShared(batch, batch.take());
  }

  /** Gives this client a batch's frames, which others get too. Takes over {@code bytes}. */
  void sendShared(FrameBatch batch, ByteBuf bytes) {
    framesSent += batch.frames();
    messagesSent += batch.messages();
    write(bytes);
  }

  /**
   * Sends a ping whose pong will show that all before it was received; none when nothing came since
   * the last.
   */
  void fence(String token, long nowNs) {
    if (isOpen() && !isFenced()) {
      write(Frames.ping(token));
      expectPong(token, nowNs);
    }
  }

  /** A ping with this token was part of what was sent. */
  void expectPong(String token, long nowNs) {
    if (unanswered.isEmpty()) {
      lastSignOfLife = System.nanoTime();
    }
    unanswered.add(new Fence(token, nowNs, framesSent, messagesSent));
  }

  /** A pong came: it answers its own fence and those before it. */
  void pong(String token) {
    if (unanswered.stream().noneMatch(fence -> fence.token.equals(token))) {
      return;
    }
    do {
      answered = unanswered.remove();
    } while (!answered.token.equals(token));
    lastSignOfLife = System.nanoTime();
  }

  boolean hasReceivedEverything() {
    return !isOpen() || unanswered.isEmpty();
  }

  boolean hasRoom(Room room) {
    return !isOpen()
        || (bytesQueued.get() <= room.bytes() && unanswered.size() <= room.unansweredFences());
  }

  /**
   * {@return {@link System#nanoTime} of the last pong, or of the first fence since all were
   * answered}
   */
  long lastSignOfLife() {
    return lastSignOfLife;
  }

  boolean isTooSlow() {
    long queued = bytesQueued.get();
    if (queued <= Limits.SOFT_QUEUE_LIMIT) {
      overSoftLimitSince = 0;
      return false;
    }
    long now = System.nanoTime();
    if (overSoftLimitSince == 0) {
      overSoftLimitSince = now;
    }
    return isBeyondHope() || now - overSoftLimitSince > Limits.SOFT_LIMIT_SECONDS * 1_000_000_000L;
  }

  /** {@return whether so much is outstanding that no clock waits for this client} */
  boolean isBeyondHope() {
    return bytesQueued.get() > Limits.HARD_QUEUE_LIMIT;
  }

  ConnectionInfo info(Set<Topic> topics) {
    return new ConnectionInfo(
        id,
        wire.remoteAddress(),
        !key.isEmpty(),
        topics,
        holdings(),
        framesSent,
        messagesSent,
        bytesQueued.get());
  }

  Laggard laggard(Set<Topic> topics) {
    return new Laggard(
        info(topics),
        framesSent - answered.framesSent,
        messagesSent - answered.messagesSent,
        answered.marketNs);
  }

  private List<Holding> holdings() {
    Stream<Holding> open =
        heldSince.entrySet().stream()
            .map(held -> new Holding(held.getKey(), held.getValue(), Holding.STILL_HELD));
    return Stream.concat(ended.stream(), open).toList();
  }

  private boolean isFenced() {
    Fence last = unanswered.isEmpty() ? answered : unanswered.getLast();
    return last.framesSent == framesSent;
  }

  private void write(ByteBuf bytes) {
    long count = bytes.readableBytes();
    bytesQueued.addAndGet(count);
    wire.write(bytes, () -> left(count));
  }

  private void left(long count) {
    long queued = bytesQueued.addAndGet(-count);
    if (crosses(Limits.MANUAL_CLOCK_WINDOW, queued, count)
        || crosses(Limits.HARD_QUEUE_LIMIT, queued, count)) {
      onRoom.run();
    }
  }

  private static boolean crosses(long limit, long queued, long count) {
    return queued <= limit && queued + count > limit;
  }

  /** How far a client's life has come. */
  private enum Phase {
    /** Connected, no key accepted yet. */
    AWAITING_KEY,
    /** May subscribe, and is sent what it subscribed to. */
    AUTHENTICATED,
    /** Gone, or told to go. Nothing it says counts any more. */
    ENDED
  }

  /**
   * How much may be outstanding before the clock waits for a client.
   *
   * @param bytes bytes that have not left this process
   * @param unansweredFences fences that the client has not answered
   */
  record Room(long bytes, int unansweredFences) {}

  /** A ping with a token, and what had been sent before it. */
  private record Fence(String token, long marketNs, long framesSent, long messagesSent) {}
}
