package io.fakepolygon.benchmark;

import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** OkHttp's server for tests, with which a team can write down what the vendor would answer. */
final class MockWebServerStarter implements Starter {
  private static final String EVENT =
      """
      [{"ev":"T","sym":"FAKETICKER","x":4,"i":"1","z":3,"p":100.15,"s":250,"c":[0],"t":1704205800100,"q":1}]""";

  // Held, for the level is forgotten with it: a line about each start is nobody's figure.
  private static final Logger LOG = Logger.getLogger(MockWebServer.class.getName());

  MockWebServerStarter() {
    LOG.setLevel(Level.OFF);
  }

  @Override
  public void startAndStop() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      if (server.getPort() == 0) {
        throw new IllegalStateException("It does not listen");
      }
    }
  }

  @Override
  public void oneEvent() throws Exception {
    Script script = new Script();
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse.Builder().webSocketUpgrade(script).build());
      server.start();
      String url = "ws://%s:%d/stocks".formatted(server.getHostName(), server.getPort());
      try (StartClient client = new StartClient(url)) {
        client.subscribe();
        script.socket.join().send(EVENT);
        client.awaitEvent();
      }
    }
  }

  /** The answers, one after the other. */
  private static final class Script extends WebSocketListener {
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      answer(webSocket, "connected", "Connected Successfully");
      socket.complete(webSocket);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      if (text.contains("\"auth\"")) {
        answer(webSocket, "auth_success", "authenticated");
      } else {
        answer(webSocket, "success", "subscribed to: " + StartClient.TOPIC);
      }
    }

    private static void answer(WebSocket webSocket, String status, String message) {
      webSocket.send(
          "[{\"ev\":\"status\",\"status\":\"%s\",\"message\":\"%s\"}]".formatted(status, message));
    }
  }
}
