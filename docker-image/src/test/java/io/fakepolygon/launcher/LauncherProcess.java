package io.fakepolygon.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher in a process of its own, as an operator runs it, with all that it prints. */
final class LauncherProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final String WHERE = "Connect to  ";

  private final Process process;
  private final Thread reader;
  // Guarded by itself.
  private final List<String> lines = new ArrayList<>();
  private boolean silent;

  private LauncherProcess(Process process) {
    this.process = process;
    reader = new Thread(this::read, "launcher-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it, on a port that is free, with these settings and no other. */
  static LauncherProcess start(Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port=0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new LauncherProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return awaitLine(WHERE).substring(WHERE.length());
  }

  /** The first line that holds a text, waited for. */
  String awaitLine(String text) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (lines) {
      while (true) {
        for (String line : lines) {
          if (line.contains(text)) {
            return line;
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || silent) {
          throw new AssertionError("No line with '" + text + "' was printed:\n" + printed());
        }
        waitForLines(left);
      }
    }
  }

  /** All that was printed so far. */
  String printed() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** Sends SIGTERM, as systemd and Docker do. */
  void terminate() {
    process.destroy();
  }

  /** The exit code, waited for, with all output read. */
  int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("The process has not ended:\n" + printed());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void waitForLines(long ms) {
    try {
      lines.wait(ms);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("The output cannot be read: " + e);
    }
    synchronized (lines) {
      silent = true;
      lines.notifyAll();
    }
  }

  private void add(String line) {
    synchronized (lines) {
      lines.add(line);
      lines.notifyAll();
    }
  }
}
