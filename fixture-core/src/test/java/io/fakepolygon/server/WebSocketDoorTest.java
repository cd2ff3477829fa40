package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Market;
import io.fakepolygon.subscription.Subscriptions;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * When a client is not read: here the market thread never begins, and time stands unless it is
 * moved.
 */
class WebSocketDoorTest {
  private static final int MOST_PER_SECOND = 100;
  private static final int NOTHING_PLANNED = -1;

  private final FakePolygonConfig config =
      FakePolygonConfig.builder()
          .mostMessagesPerSecond(MOST_PER_SECOND)
          .pingPeriod(Duration.ZERO)
          .authenticationTimeout(Duration.ofDays(1))
          .build();
  private final AtomicLong nowNs = new AtomicLong();
  private final MarketThread neverStarted = new MarketThread("market", () -> Long.MAX_VALUE);
  private final JournalRecorder journal = new JournalRecorder(() -> 0, 1 << 20);
  private final Hub hub = hub();
  private final EmbeddedChannel channel = channel();
  private int lastSaid;

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void pongsThatNobodyAskedForDoNotPileUp() {
    for (int i = 0; i < 1_000; i++) {
      channel.writeInbound(new PongWebSocketFrame(Unpooled.EMPTY_BUFFER));
    }

    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void oneLargeCommandIsEnoughToWait() {
    channel.writeInbound(new TextWebSocketFrame(",".repeat(Limits.MOST_WAITING)));

    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void aFewCommandsAreNot() {
    say(MOST_PER_SECOND);

    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void noTimerRunsWhileAClientSendsNoFasterThanItMay() {
    say(MOST_PER_SECOND);

    assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING_PLANNED);
  }

  @Test
  void oneMessageMoreThanItMaySendAndItIsNotReadForAWhile() {
    say(MOST_PER_SECOND + 1);
    assertThat(channel.config().isAutoRead()).isFalse();

    pass(Duration.ofMillis(12));

    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING_PLANNED);
  }

  @Test
  void ofWhatCameInOneReadItIsHeardNoFasterAndInOrder() {
    say(MOST_PER_SECOND + 1_000);
    assertThat(heard()).hasSize(MOST_PER_SECOND + 1);

    for (int i = 0; i < 500; i++) {
      pass(Duration.ofMillis(10));
      neverStarted.runWaiting();
    }
    assertThat(heard()).hasSizeBetween(MOST_PER_SECOND + 499, MOST_PER_SECOND + 501);

    for (int i = 0; i < 600; i++) {
      pass(Duration.ofMillis(10));
      neverStarted.runWaiting();
    }
    assertThat(heard()).hasSize(MOST_PER_SECOND + 1_000).isSortedAccordingTo(byNumber());
  }

  @Test
  void aClientThatIsHeldBackIsCountedOnce() {
    say(MOST_PER_SECOND + 1);
    pass(Duration.ofMillis(12));
    say(10);
    neverStarted.runWaiting();

    assertThat(hub.counters().clientsHeldBack()).isEqualTo(1);
  }

  @Test
  void pingsCountAndPongsDoNot() {
    for (int i = 0; i < MOST_PER_SECOND; i++) {
      channel.writeInbound(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
      channel.writeInbound(new PongWebSocketFrame(Unpooled.EMPTY_BUFFER));
      neverStarted.runWaiting();
    }
    assertThat(channel.config().isAutoRead()).isTrue();

    channel.writeInbound(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));

    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void aBrokenFrameDoesNotOvertakeWhatWaits() {
    say(MOST_PER_SECOND + 2);
    channel.pipeline().fireExceptionCaught(new TooLongFrameException());
    assertThat(hub.counters().messagesTooLarge()).isZero();

    for (int i = 0; i < 10; i++) {
      pass(Duration.ofMillis(12));
      neverStarted.runWaiting();
    }

    assertThat(heard()).hasSize(MOST_PER_SECOND + 2);
    assertThat(hub.counters().messagesTooLarge()).isEqualTo(1);
  }

  private void say(int messages) {
    for (int i = 0; i < messages; i++) {
      channel.writeInbound(new TextWebSocketFrame(Integer.toString(++lastSaid)));
    }
  }

  /** What the hub has heard by now, oldest first. */
  private List<String> heard() {
    neverStarted.runWaiting();
    return journal.journal().entries(JournalEntry.Kind.SAID).stream()
        .map(JournalEntry::text)
        .toList();
  }

  private static Comparator<String> byNumber() {
    return Comparator.comparingInt(Integer::parseInt);
  }

  private void pass(Duration time) {
    nowNs.addAndGet(time.toNanos());
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private EmbeddedChannel channel() {
    EmbeddedChannel socket =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
          }
        };
    socket.freezeTime();
    socket
        .pipeline()
        .addLast(
            new Turnstile(), new WebSocketDoor(config.server(), neverStarted, hub, "", nowNs::get));
    return socket;
  }

  private Hub hub() {
    Subscriptions<Connection> subscriptions = new Subscriptions<>();
    Publisher publisher =
        new Publisher(
            new Market(config.market()),
            Set.of(),
            subscriptions,
            () -> 0,
            new CatchUp(),
            journal,
            NoFaults.desk());
    return new Hub(
        config.server(),
        neverStarted,
        publisher,
        subscriptions,
        () -> 0,
        journal,
        NoFaults.desk(),
        answers -> new NoFeed());
  }
}
