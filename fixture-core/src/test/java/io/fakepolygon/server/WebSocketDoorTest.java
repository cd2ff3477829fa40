package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Market;
import io.fakepolygon.subscription.Subscriptions;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client may have waiting while the market thread is busy: here it never begins. */
class WebSocketDoorTest {
  private final EmbeddedChannel channel = channel();

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
    for (int i = 0; i < 100; i++) {
      channel.writeInbound(new TextWebSocketFrame("{}"));
    }

    assertThat(channel.config().isAutoRead()).isTrue();
  }

  private static EmbeddedChannel channel() {
    FakePolygonConfig config = FakePolygonConfig.builder().build();
    MarketThread neverStarted = new MarketThread("market", () -> Long.MAX_VALUE);
    Subscriptions<Connection> subscriptions = new Subscriptions<>();
    JournalRecorder journal = new JournalRecorder(() -> 0, 0);
    Publisher publisher =
        new Publisher(
            new Market(config.market()), Set.of(), subscriptions, () -> 0, new CatchUp(), journal);
    Hub hub =
        new Hub(
            config.server(),
            neverStarted,
            publisher,
            subscriptions,
            () -> 0,
            journal,
            answers -> new NoFeed());
    return new EmbeddedChannel(new WebSocketDoor(config.server(), neverStarted, hub)) {
      @Override
      protected SocketAddress remoteAddress0() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
      }
    };
  }
}
