package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The worlds on the port of one server. */
class HostedWorldsTest {
  @AutoClose
  private final InProcessServer host =
      (InProcessServer)
          FakePolygonServer.start(FakePolygonConfig.builder().controlApi(true).build());

  private final HostedWorlds worlds = new HostedWorlds(host);

  @AfterEach
  void endWorlds() {
    worlds.close();
  }

  @Test
  void worldsAreNumberedFromOneAndANumberIsNotUsedTwice() {
    assertThat(worlds.start("{}")).isEqualTo("1");
    assertThat(worlds.end("1", Duration.ZERO)).isTrue();

    assertThat(worlds.start("{}")).isEqualTo("2");
    assertThat(worlds.running()).containsExactly("2");
  }

  @Test
  void whatIsNoWorldCannotBeEnded() {
    assertThat(worlds.end("7", Duration.ZERO)).isFalse();
    assertThat(worlds.end("../1", Duration.ZERO)).isFalse();
  }

  @Test
  void aSpecificationThatCannotBeUsedStartsNothing() {
    assertThatThrownBy(() -> worlds.start("{\"symbols\":[]}"))
        .hasMessage("No symbols. Name at least one, such as FAKETICKER");
    assertThat(worlds.running()).isEmpty();
  }

  @Test
  void afterTheEndNoWorldIsStarted() {
    worlds.start("{}");

    worlds.close();

    assertThat(worlds.running()).isEmpty();
    assertThatThrownBy(() -> worlds.start("{}")).hasMessage("The server is closed");
  }

  @Test
  void worldsStartWhileOthersEnd() {
    List<CompletableFuture<Void>> testers =
        Stream.generate(() -> CompletableFuture.runAsync(this::startAndEndMany)).limit(8).toList();

    assertThat(testers)
        .allSatisfy(tester -> assertThat(tester).succeedsWithin(Duration.ofSeconds(30)));
    assertThat(worlds.running()).isEmpty();
  }

  private void startAndEndMany() {
    for (int i = 0; i < 50; i++) {
      assertThat(worlds.end(worlds.start("{}"), Duration.ZERO)).isTrue();
    }
  }

  @Test
  void aWorldIsInUseWhileSomebodyIsConnected() {
    InProcessServer world = host.startBeside("/worlds/9", FakePolygonConfig.builder().build());

    assertThat(world.isUnusedFor(Duration.ZERO)).isTrue();
    try (TestClient client = TestClient.subscribed(world, "T.FAKETICKER")) {
      assertThat(world.isUnusedFor(Duration.ZERO)).isFalse();
      assertThat(client.frames()).isEmpty();
    }
    assertThat(world.isUnusedFor(Duration.ofHours(1))).isFalse();
    world.close();
  }
}
