package io.fakepolygon.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The yardstick of a fake that a team writes by hand: npm's {@code ws}, which sends a message that
 * is ready to all its clients. The program is {@code src/test/node/server.js}.
 */
final class NodeWs implements AutoCloseable {
  private static final String PROGRAM = "server.js";

  private final Jvm node;
  private final int port;

  NodeWs() throws Exception {
    Path folder = folder();
    installIfMissing(folder);
    node = Jvm.running(List.of("node", folder.resolve(PROGRAM).toString()));
    port = Integer.parseInt(node.nextLine());
  }

  /** {@return whether this machine has what it takes} */
  static boolean isThere() {
    return Stream.of("node", "npm").allMatch(NodeWs::isOnPath);
  }

  String url() {
    return "ws://127.0.0.1:" + port;
  }

  /**
   * Sends a message to all, so many times, each in a frame of its own. {@return nanoseconds until
   * all have them}
   */
  long writeToAll(String message, int times) throws IOException {
    node.say(times + " " + message);
    return Long.parseLong(node.nextLine());
  }

  @Override
  public void close() {
    node.close();
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** From the project's root or this module's. */
  private static Path folder() throws IOException {
    return Stream.of("src/test/node", "fixture-core/src/test/node")
        .map(Path::of)
        .filter(folder -> Files.exists(folder.resolve(PROGRAM)))
        .findFirst()
        .orElseThrow(() -> new IOException("Run this in the project's folder or fixture-core"));
  }

  private static void installIfMissing(Path folder) throws IOException, InterruptedException {
    if (Files.exists(folder.resolve("node_modules"))) {
      return;
    }
    int exit =
        new ProcessBuilder("npm", "ci")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("npm ci in %s ended with %d".formatted(folder, exit));
    }
  }
}
