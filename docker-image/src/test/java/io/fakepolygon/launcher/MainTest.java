package io.fakepolygon.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process itself: how it ends, and with which exit code. */
@Timeout(60)
class MainTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void helpEndsWith0() throws Exception {
    assertThat(start(CLASS_PATH, "--help").waitFor()).isZero();
  }

  @Test
  void whatCannotBeUsedEndsWith2() throws Exception {
    Process process = start(CLASS_PATH, "--port", "none");

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(process.errorReader(UTF_8).readLine())
        .isEqualTo("--port is 'none'. Write a port from 0 to 65535.");
  }

  @Test
  void anUnexpectedFailureEndsWith1() throws Exception {
    String withoutCommandLine =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !entry.contains("picocli"))
            .collect(joining(File.pathSeparator));

    Process process = start(withoutCommandLine, "--port=0");

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(process.errorReader(UTF_8).readLine()).contains("NoClassDefFoundError");
  }

  @Test
  void aSignalClosesItsClientsWith1001AndEndsWith143() throws Exception {
    Process process = start(CLASS_PATH, "--port", "0");
    BufferedReader printed = process.inputReader(UTF_8);
    String url = urlIn(printed);
    Client client = new Client();
    OkHttpClient http = new OkHttpClient();
    WebSocket socket = http.newWebSocket(new Request.Builder().url(url).build(), client);
    assertThat(client.firstFrame.get(10, TimeUnit.SECONDS)).contains("connected");

    process.toHandle().destroy();

    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(client.closeCode.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
    assertThat(printed.lines()).last().isEqualTo("Stopped.");
    socket.cancel();
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void aClientThatDoesNotLeaveIsNotWaitedForForLong() throws Exception {
    Process process = start(CLASS_PATH, "--port", "0");
    BufferedReader printed = process.inputReader(UTF_8);
    URI url = URI.create(urlIn(printed));
    try (Socket frozen = new Socket(url.getHost(), url.getPort())) {
      frozen
          .getOutputStream()
          .write(
              """
              GET / HTTP/1.1\r
              Host: localhost\r
              Upgrade: websocket\r
              Connection: Upgrade\r
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
              Sec-WebSocket-Version: 13\r
              \r
              """
                  .getBytes(UTF_8));
      assertThat(frozen.getInputStream().read()).isEqualTo('H');
      long start = System.nanoTime();

      process.toHandle().destroy();

      assertThat(process.waitFor()).isEqualTo(143);
      // Its patience is less than half a second; the rest is for a machine that is busy.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(printed.lines()).last().isEqualTo("Stopped.");
  }

  private Process start(String classPath, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    "io.fakepolygon.launcher.Main"),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Arrays.stream(Setting.values()).map(Setting::name).forEach(builder.environment()::remove);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String urlIn(BufferedReader printed) throws IOException {
    String start = "Connect to  ";
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    throw new AssertionError("It has not started");
  }

  /** Remembers how its connection began and how it ended. */
  private static final class Client extends WebSocketListener {
    private final CompletableFuture<String> firstFrame = new CompletableFuture<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

    @Override
    public void onMessage(WebSocket socket, String frame) {
      firstFrame.complete(frame);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(code, null);
      closeCode.complete(code);
    }
  }
}
