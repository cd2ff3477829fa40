package io.fakepolygon.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The {@code docker} command, and what came of it. */
final class Docker {
  /** The image that this build has made. */
  static final String IMAGE = System.getProperty("fakepolygon.image", "");

  private Docker() {}

  /**
   * How a command ended.
   *
   * @param exitCode 0 if it did what was asked, or the container's own
   * @param out its standard output, without blanks around it
   * @param err its standard error, likewise
   */
  record Result(int exitCode, String out, String err) {}

  /** Why there is nothing to test; empty if there is. */
  static String hindrance() {
    if (Boolean.getBoolean("fakepolygon.image.skip")) {
      return "The image was not built, for image.skip is set.";
    }
    return isThere()
        ? ""
        : "No Docker engine answers, so the image is neither built nor tested; .ci/docker starts one.";
  }

  /** Runs a command to its end. */
  static Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
      String out = read(process.getInputStream());
      return new Result(process.waitFor(), out, err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What a command printed that has to go well. */
  static String ask(String... arguments) {
    Result result = run(arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError(
          "docker %s: %s".formatted(String.join(" ", arguments), result.err()));
    }
    return result.out();
  }

  private static boolean isThere() {
    try {
      return run("info").exitCode() == 0;
    } catch (UncheckedIOException e) {
      // There is no such command.
      return false;
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
