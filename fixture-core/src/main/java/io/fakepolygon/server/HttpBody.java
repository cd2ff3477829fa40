package io.fakepolygon.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer on its way out. A short one goes in one piece with its length; a longer one
 * in chunks, each of which waits until the client has room for it, so that it takes no memory.
 *
 * <p>Owned by the thread that answers.
 */
final class HttpBody extends OutputStream {
  private static final int CHUNK = 64 * 1024;
  private static final int PATIENCE_SECONDS = 60;

  private final Channel channel;
  private final HttpResponseStatus status;
  private final HttpHeaders headers;
  private final boolean chunked;
  private ByteBuf waiting = Unpooled.buffer(1_024);
  private boolean begun;

  /**
   * A body that is still empty.
   *
   * @param chunked whether the client knows chunks; otherwise a long body ends with its socket
   */
  HttpBody(Channel channel, HttpResponseStatus status, HttpHeaders headers, boolean chunked) {
    this.channel = channel;
    this.status = status;
    this.headers = headers;
    this.chunked = chunked;
  }

  @Override
  public void write(int oneByte) throws IOException {
    makeRoom();
    waiting.writeByte(oneByte);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int written = 0;
    while (written < length) {
      makeRoom();
      int now = Math.min(length - written, CHUNK - waiting.readableBytes());
      waiting.writeBytes(bytes, from + written, now);
      written += now;
    }
  }

  /** Sends what has been written so far, and returns when the client has room for more. */
  @Override
  public void flush() throws IOException {
    if (waiting.readableBytes() > 0) {
      sendWaiting();
    }
  }

  /**
   * Ends the answer, and returns when the client has been sent all of it. Without it an answer is
   * seen to be cut off.
   *
   * @param before what is to be done before the client can know that this was all, on the socket's
   *     thread
   */
  void finish(Runnable before) throws IOException {
    if (begun) {
      send(waiting);
    }
    ChannelPromise written = channel.newPromise();
    channel
        .eventLoop()
        .execute(
            () -> {
              before.run();
              channel.writeAndFlush(
                  begun ? LastHttpContent.EMPTY_LAST_CONTENT : whole(status, headers, waiting),
                  written);
            });
    await(written);
  }

  /** {@return an answer in one piece, with its length} */
  static FullHttpResponse whole(HttpResponseStatus status, HttpHeaders headers, ByteBuf content) {
    headers.set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, status, content, headers, EmptyHttpHeaders.INSTANCE);
  }

  private void makeRoom() throws IOException {
    if (waiting.readableBytes() == CHUNK) {
      sendWaiting();
    }
  }

  private void sendWaiting() throws IOException {
    if (!begun) {
      begun = true;
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers);
      if (chunked) {
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
      }
      channel.write(head);
    }
    ByteBuf full = waiting;
    waiting = Unpooled.buffer(CHUNK);
    send(full);
  }

  private void send(ByteBuf chunk) throws IOException {
    await(channel.writeAndFlush(new DefaultHttpContent(chunk)));
  }

  private static void await(ChannelFuture written) throws IOException {
    if (!written.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(
          "The client has not read what was sent %d seconds ago".formatted(PATIENCE_SECONDS));
    }
    if (!written.isSuccess()) {
      throw new IOException("The client has gone", written.cause());
    }
  }
}
