package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A feed in memory: notes what it is told, and says what the test has it say. */
final class RecordingDialer implements Line.Dialer {
  final List<RecordingLine> lines = new ArrayList<>();
  boolean closed;

  @Override
  public Line dial(Line.Listener listener) {
    RecordingLine line = new RecordingLine(listener);
    lines.add(line);
    return line;
  }

  /** The connection made last. */
  RecordingLine last() {
    return lines.get(lines.size() - 1);
  }

  @Override
  public void close() {
    closed = true;
  }

  /** One connection. */
  static final class RecordingLine implements Line {
    final Listener listener;
    final List<String> sent = new ArrayList<>();
    boolean open = true;
    String end = "";

    RecordingLine(Listener listener) {
      this.listener = listener;
    }

    void says(String frame) {
      listener.said(frame.getBytes(UTF_8));
    }

    void saysStatus(String status, String message) {
      says("[{\"ev\":\"status\",\"status\":\"%s\",\"message\":\"%s\"}]".formatted(status, message));
    }

    void acknowledges(String topic) {
      saysStatus("success", "subscribed to: " + topic);
    }

    /** What was sent since the last time. */
    List<String> takeSent() {
      List<String> taken = List.copyOf(sent);
      sent.clear();
      return taken;
    }

    @Override
    public boolean send(String frame) {
      return open && sent.add(frame);
    }

    @Override
    public void close() {
      open = false;
      end = "closed";
    }

    @Override
    public void cut() {
      open = false;
      end = "cut";
    }
  }
}
