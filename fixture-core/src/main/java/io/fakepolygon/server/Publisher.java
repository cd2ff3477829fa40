package io.fakepolygon.server;

import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.subscription.Audience;
import io.fakepolygon.subscription.Subscriptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From events to frames: each event is written once, copied into one frame for each audience, and
 * each finished frame is shared by the audience's members.
 *
 * <p>Owned by the market thread. With nobody subscribed it computes nothing.
 */
final class Publisher {
  private final Market market;
  private final Set<Channel> channels;
  private final Subscriptions<Connection> subscriptions;
  private final LongSupplier nowNs;
  private final CatchUp catchUp;
  private final JournalRecorder journal;
  private final JsonBytes json = new JsonBytes();
  private @Nullable Walk walk;
  private long walkVersion = -1;
  // By the index of the audience; empty between a flush and the next event.
  private @Nullable FrameBatch[] batches = new FrameBatch[0];
  private boolean holding;
  private long stepNs;
  private boolean fencing;
  private long lastToken;
  private long framesPublished;
  private long eventsPublished;

  /**
   * A publisher that has published nothing.
   *
   * @param channels those in which the market's events are published
   */
  Publisher(
      Market market,
      Set<Channel> channels,
      Subscriptions<Connection> subscriptions,
      LongSupplier nowNs,
      CatchUp catchUp,
      JournalRecorder journal) {
    this.market = market;
    this.channels = channels;
    this.subscriptions = subscriptions;
    this.nowNs = nowNs;
    this.catchUp = catchUp;
    this.journal = journal;
  }

  /** {@return the next step at which somebody is sent something, or Long.MAX_VALUE} */
  long nextStepAfter(long epochNs) {
    return subscriptions.isEmpty() ? Long.MAX_VALUE : walk().nextStepAfter(epochNs);
  }

  boolean hasAnySymbol() {
    return market.spec().hasAnySymbol();
  }

  /**
   * Puts the events of one step into frames: at most one frame for each connection, unless it would
   * be too large.
   */
  void step(long ns) {
    stepNs = ns;
    walk().step(ns, this::publish);
    endFrames();
  }

  /** Puts an event of the real feed, as it came, into the frames of those who hold it. */
  void passOn(Channel channel, String ticker, byte[] frame, int start, int length) {
    List<Audience<Connection>> receivers = subscriptions.receivers(channel, ticker);
    if (!receivers.isEmpty()) {
      long now = nowNs.getAsLong();
      for (Audience<Connection> audience : receivers) {
        batchOf(audience).add(frame, start, length, now);
      }
    }
  }

  /** Ends the frames under way; hands them to the sockets if there is much of them. */
  void endFrames() {
    boolean full = false;
    for (FrameBatch batch : batches) {
      if (batch != null) {
        batch.endFrame();
        full |= batch.bytes() >= Limits.BATCH || batch.frames() >= Limits.BATCH_FRAMES;
      }
    }
    if (full) {
      flush();
    }
  }

  /**
   * Hands the finished frames to the sockets. Before a subscription changes, and before the clock's
   * move returns.
   */
  void flush() {
    if (!holding) {
      return;
    }
    holding = false;
    FrameBatch[] finished = Arrays.copyOf(batches, batches.length);
    Arrays.fill(batches, null);
    for (int i = 0; i < finished.length; i++) {
      if (finished[i] != null) {
        send(finished[i], subscriptions.audiences().get(i).members());
      }
    }
  }

  /** Ends every flush from here on with a ping, or no longer. */
  void fence(boolean on) {
    fencing = on;
  }

  /** {@return a token that no fence has had} */
  String nextToken() {
    return "fence-" + ++lastToken;
  }

  long framesPublished() {
    return framesPublished;
  }

  long eventsPublished() {
    return eventsPublished;
  }

  private void publish(MarketEvent event) {
    List<Audience<Connection>> receivers = subscriptions.receivers(event.channel(), event.symbol());
    if (receivers.isEmpty()) {
      return;
    }
    json.clear();
    event.writeTo(json);
    for (Audience<Connection> audience : receivers) {
      batchOf(audience).add(json, stepNs);
    }
  }

  private FrameBatch batchOf(Audience<Connection> audience) {
    int index = audience.index();
    if (index >= batches.length) {
      batches = Arrays.copyOf(batches, subscriptions.audiences().size());
    }
    FrameBatch batch = batches[index];
    if (batch == null) {
      batch = new FrameBatch(ByteBufAllocator.DEFAULT.ioBuffer());
      batches[index] = batch;
      holding = true;
    }
    return batch;
  }

  private void send(FrameBatch batch, List<Connection> members) {
    String token = fencing ? nextToken() : "";
    if (fencing) {
      batch.addPing(token);
    }
    ByteBuf bytes = batch.take();
    // All are open: whoever ends leaves the subscriptions, and that flushes first.
    Set<Connection> late = unready(batch, members);
    List<Connection> prompt =
        late.isEmpty() ? members : members.stream().filter(m -> !late.contains(m)).toList();
    if (journal.isOn() && !prompt.isEmpty()) {
      journal.told(prompt.stream().mapToInt(Connection::id).toArray(), batch.told());
    }
    for (Connection member : prompt) {
      member.sendShared(batch);
    }
    for (Connection member : late) {
      member.sendLate(batch);
    }
    if (fencing) {
      long now = nowNs.getAsLong();
      members.forEach(member -> member.expectPong(token, now));
    }
    framesPublished += (long) batch.frames() * members.size();
    eventsPublished += (long) batch.messages() * members.size();
    bytes.release();
  }

  private static Set<Connection> unready(FrameBatch batch, List<Connection> members) {
    Set<Connection> unready = Set.of();
    for (Connection member : members) {
      if (!member.isReadyFor(batch)) {
        unready = unready.isEmpty() ? new LinkedHashSet<>() : unready;
        unready.add(member);
      }
    }
    return unready;
  }

  private Walk walk() {
    Walk current = walk;
    if (current == null || walkVersion != subscriptions.version()) {
      current = market.walk(new Wanted(subscriptions, channels));
      walk = current;
      walkVersion = subscriptions.version();
      if (!fencing && current.hasBars()) {
        // The clock does not wait for anybody, so nobody shall have to wait for the day's sums.
        catchUp.rememberDayUntil(nowNs.getAsLong(), current);
      }
    }
    return current;
  }

  /** What the market is asked for: what anybody holds. */
  private record Wanted(Subscriptions<Connection> subscriptions, Set<Channel> channels)
      implements Interest {
    @Override
    public boolean wants(Channel channel, String symbol) {
      // Others can be held for the real feed's sake, by wildcard.
      return channels.contains(channel) && subscriptions.wants(channel, symbol);
    }

    @Override
    public Collection<String> tickers() {
      return new ArrayList<>(subscriptions.tickers());
    }
  }
}
