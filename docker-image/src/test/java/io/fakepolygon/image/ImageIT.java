package io.fakepolygon.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fakepolygon.junit5.RecordingClient;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/docker.md says of the image. */
class ImageIT {
  private static final String[] CONFINED = {
    "--read-only",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--user=12345",
    "--network=bridge"
  };
  private static final int PORT = 8765;

  @BeforeAll
  static void requireTheImage() {
    String hindrance = Docker.hindrance();
    assumeTrue(hindrance.isEmpty(), hindrance);
  }

  @Test
  void servesWithoutRightsForAnyUserOnAFileSystemThatCannotBeWritten() {
    try (Container container = Container.start(CONFINED);
        RecordingClient client = new RecordingClient()) {
      client.connect(container.url(PORT)).authenticate("any-key").subscribe("T.FAKETICKER");

      awaitTrades(client);
    }
  }

  @Test
  void isHealthyWithoutRightsToo() {
    try (Container container = Container.start(CONFINED)) {
      assertThat(container.run(command("health")).out()).contains("\"status\":\"up\"");
    }
  }

  @Test
  void endsWithinASecondOfSigterm() {
    try (Container container = Container.start()) {
      assertThat(container.stopWithinASecond()).isEqualTo(143);

      assertThat(container.logs().out()).endsWith("Stopped.");
    }
  }

  @Test
  void healthCheckTurnsHealthy() {
    try (Container container = Container.start("--health-interval=1s")) {
      container.awaitHealthy();

      assertThat(container.inspect("{{json .State.Health.Log}}")).contains("\"ExitCode\":0");
    }
  }

  @Test
  void healthCheckFollowsThePort() {
    try (Container container = Container.start("--env=PORT=9000", "--expose=9000");
        RecordingClient client = new RecordingClient()) {
      assertThat(container.run(command("health")).exitCode()).isZero();

      client.connect(container.url(9000)).authenticate("any-key");
    }
  }

  @Test
  void healthSaysNoWhereNothingListens() {
    Docker.Result result = Docker.run("run", "--rm", Docker.IMAGE, "health");

    assertThat(result)
        .isEqualTo(
            new Docker.Result(
                1, "", "http://127.0.0.1:8765/health does not answer: Connection refused"));
  }

  @Test
  void isConfiguredByTheEnvironment() {
    try (Container container =
        Container.start("--env=FAKE_DATA_SEED=7", "--env=FAKE_DATA_SYMBOLS=ABC")) {
      assertThat(container.logs().out()).contains("ABC every 100 ms", "seed 7");
    }
  }

  @Test
  void valueThatCannotBeUsedEndsItWithTwoAndASentence() {
    Docker.Result result = Docker.run("run", "--rm", "--env=FAKE_DATA_SEED=lucky", Docker.IMAGE);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("FAKE_DATA_SEED is 'lucky'. ").hasLineCount(1);
  }

  @Test
  void plotIsLeftOutAndSaysSo() {
    Docker.Result result = Docker.run("run", "--rm", Docker.IMAGE, "plot");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "This Java has no module java.desktop, which draws: the image leaves it out. Run"
                + " ./fake-polygon plot from a checkout, on a JDK.");
  }

  @Test
  void isAProxyToo() {
    try (Container feed = Container.start();
        Container proxy = Container.start(asProxyOf(feed));
        RecordingClient client = new RecordingClient()) {
      client.connect(proxy.url(PORT)).authenticate("ours").subscribe("T.FAKETICKER");

      awaitTrades(client);
    }
  }

  @Test
  void saysWhatItIs() {
    String version = Docker.IMAGE.substring(Docker.IMAGE.indexOf(':') + 1);

    assertThat(label("title")).isEqualTo("FakePolygon");
    assertThat(label("version")).isEqualTo(version).isNotEqualTo("latest");
    assertThat(label("revision")).isNotEmpty();
    assertThat(label("licenses")).isEqualTo("Apache-2.0");
    assertThat(label("source")).startsWith("https://");
    assertThat(label("description")).isNotEmpty();
    assertThat(Docker.ask("run", "--rm", Docker.IMAGE, "--version"))
        .isEqualTo("FakePolygon " + version);
  }

  @Test
  void isNobodyAndExposesItsPort() {
    assertThat(ofImage("{{.Config.User}}")).matches("[1-9][0-9]*:[1-9][0-9]*");
    assertThat(ofImage("{{json .Config.ExposedPorts}}")).isEqualTo("{\"8765/tcp\":{}}");
    assertThat(ofImage("{{json .Config.Env}}")).contains("\"HOST=0.0.0.0\"");
  }

  @Test
  void hasNoShell() {
    assertThat(Docker.run("run", "--rm", "--entrypoint=/bin/sh", Docker.IMAGE).exitCode())
        .isEqualTo(127);
  }

  @Test
  void printsNothingOnStandardErrorWhenAllIsWell() {
    try (Container container = Container.start("--health-interval=1s")) {
      container.awaitHealthy();

      assertThat(container.logs().err()).isEmpty();
    }
  }

  @Test
  void takesItsClassesFromTheCache() {
    try (Container container = Container.start("--env=JAVA_TOOL_OPTIONS=-Xlog:class+load")) {
      assertThat(container.logs().out())
          .contains("io.fakepolygon.launcher.Launcher source: shared objects file")
          .contains("io.fakepolygon.FakePolygonServer source: shared objects file");
    }
  }

  @Test
  void memoryIsTheOperatorsToSet() {
    try (Container container = Container.start("--env=JAVA_TOOL_OPTIONS=-Xmx300m -Xlog:gc+init")) {
      assertThat(container.logs().out()).contains("Heap Max Capacity: 300M");
    }
  }

  private static String[] asProxyOf(Container feed) {
    String address = feed.inspect("{{.NetworkSettings.IPAddress}}");
    return new String[] {
      "--env=POLYGON_API_KEY=the-vendors",
      "--env=POLYGON_UPSTREAM_URL=ws://%s:%d/stocks".formatted(address, PORT),
      "--env=PROXY_API_KEYS=ours"
    };
  }

  private static void awaitTrades(RecordingClient client) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> client.received().trades("FAKETICKER").size() > 1);
  }

  private static String[] command(String subcommand) {
    String java = "/opt/fake-polygon/java/bin/java";
    return new String[] {java, "-jar", "/opt/fake-polygon/fake-polygon.jar", subcommand};
  }

  private static String label(String name) {
    return ofImage("{{index .Config.Labels \"org.opencontainers.image.%s\"}}".formatted(name));
  }

  private static String ofImage(String template) {
    return Docker.ask("image", "inspect", "--format", template, Docker.IMAGE);
  }
}
