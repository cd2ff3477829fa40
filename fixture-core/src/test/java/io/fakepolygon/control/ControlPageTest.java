package io.fakepolygon.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/control.md shows is what comes: its lines are run, one after the other. */
class ControlPageTest {
  private static final Path PAGE = Path.of("../docs/control.md");
  private static final String SHOWN_HOST = "localhost:8765";
  private static final String PROMPT = "$ ";
  private static final String LEFT_OUT = "…";

  /** A line that the page tells a reader to type, and what it says is then printed. */
  private record Shown(String command, String answer) {}

  @Test
  void everyLineOfThePagePrintsWhatThePageSays() throws Exception {
    assumeTrue(hasCurl(), "There is no curl on the path, so nobody has run the page's lines");
    List<Shown> session = session();
    assertThat(session).hasSizeGreaterThan(25);
    FakePolygonConfig config = FakePolygonConfig.builder().controlApi(true).build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      String host = polygon.url().replaceFirst("^ws://(.*)/stocks$", "$1");
      for (Shown shown : session) {
        String printed = run(shown.command().replace(SHOWN_HOST, host));
        assertThat(printed).as(shown.command()).matches(pattern(shown.answer()));
      }

      assertThat(client.events()).as("what the clock has sent meanwhile").isNotEmpty();
    }
  }

  @Test
  void thePageShowsEveryResource() throws IOException {
    String lines = session().stream().map(Shown::command).collect(Collectors.joining("\n"));

    assertThat(new OpenApi().operations())
        .extracting(operation -> operation.path().replace("{id}", "1"))
        .allMatch(lines::contains);
  }

  private static List<Shown> session() throws IOException {
    List<Shown> session = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith(PROMPT)) {
        session.add(new Shown(line.substring(PROMPT.length()), ""));
      } else if (inside) {
        Shown last = session.remove(session.size() - 1);
        session.add(new Shown(last.command(), last.answer() + line + "\n"));
      }
    }
    return session;
  }

  private static Pattern pattern(String answer) {
    String regex =
        Stream.of(answer.strip().split(LEFT_OUT, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  private static boolean hasCurl() throws Exception {
    try {
      run("curl --version");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(String command) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    shell.getOutputStream().close();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8).strip();
    if (shell.waitFor() != 0) {
      throw new IOException("%s ended with %d".formatted(command, shell.exitValue()));
    }
    return printed;
  }
}
