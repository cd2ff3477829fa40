package io.fakepolygon.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CodecException;
import io.netty.handler.flow.FlowControlHandler;

/**
 * Lets a client's frames through one by one, and none while its socket is not read: one read brings
 * thousands of small ones. A broken frame waits for its turn like the others, so that what was
 * asked before it is answered.
 */
final class Turnstile extends FlowControlHandler {
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (cause instanceof CodecException broken) {
      channelRead(ctx, new Violation(broken));
    } else {
      super.exceptionCaught(ctx, cause);
    }
  }

  /** In the place of a frame that could not be read. */
  record Violation(CodecException cause) {}
}
