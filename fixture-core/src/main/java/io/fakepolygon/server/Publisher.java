package io.fakepolygon.server;

import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.JsonSink;
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
  private static final long NOT_READ = Long.MIN_VALUE;

  private final Set<Channel> channels;
  private final Subscriptions<Connection> subscriptions;
  private final LongSupplier nowNs;
  private final CatchUp catchUp;
  private final JournalRecorder journal;
  private final FaultDesk faults;
  private final JsonSink sink = new JsonSink(this::publish);
  private Market market;
  private @Nullable Walk walk;
  private long walkVersion = -1;
  // Scenarios come and go, symbols stay. Null until somebody asks.
  private @Nullable Set<String> symbols;
  // By the index of the audience; empty between a flush and the next event.
  private @Nullable FrameBatch[] batches = new FrameBatch[0];
  // None before the first: an empty one would load Netty's buffers while the server starts.
  private @Nullable FrameBatch latest;
  private boolean holding;
  private long stepNs;
  private long feedNs = NOT_READ;
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
      JournalRecorder journal,
      FaultDesk faults) {
    this.market = market;
    this.channels = channels;
    this.subscriptions = subscriptions;
    this.nowNs = nowNs;
    this.catchUp = catchUp;
    this.journal = journal;
    this.faults = faults;
  }

  /** {@return the next step at which somebody is sent something, or Long.MAX_VALUE} */
  long nextStepAfter(long epochNs) {
    return subscriptions.isEmpty() ? Long.MAX_VALUE : walk().nextStepAfter(epochNs);
  }

  /** From the next step on, the events of another market are published. */
  void changeTo(Market other) {
    market = other;
    walk = null;
  }

  boolean hasAnySymbol() {
    return market.spec().hasAnySymbol();
  }

  /** {@return whether there is a ticker on the market} */
  boolean hasSymbol(String ticker) {
    return hasAnySymbol() || symbols().contains(ticker);
  }

  private Set<String> symbols() {
    if (symbols == null) {
      symbols = Set.copyOf(market.spec().symbols());
    }
    return symbols;
  }

  /**
   * Puts the events of one step into frames: at most one frame for each connection, unless it would
   * be too large.
   */
  void step(long ns) {
    stepNs = ns;
    sink.clear();
    walk().step(ns, sink);
    endFrames();
  }

  /** Puts an event of the real feed, as it came, into the frames of those who hold it. */
  void passOn(Channel channel, String ticker, byte[] frame, int start, int length) {
    List<Audience<Connection>> receivers = subscriptions.receivers(channel, ticker);
    for (Audience<Connection> audience : receivers) {
      batchOf(audience).add(frame, start, length, feedNs());
    }
  }

  /** The clock is read once for each frame of the feed's: that takes longer than to copy. */
  private long feedNs() {
    if (feedNs == NOT_READ) {
      feedNs = nowNs.getAsLong();
    }
    return feedNs;
  }

  /** Ends the frames under way; hands those to the sockets of which there is much. */
  void endFrames() {
    feedNs = NOT_READ;
    long held = 0;
    for (int i = 0; i < batches.length; i++) {
      FrameBatch batch = batches[i];
      if (batch != null) {
        batch.endFrame();
        boolean fenceDue = isFenceDue(batch, membersOf(i));
        if (fenceDue || batch.bytes() >= Limits.BATCH) {
          hand(i, batch, fenceDue);
        } else {
          held += batch.bytes();
        }
      }
    }
    if (held >= Limits.BATCHES || !faults.isQuiet()) {
      flush();
    }
  }

  /**
   * Hands the finished frames to the sockets. Before a subscription changes, and before the clock's
   * move returns.
   */
  void flush() {
    flush(false);
  }

  /** The same, and behind what is handed over comes a ping: the clock waits for its pong. */
  void flushBehindFence() {
    flush(true);
  }

  private void flush(boolean behindFence) {
    if (!holding) {
      return;
    }
    holding = false;
    for (int i = 0; i < batches.length; i++) {
      FrameBatch batch = batches[i];
      if (batch != null) {
        hand(i, batch, behindFence || isFenceDue(batch, membersOf(i)));
      }
    }
  }

  private void hand(int audience, FrameBatch batch, boolean behindFence) {
    batches[audience] = null;
    send(batch, membersOf(audience), behindFence);
  }

  /**
   * From here on a clock waits for what is published, or no longer. Then pings stand in it, as
   * often as it takes to see that the slowest client of an audience is alive.
   */
  void fence(boolean on) {
    fencing = on;
  }

  private boolean isFenceDue(FrameBatch batch, List<Connection> members) {
    // Asked at every step, so without a stream.
    for (int i = 0; fencing && i < members.size(); i++) {
      if (members.get(i).wantsFenceWith(batch)) {
        return true;
      }
    }
    return false;
  }

  private List<Connection> membersOf(int audience) {
    return subscriptions.audiences().get(audience).members();
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

  private void publish(Channel channel, String symbol, byte[] json, int start, int length) {
    List<Audience<Connection>> receivers = subscriptions.receivers(channel, symbol);
    // For every event: an iterator would be its only garbage.
    for (int i = 0; i < receivers.size(); i++) {
      batchOf(receivers.get(i)).add(json, start, length, stepNs);
    }
  }

  private FrameBatch batchOf(Audience<Connection> audience) {
    int index = audience.index();
    if (index >= batches.length) {
      batches = Arrays.copyOf(batches, subscriptions.audiences().size());
    }
    FrameBatch batch = batches[index];
    if (batch == null) {
      batch =
          latest == null
              ? new FrameBatch(ByteBufAllocator.DEFAULT.ioBuffer())
              : latest.another(ByteBufAllocator.DEFAULT);
      batches[index] = batch;
      holding = true;
    }
    return batch;
  }

  private void send(FrameBatch batch, List<Connection> members, boolean behindFence) {
    String token = behindFence ? nextToken() : "";
    if (fencing) {
      batch.markAwaited();
    }
    boolean asItIs = faults.isQuiet();
    if (behindFence && asItIs) {
      batch.addPing(token);
    }
    ByteBuf bytes = batch.take();
    latest = batch;
    // All are open: whoever ends leaves the subscriptions, and that flushes first.
    try {
      if (asItIs) {
        share(batch, members);
      } else {
        members.forEach(member -> faults.deliver(member, batch, token));
      }
    } finally {
      bytes.release();
    }
    if (behindFence) {
      long now = nowNs.getAsLong();
      members.forEach(member -> member.expectPong(token, now));
    }
    framesPublished += (long) batch.frames() * members.size();
    eventsPublished += (long) batch.messages() * members.size();
  }

  private void share(FrameBatch batch, List<Connection> members) {
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
