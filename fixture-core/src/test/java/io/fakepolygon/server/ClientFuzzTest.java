package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.Mutations;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Market;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.subscription.Subscriptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A quarter of a million messages that a client might send on a bad day, and bytes besides. */
class ClientFuzzTest {
  private static final int MESSAGES = 250_000;
  private static final int STRETCHES_OF_BYTES = 50_000;
  private static final List<byte[]> MESSAGE_SEEDS =
      Stream.of(
              "{\"action\":\"auth\",\"params\":\"any-key\"}",
              "{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER,Q.*,A.BRK.A, AM.TESTSTOCK\"}",
              "{\"action\":\"unsubscribe\",\"params\":\"T.FAKETICKER\"}",
              "{\"action\":\"subscribe\",\"params\":[\"T.A\",{\"b\":[[[1e400]]]}]}",
              "{\"params\":\"*\",\"x\":null,\"action\":\"subscribe\"}",
              "[\"\\ud800\",-0]",
              "")
          .map(text -> text.getBytes(UTF_8))
          .toList();
  private static final List<byte[]> FRAME_SEEDS =
      List.of(
          RawClient.frame(0x80 | RawClient.TEXT, MESSAGE_SEEDS.get(0)),
          RawClient.frame(0x80 | RawClient.TEXT, MESSAGE_SEEDS.get(1)),
          RawClient.frame(RawClient.TEXT, MESSAGE_SEEDS.get(2)),
          RawClient.frame(RawClient.CONTINUATION, MESSAGE_SEEDS.get(3)),
          RawClient.frame(0x80 | RawClient.PING, new byte[] {1, 2, 3}),
          RawClient.frame(0x80 | RawClient.PONG, new byte[0]),
          RawClient.frame(0x80 | RawClient.CLOSE, new byte[] {3, (byte) 0xe8}));

  private final FakePolygonConfig config =
      FakePolygonConfig.builder().mostMessagesPerSecond(1_000_000).build();
  private final MarketThread thread = new MarketThread("market", () -> Long.MAX_VALUE);
  private final Hub hub = hub();
  private final Wire wire = new DeafWire();

  @Test
  @Timeout(60)
  void noMessageOfAClientDoesMoreThanItMay() {
    Mutations messages = new Mutations(20_261_126, MESSAGE_SEEDS);
    for (int i = 0; i < MESSAGES; i++) {
      // A client each so often, or the hundred thousand topics of one are what is measured.
      if (i % 1_000 == 0) {
        hub.disconnected(wire);
        hub.connected(wire);
        hub.receive(wire, "", new ClientAction.Authenticate("any-key"));
      }
      String message = new String(messages.next(), UTF_8);
      hub.receive(wire, message, ClientAction.read(message));
    }

    assertWorks(client());
  }

  @Test
  @Timeout(60)
  void noBytesOfAClientDoMoreThanTheyMay() {
    EmbeddedChannel client = client();
    Mutations stretches = new Mutations(20_261_127, FRAME_SEEDS);
    for (int i = 0; i < STRETCHES_OF_BYTES; i++) {
      client.writeInbound(Unpooled.wrappedBuffer(stretches.next()));
      client = stillServed(client);
    }

    client.finishAndReleaseAll();
    assertThat(thread.failures()).isZero();
    assertWorks(client());
  }

  /** The same client, or another one where this has been thrown out by the rules. */
  private EmbeddedChannel stillServed(EmbeddedChannel client) {
    thread.runWaiting();
    client.runPendingTasks();
    for (Object out = client.readOutbound(); out != null; out = client.readOutbound()) {
      ReferenceCountUtil.release(out);
    }
    if (client.isOpen()) {
      return client;
    }
    client.finishAndReleaseAll();
    thread.runWaiting();
    return client();
  }

  private void assertWorks(EmbeddedChannel client) {
    client.writeInbound(
        new TextWebSocketFrame("{\"action\":\"auth\",\"params\":\"any-key\"}"),
        new TextWebSocketFrame("{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}"));
    thread.runWaiting();
    client.runPendingTasks();
    StringBuilder answers = new StringBuilder();
    for (ByteBuf out = client.readOutbound(); out != null; out = client.readOutbound()) {
      answers.append(out.toString(UTF_8));
      out.release();
    }

    assertThat(answers).contains("authenticated", "subscribed to: T.FAKETICKER");
  }

  private EmbeddedChannel client() {
    return new EmbeddedChannel(
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build()),
        new Utf8FrameValidator(false),
        new Turnstile(),
        new WebSocketFrameAggregator(config.server().limits().largestMessageBytes()),
        new WebSocketDoor(config.server(), thread, hub, "", System::nanoTime)) {
      @Override
      protected SocketAddress remoteAddress0() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
      }
    };
  }

  private Hub hub() {
    Subscriptions<Connection> subscriptions = new Subscriptions<>();
    JournalRecorder journal = new JournalRecorder(() -> 0, 1 << 20);
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
        thread,
        publisher,
        subscriptions,
        () -> 0,
        journal,
        NoFaults.desk(),
        a -> new NoFeed());
  }
}
