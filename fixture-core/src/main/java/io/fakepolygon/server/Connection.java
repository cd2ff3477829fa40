package io.fakepolygon.server;

import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One client, as the market thread sees it. Only the market thread calls. */
final class Connection {
  private static final int SHORTEST_KEY_SHOWN = 12;
  private static final int MOST_TOPICS_WATCHED = 100;

  private final int id;
  private final Wire wire;
  private final JournalRecorder journal;
  private final Outlet outlet;
  private final SendQueue queue;
  private final FaultDesk faults;
  private final RareLine holdingsLine = new RareLine(Duration.ofSeconds(1), System::nanoTime);
  private final Map<Topic, Long> heldSince = new LinkedHashMap<>();
  private final Deque<Holding> ended = new ArrayDeque<>();
  private final Deque<Fence> unanswered = new ArrayDeque<>();
  private final KeepAlive keepAlive = new KeepAlive();
  private final FenceSpacing fenceSpacing = new FenceSpacing();
  private Phase phase = Phase.AWAITING_KEY;
  private String key = "";
  private @Nullable Runnable refusal;
  private @Nullable Deque<Runnable> deferred;
  // All that it was to be sent, what was left out on the way included.
  private long framesTaken;
  private long messagesTaken;
  private Fence answered;
  private @Nullable Fence awaited;
  private long lastSignOfLife;

  /**
   * A connection that has been sent nothing.
   *
   * @param marketThread asked by a socket thread when so much has left that what waits may go on,
   *     be it a clock or the queue
   */
  Connection(
      int id,
      Wire wire,
      JournalRecorder journal,
      SlowClients slowClients,
      FaultDesk faults,
      Executor marketThread) {
    this.id = id;
    this.faults = faults;
    this.wire = wire;
    this.journal = journal;
    outlet =
        new Outlet(
            id,
            wire,
            journal,
            () -> marketThread.execute(this::goOn),
            slowClients.window(),
            slowClients.softLimitBytes(),
            slowClients.hardLimitBytes());
    queue = SendQueue.of(slowClients, outlet, System::nanoTime);
    answered = new Fence("", journal.nowNs(), 0, false, 0, 0);
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

  /** {@return as much of the key as tells it from others to whoever knows them; empty if none} */
  private String maskedKey() {
    if (key.isEmpty()) {
      return "";
    }
    // A short one would be given away.
    return key.length() < SHORTEST_KEY_SHOWN
        ? "…"
        : key.substring(0, 2) + "…" + key.substring(key.length() - 2);
  }

  void authenticatedWith(String goodKey) {
    phase = Phase.AUTHENTICATED;
    key = goodKey;
  }

  void end(long nowNs) {
    phase = Phase.ENDED;
    unanswered.clear();
    queue.finish();
    List.copyOf(heldSince.keySet()).forEach(topic -> gaveUp(topic, nowNs));
  }

  /** {@return whether its key has not been answered yet: what it says meanwhile waits} */
  boolean isWaitingToLogIn() {
    return deferred != null;
  }

  void waitToLogIn() {
    deferred = new ArrayDeque<>();
  }

  /** Something it said is carried out once its key has been answered. */
  void defer(Runnable command) {
    if (deferred != null) {
      deferred.add(command);
    }
  }

  /** Its key has been answered. {@return what it said meanwhile} */
  List<Runnable> waitNoLonger() {
    List<Runnable> waited = deferred == null ? List.of() : List.copyOf(deferred);
    deferred = null;
    return waited;
  }

  /** It is one too many for its key, and will be told after its first acknowledgement. */
  void markSurplus(Runnable refusal) {
    this.refusal = refusal;
  }

  boolean isSurplus() {
    return refusal != null;
  }

  /** Its first acknowledgement has been sent. */
  void refuseIfSurplus() {
    if (refusal != null) {
      refusal.run();
    }
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
    if (faults.isQuiet()) {
      sendOwn(batch);
    } else {
      faults.deliverStatuses(this, batch.frame(0));
    }
  }

  /** Gives this client frames that are for it alone. */
  void sendOwn(FrameBatch batch) {
    count(batch);
    queue.takeOwn(batch);
  }

  /** {@return whether {@link #sendShared} is next; otherwise it is {@link #sendLate}} */
  boolean isReadyFor(FrameBatch batch) {
    return queue.isReadyFor(batch);
  }

  /** Gives this client a batch's frames as others get them too; the journal has them already. */
  void sendShared(FrameBatch batch) {
    count(batch);
    outlet.writeShared(batch);
  }

  /** Leaves a batch to what its policy makes of it for a client that lags. */
  void sendLate(FrameBatch batch) {
    count(batch);
    queue.takeLate(batch);
  }

  /**
   * Does what the policy has for a client that is too slow, where no clock waits for it. {@return
   * why the client has to be dropped; empty if it has not}
   */
  Optional<String> relieve() {
    return queue.relieve();
  }

  /** What waits for it is of no use any more. */
  void discardWaiting() {
    queue.discard();
  }

  /**
   * Sends a ping whose pong will show that all before it was received; none when nothing came since
   * the last. {@link #hasReceivedWhatWasFenced} then asks for that.
   */
  void fence(String token, long nowNs) {
    if (isOpen() && !isFenced()) {
      sendPing(token);
      expectPong(token, nowNs);
    }
    awaited = unanswered.peekLast();
  }

  private void sendPing(String token) {
    if (faults.isQuiet()) {
      FrameBatch ping = new FrameBatch(Unpooled.buffer());
      ping.addPing(token);
      queue.takeOwn(ping);
    } else {
      faults.ping(this, token);
    }
  }

  /** {@return whether a batch of events, when sent, is to end with a ping} */
  boolean wantsFenceWith(FrameBatch batch) {
    return framesTaken + batch.frames() - lastFence().framesTaken >= fenceSpacing.frames();
  }

  /** A ping with this token was part of what was sent. */
  void expectPong(String token, long nowNs) {
    long sentNs = System.nanoTime();
    if (unanswered.isEmpty()) {
      lastSignOfLife = sentNs;
    }
    // A fault may keep the ping back, and that is not the client's doing.
    unanswered.add(new Fence(token, nowNs, sentNs, faults.isQuiet(), framesTaken, messagesTaken));
  }

  /** A ping that is no fence was sent at a {@link System#nanoTime}. */
  void pinged(String token, long atNs) {
    keepAlive.sent(token, atNs);
  }

  /**
   * A pong came at a {@link System#nanoTime}: it answers its own fence and those before it.
   * {@return how long after its ping, in real nanoseconds; 0 if there was no such ping}
   */
  long pong(String token, long atNs) {
    if (unanswered.stream().noneMatch(fence -> fence.token.equals(token))) {
      return keepAlive.answered(token, atNs);
    }
    // Who answers a fence is alive.
    keepAlive.clear();
    long before = answered.framesTaken;
    do {
      answered = unanswered.remove();
    } while (!answered.token.equals(token));
    long now = System.nanoTime();
    fenceSpacing.answered(answered.framesTaken - before, now - lastSignOfLife);
    lastSignOfLife = now;
    return answered.isTimed ? atNs - answered.sentNs : 0;
  }

  /** {@return {@link System#nanoTime} of the oldest ping that waits for its pong, if one does} */
  OptionalLong oldestUnansweredPing() {
    OptionalLong alive = keepAlive.oldest();
    Optional<Fence> timed = unanswered.stream().filter(fence -> fence.isTimed).findFirst();
    if (timed.isEmpty()) {
      return alive;
    }
    long sentNs = timed.get().sentNs;
    return OptionalLong.of(
        alive.isPresent() && alive.getAsLong() - sentNs < 0 ? alive.getAsLong() : sentNs);
  }

  /**
   * {@return whether it has shown that it received what came before the last {@link #fence}} What a
   * real feed has sent since then does not count: that never ends.
   */
  boolean hasReceivedWhatWasFenced() {
    return !isOpen() || awaited == null || !unanswered.contains(awaited);
  }

  boolean hasRoom(Room room) {
    return !isOpen()
        || (queue.bytes() <= room.bytes() && unanswered.size() <= room.unansweredFences());
  }

  /**
   * {@return {@link System#nanoTime} of the last pong, or of the first fence since all were
   * answered}
   */
  long lastSignOfLife() {
    return lastSignOfLife;
  }

  /** {@return bytes for it that have not left this process} */
  long bytesQueued() {
    return queue.bytes();
  }

  long framesSent() {
    return outlet.framesSent();
  }

  long eventsSent() {
    return outlet.eventsSent();
  }

  long quotesConflated() {
    return queue.quotesConflated();
  }

  long eventsDropped() {
    return queue.eventsDropped();
  }

  /** {@return whether the log has been silent about what it holds for a second} */
  boolean isWorthTellingOf() {
    return holdingsLine.isDue();
  }

  ConnectionInfo info(Set<Topic> topics) {
    return new ConnectionInfo(
        id,
        wire.remoteAddress(),
        wire.userAgent(),
        !key.isEmpty(),
        topics,
        holdings(),
        framesSent(),
        outlet.messagesSent(),
        bytesQueued(),
        quotesConflated(),
        eventsDropped());
  }

  Watched watched(Set<Topic> topics, long nowNs) {
    OptionalLong pingedNs = oldestUnansweredPing();
    return new Watched(
        id,
        wire.remoteAddress(),
        wire.userAgent(),
        !key.isEmpty(),
        maskedKey(),
        topics.stream().limit(MOST_TOPICS_WATCHED).toList(),
        topics.size(),
        framesSent(),
        outlet.messagesSent(),
        bytesQueued(),
        pingedNs.isPresent() ? nowNs - pingedNs.getAsLong() : 0,
        quotesConflated(),
        eventsDropped());
  }

  Laggard laggard(Set<Topic> topics) {
    return new Laggard(
        info(topics),
        framesTaken - answered.framesTaken,
        messagesTaken - answered.messagesTaken,
        answered.marketNs);
  }

  private List<Holding> holdings() {
    Stream<Holding> open =
        heldSince.entrySet().stream()
            .map(held -> new Holding(held.getKey(), held.getValue(), Holding.STILL_HELD));
    return Stream.concat(ended.stream(), open).toList();
  }

  private boolean isFenced() {
    return lastFence().framesTaken == framesTaken;
  }

  private Fence lastFence() {
    return unanswered.isEmpty() ? answered : unanswered.getLast();
  }

  private void count(FrameBatch batch) {
    framesTaken += batch.frames();
    messagesTaken += batch.messages();
  }

  private void goOn() {
    queue.goOn();
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

  /** A ping with a token, and what was to be sent before it. */
  private record Fence(
      String token,
      long marketNs,
      long sentNs,
      boolean isTimed,
      long framesTaken,
      long messagesTaken) {}
}
