package io.fakepolygon.server;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link SlowClientPolicy#DROP_OLDEST}: the socket is handed no more than the window, and the rest
 * waits here, where it can be left out. The frames stay those that others get too.
 */
final class DroppingQueue implements SendQueue {
  private static final Logger LOG = LoggerFactory.getLogger(DroppingQueue.class);

  private final SlowClients limits;
  private final Outlet outlet;
  private final Patience patience;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long dropped;
  private boolean dropping;
  private long droppedBefore;

  DroppingQueue(SlowClients limits, Outlet outlet, Patience patience) {
    this.limits = limits;
    this.outlet = outlet;
    this.patience = patience;
  }

  @Override
  public boolean isReadyFor(FrameBatch batch) {
    return waiting.isEmpty() && hasRoom();
  }

  @Override
  public void takeLate(FrameBatch batch) {
    add(batch, batch.share());
    if (bytes() > limits.hardLimitBytes()) {
      dropOldest();
    }
  }

  @Override
  public void takeOwn(FrameBatch own) {
    if (isReadyFor(own)) {
      outlet.write(own);
    } else {
      add(own, own.take());
    }
  }

  @Override
  public void goOn() {
    while (!waiting.isEmpty() && hasRoom()) {
      writeNext();
    }
    if (waiting.isEmpty()) {
      endToDrop("keeps up again");
    }
  }

  @Override
  public Optional<String> relieve() {
    Optional<String> tooSlow = patience.endedBy(bytes());
    if (tooSlow.isPresent()) {
      dropOldest();
    }
    return bytes() > limits.hardLimitBytes() ? tooSlow : Optional.empty();
  }

  @Override
  public void finish() {
    while (!waiting.isEmpty()) {
      writeNext();
    }
    endToDrop("ends");
  }

  @Override
  public void discard() {
    waiting.forEach(batch -> batch.share.release());
    waiting.clear();
    waitingBytes = 0;
  }

  @Override
  public long bytes() {
    return outlet.bytes() + waitingBytes;
  }

  @Override
  public long quotesConflated() {
    return 0;
  }

  @Override
  public long eventsDropped() {
    return dropped;
  }

  private boolean hasRoom() {
    return outlet.bytes() <= limits.window();
  }

  private void add(FrameBatch batch, ByteBuf share) {
    waiting.add(new Waiting(batch, share));
    waitingBytes += share.readableBytes();
  }

  private void writeNext() {
    Waiting next = waiting.remove();
    waitingBytes -= next.share.readableBytes();
    outlet.write(next.batch, next.share);
  }

  private void dropOldest() {
    long before = dropped;
    Iterator<Waiting> oldestFirst = waiting.iterator();
    while (bytes() > limits.softLimitBytes() && oldestFirst.hasNext()) {
      Waiting oldest = oldestFirst.next();
      if (oldest.batch.mayBeLeftOut()) {
        oldestFirst.remove();
        waitingBytes -= oldest.share.readableBytes();
        dropped += oldest.batch.events();
        oldest.share.release();
      }
    }
    patience.beginAnew();
    if (dropped > before && !dropping) {
      dropping = true;
      droppedBefore = before;
      LOG.info(
          "Connection {} does not keep up: its oldest events are dropped, {} so far",
          outlet.connection(),
          dropped - before);
    }
  }

  private void endToDrop(String how) {
    if (dropping) {
      dropping = false;
      LOG.info(
          "Connection {} {}: {} of its events were dropped",
          outlet.connection(),
          how,
          dropped - droppedBefore);
    }
  }

  /**
   * A batch, and this client's share in its bytes.
   *
   * @param share to be released
   */
  private record Waiting(FrameBatch batch, ByteBuf share) {}
}
