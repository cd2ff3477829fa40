package io.fakepolygon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
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

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "localhost"})
  void serverThatIsUpIsHealthy(String host) {
    desk.export("HOST", host);
    serveOnPort(desk.start("--port", "0"));

    assertThat(desk.run("health")).isEqualTo(new Outcome.Ended(0));
    assertThat(lastPrinted()).contains("\"status\":\"up\"");
    assertThat(desk.printedAsError()).isEmpty();
  }

  @Test
  void settingsAreReadFromTheFileToo() throws IOException {
    FakePolygonServer server = desk.start("--port", "0");
    desk.write(".env", "PORT=" + URI.create(server.url()).getPort());

    assertThat(desk.run("health")).isEqualTo(new Outcome.Ended(0));
  }

  @Test
  void nobodyThereIsNotHealthy() throws IOException {
    int port = freePort();
    desk.export("PORT", Integer.toString(port));

    assertThat(complaint("health"))
        .isEqualTo(
            "http://127.0.0.1:%d/health does not answer: Connection refused".formatted(port));
  }

  @Test
  void portThatWasPickedCannotBeAsked() {
    desk.export("PORT", "0");

    assertThat(complaint("health"))
        .isEqualTo(
            "PORT is '0', a port that the server picked by itself. Set it to a port of your choice"
                + " to ask after its health.");
  }

  @Test
  void valueThatCannotBeUsedIsNotHealthyEither() {
    desk.export("PORT", "http");

    assertThat(complaint("health")).isEqualTo("PORT is 'http'. Write a port from 0 to 65535.");
  }

  @Test
  void takesNoOptions() {
    assertThat(complaint("health", "--port", "1"))
        .isEqualTo(
            "health takes nothing else. It reads HOST, PORT and TLS_KEY_STORE from the environment"
                + " or .env, where the server finds them too.");
  }

  @Test
  void helpTellsOfIt() {
    desk.run("--help");

    assertThat(desk.printed()).contains("./fake-polygon health");
  }

  private void serveOnPort(FakePolygonServer server) {
    desk.export("PORT", Integer.toString(URI.create(server.url()).getPort()));
  }

  private String complaint(String... arguments) {
    assertThat(desk.run(arguments)).isEqualTo(new Outcome.Ended(1));
    assertThat(desk.printed()).isEmpty();
    assertThat(desk.printedAsError()).hasLineCount(1);
    return desk.printedAsError().stripTrailing();
  }

  private String lastPrinted() {
    return desk.printed().lines().reduce("", (before, last) -> last);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
