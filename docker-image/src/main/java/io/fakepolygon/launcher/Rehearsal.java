package io.fakepolygon.launcher;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A start with a client that waits for its first event, and an end. {@code ./fake-polygon} has a
 * JVM note down which classes that takes, in a class-data archive; later starts read them from it.
 */
final class Rehearsal {
  private static final int PATIENCE_SECONDS = 10;

  private Rehearsal() {}

  /** Ends with the JVM's exit code 0 when all went well. */
  public static void main(String[] arguments) throws InterruptedException {
    Launcher launcher = new Launcher(Map.of(), Path.of("/nowhere"), System.out, System.err);
    if (!(launcher.start("--port", "0") instanceof Outcome.Running running)) {
      throw new IllegalStateException("Did not start");
    }
    CountDownLatch event = new CountDownLatch(1);
    WebSocket client =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(running.server().url()), new UntilFirstTrade(event))
            .join();
    client.sendText("{\"action\":\"auth\",\"params\":\"any-key\"}", true).join();
    client.sendText("{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}", true).join();
    boolean went = event.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    running.server().close();
    System.exit(went ? 0 : 1);
  }

  private record UntilFirstTrade(CountDownLatch event) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket client, CharSequence text, boolean last) {
      if (text.toString().contains("\"ev\":\"T\"")) {
        event.countDown();
      }
      client.request(1);
      return null;
    }
  }
}
