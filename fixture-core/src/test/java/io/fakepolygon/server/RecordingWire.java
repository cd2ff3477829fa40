package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A wire that keeps what is written, and lets go of it when told to. */
final class RecordingWire implements Wire {
  private final List<String> frames = new ArrayList<>();
  private final Deque<Runnable> held = new ArrayDeque<>();

  /** The texts of all frames written so far, pings as {@code ping <token>}. */
  List<String> frames() {
    return List.copyOf(frames);
  }

  /** The bytes of the oldest write leave. */
  void letOneGo() {
    held.remove().run();
  }

  /** All bytes leave, those that are written meanwhile too. */
  void letAllGo() {
    while (!held.isEmpty()) {
      letOneGo();
    }
  }

  @Override
  public void write(ByteBuf bytes, Runnable whenGone) {
    while (bytes.isReadable()) {
      int head = bytes.readUnsignedByte();
      int tiny = bytes.readUnsignedByte();
      long length = tiny < 126 ? tiny : tiny == 126 ? bytes.readUnsignedShort() : bytes.readLong();
      String text = bytes.readCharSequence((int) length, UTF_8).toString();
      frames.add(head == 0x81 ? text : "ping " + text);
    }
    bytes.release();
    held.add(whenGone);
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
    return "127.0.0.1:5050";
  }
}
