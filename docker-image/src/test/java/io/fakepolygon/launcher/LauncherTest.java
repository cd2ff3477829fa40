package io.fakepolygon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(directory);
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  @Test
  void whoPastesWhatIsPrintedReceivesTrades() throws InterruptedException {
    desk.start("--port", "0");

    Received received = new Received();
    OkHttpClient client = new OkHttpClient();
    WebSocket socket =
        client.newWebSocket(new Request.Builder().url(printed("(ws://\\S+)")).build(), received);
    assertThat(received.next()).contains("\"status\":\"connected\"");
    socket.send(printed("([{]\"action\":\"auth\".*)"));
    assertThat(received.next()).contains("\"status\":\"auth_success\"");
    socket.send(printed("([{]\"action\":\"subscribe\".*)"));

    assertThat(received.next()).contains("subscribed to: T.FAKETICKER");
    assertThat(received.next())
        .contains("{\"ev\":\"Q\",\"sym\":\"FAKETICKER\",")
        .contains("{\"ev\":\"T\",\"sym\":\"FAKETICKER\",");
    socket.cancel();
    client.dispatcher().executorService().shutdown();
  }

  @Test
  void greetingSaysWhatRunsAndWhereAndWhatToSend() {
    FakePolygonServer server = desk.start("--port", "0");

    assertThat(desk.printed())
        .isEqualToNormalizingNewlines(
            """
            FakePolygon (not packaged): FAKETICKER, TESTSTOCK every 100 ms on T, Q, A, AM, seed 42, in real time.

            Connect to  %s
            Then send   {"action":"auth","params":"any-key"}
                        {"action":"subscribe","params":"T.FAKETICKER,Q.FAKETICKER"}
            Look at     %s in a browser

            Ctrl-C stops it.
            """
                .formatted(server.url(), Desk.pageOf(server)));
  }

  @Test
  void greetingOfAStandingMarketSaysHowToMoveIt() {
    FakePolygonServer server = desk.start("--port", "0", "--clock", "manual");

    assertThat(desk.printed())
        .contains(
            "Move time   curl -H 'Content-Type: application/json' -d"
                + " '{\"action\":\"advance\",\"by\":\"PT10S\"}' http://127.0.0.1:"
                + URI.create(server.url()).getPort()
                + "/control/v1/clock");
  }

  @Test
  void greetingFollowsTheSettings() {
    desk.export("PROXY_API_KEYS", "good-secret");

    FakePolygonServer server =
        desk.start(
            "--port=0", "--enable-fake-data=true", "--symbols=*", "--types=AM", "--clock=speed:60");

    assertThat(desk.printed())
        .isEqualToNormalizingNewlines(
            """
            FakePolygon (not packaged): any ticker every 100 ms on AM, seed 42, from 2024-01-02T14:30:00Z at 60.0 market seconds per second.

            Connect to  %s
            Then send   {"action":"auth","params":"<one of your PROXY_API_KEYS>"}
                        {"action":"subscribe","params":"AM.FAKETICKER"}
            Look at     %s in a browser

            Ctrl-C stops it.
            """
                .formatted(server.url(), Desk.pageOf(server)));
    assertThat(desk.printedAsError()).isEmpty();
  }

  @Test
  void takenPortIsSaidToBeTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThat(desk.refusal("--port", Integer.toString(port)))
          .isEqualTo(
              ("Port %d on 127.0.0.1 is taken. Stop what listens there, or choose another port"
                      + " with PORT or --port; 0 picks a free one.")
                  .formatted(port));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "127.0.0.1:80"})
  void addressThatIsNotOfThisMachineIsRefused(String host) {
    desk.export("HOST", host);

    assertThat(desk.refusal("--port", "0"))
        .isEqualTo(
            "HOST is '"
                + host
                + "'. Write an address of this machine, such as 127.0.0.1,"
                + " or 0.0.0.0 for all.");
  }

  @Test
  void helpEndsWellAndListsEverySetting() {
    assertThat(desk.run("--help")).isEqualTo(new Outcome.Ended(0));

    for (Setting setting : Setting.values()) {
      assertThat(desk.printed()).contains(setting.name());
      setting.option().ifPresent(option -> assertThat(desk.printed()).contains(option + "="));
    }
  }

  @Test
  void versionEndsWell() {
    assertThat(desk.run("--version")).isEqualTo(new Outcome.Ended(0));

    assertThat(desk.printed()).startsWith("FakePolygon ");
  }

  private String printed(String pattern) {
    return Pattern.compile(pattern)
        .matcher(desk.printed())
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }

  /** What a client was sent, frame by frame. */
  private static final class Received extends WebSocketListener {
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

    @Override
    public void onMessage(WebSocket socket, String frame) {
      frames.add(frame);
    }

    String next() throws InterruptedException {
      return frames.poll(10, TimeUnit.SECONDS);
    }
  }
}
