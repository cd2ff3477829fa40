package io.fakepolygon.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A client's socket. Any thread may call the methods of {@link Wire}; the others belong to the
 * socket's thread. No lock: what matters is done on the socket's thread, in the order of the calls.
 */
final class NettyWire implements Wire {
  // The other side's time to close its end, before we cut the connection.
  private static final int LINGER_SECONDS = 1;
  private static final int LONGEST_USER_AGENT = 200;

  private final Channel channel;
  private final String remoteAddress;
  private final String userAgent;
  // Bytes that the client has said and that wait for the market thread.
  private final AtomicInteger waiting = new AtomicInteger();
  private final MessageAllowance allowance;
  private boolean heldBack;
  private long pings;
  private volatile boolean closing;
  private volatile boolean answersPings = true;

  NettyWire(Channel channel, String userAgent, MessageAllowance allowance) {
    this.channel = channel;
    this.userAgent = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
    this.allowance = allowance;
    remoteAddress = text((InetSocketAddress) channel.remoteAddress());
  }

  @Override
  public void write(ByteBuf frames, Runnable whenGone) {
    channel.writeAndFlush(frames).addListener(done -> whenGone.run());
  }

  @Override
  public void close(int code, String reason) {
    beginToEnd();
    channel.writeAndFlush(Frames.close(code, reason)).addListener(done -> endOutput());
  }

  @Override
  public void sayGoodbye(int code) {
    listenNoMore();
    channel.eventLoop().execute(this::readIfPossible);
    channel
        .writeAndFlush(Frames.close(code, ""))
        .addListener(
            done -> {
              later(Duration.ofSeconds(LINGER_SECONDS), this::cut);
              endOutput();
            });
  }

  @Override
  public void answerClose(int code) {
    beginToEnd();
    channel.writeAndFlush(Frames.close(code, "")).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void drop() {
    beginToEnd();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> endOutput());
  }

  @Override
  public void cut() {
    closing = true;
    channel.close();
  }

  @Override
  public void later(Duration delay, Runnable task) {
    Future<?> planned = channel.eventLoop().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    GenericFutureListener<ChannelFuture> cancel = closed -> planned.cancel(false);
    channel.closeFuture().addListener(cancel);
    planned.addListener(done -> channel.closeFuture().removeListener(cancel));
  }

  @Override
  public void answerPings(boolean answered) {
    answersPings = answered;
  }

  boolean answersPings() {
    return answersPings;
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  @Override
  public String userAgent() {
    return userAgent;
  }

  /**
   * {@return whether this side has begun to end the connection, after which nothing the client says
   * counts}
   */
  boolean isClosing() {
    return closing;
  }

  /** Nothing the client says from here on counts. */
  void listenNoMore() {
    closing = true;
  }

  /**
   * The client sent a message. If it sends too fast, its socket is not read for a while: TCP then
   * makes the client wait. {@return whether it does}
   */
  boolean spend() {
    long pauseNs = allowance.spend();
    if (pauseNs > 0 && !heldBack) {
      heldBack = true;
      readIfPossible();
      long pauseMs = TimeUnit.NANOSECONDS.toMillis(pauseNs) + 1;
      later(Duration.ofMillis(Math.max(pauseMs, Limits.SHORTEST_PAUSE_MS)), this::readAgain);
    }
    return heldBack;
  }

  private void readAgain() {
    heldBack = false;
    readIfPossible();
  }

  /** What the client said waits for the market thread. */
  void commandWaits(int bytes) {
    if (waiting.addAndGet(weight(bytes)) >= Limits.MOST_WAITING) {
      readIfPossible();
    }
  }

  /** It has been carried out: reads on, where too much waited. Any thread. */
  void commandDone(int bytes) {
    int left = waiting.addAndGet(-weight(bytes));
    if (left < Limits.MOST_WAITING && left + weight(bytes) >= Limits.MOST_WAITING) {
      channel.eventLoop().execute(this::readIfPossible);
    }
  }

  private static int weight(int bytes) {
    return Limits.WAITING_COMMAND + bytes;
  }

  /**
   * Reads on unless the client sends faster than it may or than it is served, or does not read what
   * it is sent.
   */
  void readIfPossible() {
    boolean keepsUp = channel.isWritable() && waiting.get() < Limits.MOST_WAITING;
    channel.config().setAutoRead(closing || (keepsUp && !heldBack));
  }

  /**
   * Pings from here on, as long as the socket lives.
   *
   * @param onPing told each token on the socket's thread
   */
  void keepAlive(Duration period, Consumer<String> onPing) {
    later(
        period,
        () -> {
          if (channel.isWritable() && !closing) {
            String token = "alive-" + ++pings;
            channel.writeAndFlush(Frames.ping(token));
            onPing.accept(token);
          }
          keepAlive(period, onPing);
        });
  }

  /**
   * From here on input is read only to be thrown away, and the other side has a while to close its
   * end.
   */
  private void beginToEnd() {
    closing = true;
    channel.eventLoop().execute(this::readIfPossible);
    later(Duration.ofSeconds(LINGER_SECONDS), this::cut);
  }

  // What was written last must arrive: closing at once would reset the connection under it if the
  // client has sent
  // something that nobody has read.
  private void endOutput() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (!(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
      channel.close();
    } else if (tls != null) {
      tls.closeOutbound();
    } else {
      duplex.shutdownOutput();
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
