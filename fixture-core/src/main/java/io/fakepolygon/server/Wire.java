package io.fakepolygon.server;

import io.netty.buffer.ByteBuf;
import java.time.Duration;

/**
 * The way to one client's socket. Any thread may call; what one thread writes arrives in the order
 * of its calls.
 */
interface Wire {

  /**
   * Writes finished frames and flushes them. Takes the buffer over.
   *
   * @param whenGone called on a socket thread once the bytes have left this process or never will
   */
  void write(ByteBuf frames, Runnable whenGone);

  /**
   * Sends a close frame behind what was written, then closes the socket as RFC 6455, section 7.1.1
   * has it.
   */
  void close(int code, String reason);

  /**
   * The same for a client that has done nothing wrong: it may take as long as it likes for what was
   * written before, and only then has to close its end soon.
   */
  void sayGoodbye(int code);

  /**
   * Gives a client that closes its own code back, 0 for none, behind what was written, and closes
   * the socket.
   */
  void answerClose(int code);

  /** Ends the TCP connection behind what was written, without a close frame: clients see 1006. */
  void drop();

  /** Ends the TCP connection at once: what still waits is lost. */
  void cut();

  /**
   * Runs something on the socket's thread after a while of real time, unless the socket has gone by
   * then.
   */
  void later(Duration delay, Runnable task);

  /** From here on the client's pings are answered, or not. */
  void answerPings(boolean answered);

  /** {@return the client's address and port} */
  String remoteAddress();

  /** {@return what the client calls itself, empty if it does not} */
  String userAgent();
}
