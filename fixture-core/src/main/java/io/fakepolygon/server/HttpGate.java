package io.fakepolygon.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Lets one plain request through at a time. What comes before it has been answered is thrown away,
 * and the answer is the last of its socket: nobody does so but to test servers. Owned by the
 * socket's thread.
 */
final class HttpGate extends ChannelInboundHandlerAdapter {
  private @Nullable HttpTurn turn;

  /** A request is being answered; or none is. */
  void runs(@Nullable HttpTurn running) {
    turn = running;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (turn == null) {
      ctx.fireChannelRead(message);
    } else {
      turn.isTheLast();
      ReferenceCountUtil.release(message);
    }
  }
}
