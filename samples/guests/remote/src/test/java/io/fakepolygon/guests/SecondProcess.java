package io.fakepolygon.guests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Runs a server in a process of its own around all tests, and has theirs started on it. */
public final class SecondProcess implements LauncherSessionListener {
  private Process process;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String token = UUID.randomUUID().toString();
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServerMain.class.getName(),
                  token)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      announce(firstLine(process), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    process.destroy();
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("The second process has ended without a word");
    }
    return line;
  }

  private static void announce(String url, String token) {
    System.setProperty("fakepolygon.backend", "remote");
    System.setProperty("fakepolygon.remote.url", url);
    System.setProperty("fakepolygon.remote.token", token);
    // For tests that start servers by themselves, and for engines within tests: TheRun.
    System.setProperty("fakepolygon.guest.url", url);
    System.setProperty("fakepolygon.guest.token", token);
  }
}
