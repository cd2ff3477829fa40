package io.fakepolygon.server;

import io.netty.buffer.ByteBuf;
import java.time.Duration;

/** A client whose ears are shut. */
final class DeafWire implements Wire {
  @Override
  public void write(ByteBuf frames, Runnable whenGone) {
    frames.release();
    whenGone.run();
  }

  @Override
  public void close(int code, String reason) {}

  @Override
  public void sayGoodbye(int code) {}

  @Override
  public void answerClose(int code) {}

  @Override
  public void drop() {}

  @Override
  public void cut() {}

  @Override
  public void later(Duration delay, Runnable task) {}

  @Override
  public String userAgent() {
    return "";
  }

  @Override
  public void answerPings(boolean answered) {}

  @Override
  public String remoteAddress() {
    return "nowhere:0";
  }
}
