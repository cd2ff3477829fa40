package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.control.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder leaves of a failed test. */
class FlightTest {
  private static final Map<String, String> NOWHERE_ELSE =
      Map.of("fakepolygon.reportFolder", "none");

  @TempDir Path folder;

  @FakePolygon(seed = 7, symbols = "FAKETICKER", apiKeys = "the-very-key")
  static class Fails {

    @Test
    void fail(RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
      client.subscribe("T.FAKETICKER");
      clock.advance(Duration.ofMillis(200));
      client.send("</script><script>alert(1)</script>");
      // Nobody answers it, and what ends the connection would lose it.
      await().until(() -> polygon.journal().said().size() == 3);
      polygon.faults().order("DROP on T.FAKETICKER after 1");
      clock.advance(Duration.ofMillis(400));
      throw new AssertionError("on </script> purpose");
    }
  }

  @Test
  void jsonHoldsWhatIsNeededToServeItAgain() throws IOException {
    Map<?, ?> flight = flight(Fails.class);

    assertThat(flight.get("format")).isEqualTo("fakepolygon-flight/1");
    assertThat(flight.get("test")).isEqualTo(Fails.class.getName() + ".fail");
    assertThat(flight.get("failure"))
        .isEqualTo(Map.of("type", "java.lang.AssertionError", "message", "on </script> purpose"));
    assertThat(flight.get("seed")).isEqualTo("7");
    assertThat(flight.get("marketTime")).isEqualTo("2024-01-02T14:30:00.600Z");
    assertThat(flight.get("annotation"))
        .isEqualTo("@FakePolygon(seed = 7, symbols = \"FAKETICKER\", apiKeys = \"…\")");
    assertThat(
            FakePolygonConfig.fromJson(
                    io.fakepolygon.control.RecordJson.text(flight.get("specification")))
                .build()
                .market())
        .isEqualTo(FakePolygonConfig.builder().seed(7).symbols("FAKETICKER").build().market());
  }

  @Test
  void jsonHoldsTheStoryWithMovesAndFaults() throws IOException {
    Map<?, ?> flight = flight(Fails.class);
    Map<?, ?> journal = (Map<?, ?>) flight.get("journal");

    assertThat(texts(journal.get("entries"), "moved"))
        .containsExactly(
            "advanced to 2024-01-02T14:30:00.200Z, delivered",
            "advanced to 2024-01-02T14:30:00.600Z, delivered");
    assertThat(texts(journal.get("entries"), "ordered"))
        .containsExactly("order 1: DROP on T.FAKETICKER after 1");
    assertThat(texts(journal.get("entries"), "struck")).hasSize(1);
    assertThat(flight.get("faults").toString()).contains("fault=DROP on T.FAKETICKER after 1");
    assertThat((List<?>) flight.get("strikes")).hasSize(1);
    assertThat(flight.get("connections").toString())
        .contains("topic=T.FAKETICKER", "from=2024-01-02T14:30:00Z");
  }

  @Test
  void keysOfClientsAreInNoFile() throws IOException {
    Engine.run(folder, NOWHERE_ELSE, Fails.class);

    for (String file : List.of("market.html", "market.json")) {
      assertThat(folder.resolve(file)).content().doesNotContain("the-very-key");
    }
  }

  @Test
  void pageStandsAlone() throws IOException {
    Engine.run(folder, NOWHERE_ELSE, Fails.class);

    assertThat(folder.resolve("market.html"))
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'")
        .doesNotContain("@STYLE@", "@SCRIPT@", "@FLIGHT@", " src=", "href=", "url(", "@import")
        .doesNotContain("innerHTML", "eval(");
  }

  @Test
  void whatAClientSaysStaysText() throws IOException {
    Engine.run(folder, NOWHERE_ELSE, Fails.class);
    String page = Files.readString(folder.resolve("market.html"));

    assertThat(page).contains("\\u003c/script>\\u003cscript>alert(1)\\u003c/script>");
    assertThat(page.split("<script", -1)).hasSize(3);
    assertThat(page.split("</script>", -1)).hasSize(3);
  }

  @Test
  void pageHoldsTheJson() throws IOException {
    Engine.run(folder, NOWHERE_ELSE, Fails.class);
    String page = Files.readString(folder.resolve("market.html"));
    String begin = "<script type=\"application/json\" id=\"flight\">";
    int from = page.indexOf(begin) + begin.length();

    assertThat(JsonTree.parse(page.substring(from, page.indexOf("</script>", from))))
        .isEqualTo(JsonTree.parse(Files.readString(folder.resolve("market.json"))));
  }

  @FakePolygon(symbols = "FAKETICKER")
  static class FailsLate {

    @Test
    void fail(RecordingClient client, MarketClock clock) {
      client.subscribe("T.FAKETICKER");
      clock.advance(Duration.ofMillis(100));
      clock.advance(Duration.ofMinutes(10));
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void oldestFramesOfEventsAreLeftOut() throws IOException {
    Map<?, ?> journal = (Map<?, ?>) flight(FailsLate.class).get("journal");

    assertThat(journal.get("leftOut")).hasToString("1001");
    assertThat(texts(journal.get("entries"), "moved")).hasSize(2);
    assertThat(texts(journal.get("entries"), "told"))
        .hasSize(3 + 5_000)
        .startsWith(
            "[{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}]");
  }

  @Test
  void foldersOfMavenAndGradleAreKnown() {
    assertThat(BuildFolder.above(Path.of("/a/target/test-classes")))
        .contains(Path.of("/a/target/fakepolygon"));
    assertThat(BuildFolder.above(Path.of("/a/build/classes/java/test")))
        .contains(Path.of("/a/build/fakepolygon"));
    assertThat(BuildFolder.above(Path.of("/a/out/test/a"))).isEmpty();
    assertThat(BuildFolder.of(FlightTest.class).map(Path::getFileName))
        .contains(Path.of("fakepolygon"));
  }

  private Map<?, ?> flight(Class<?> testClass) throws IOException {
    Engine.run(folder, NOWHERE_ELSE, testClass);
    return (Map<?, ?>) present(JsonTree.parse(Files.readString(folder.resolve("market.json"))));
  }

  private static List<String> texts(@Nullable Object entries, String kind) {
    return ((List<?>) present(entries))
        .stream()
            .map(entry -> (Map<?, ?>) entry)
            .filter(entry -> kind.equals(entry.get("kind")))
            .map(entry -> String.valueOf(entry.get("text")))
            .toList();
  }

  private static Object present(@Nullable Object value) {
    assertThat(value).isNotNull();
    return value;
  }
}
