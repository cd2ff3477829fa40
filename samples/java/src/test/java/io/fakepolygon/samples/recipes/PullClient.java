package io.fakepolygon.samples.recipes;

import io.fakepolygon.FakePolygonServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that reads when it is asked to, and not before: as a program of one thread does. */
final class PullClient implements AutoCloseable {
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /** Says all it has to say at once, and returns when it is subscribed. */
  PullClient(FakePolygonServer polygon, String topic) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(polygon.url()), new Listener())
            .join();
    say("{\"action\":\"auth\",\"params\":\"%s\"}".formatted(polygon.apiKey()));
    say("{\"action\":\"subscribe\",\"params\":\"%s\"}".formatted(topic));
    polygon.awaitSubscribed(topic);
  }

  /** Reads so many frames. */
  List<String> read(int count) throws InterruptedException {
    List<String> read = new ArrayList<>();
    while (read.size() < count) {
      socket.request(1);
      read.add(frames.poll(10, TimeUnit.SECONDS));
    }
    return read;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void say(String command) {
    socket.sendText(command, true).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder frame = new StringBuilder();

    @Override
    public void onOpen(WebSocket socket) {
      // The default would ask for the first frame.
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      frame.append(part);
      if (last) {
        frames.add(frame.toString());
        frame.setLength(0);
      } else {
        socket.request(1);
      }
      return null;
    }
  }
}
