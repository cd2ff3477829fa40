package io.fakepolygon.control;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import io.fakepolygon.server.RawClient;
import io.fakepolygon.upstream.UpstreamOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The files of the live page, and the stream it lives on; the page itself is in browser-tests. */
class LivePageTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"|from '\\./([^']+)'");

  @Test
  void thePageIsAtTheRootAndAllItAsksForIsThere() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build())) {
      Asker http = new Asker(polygon.url());
      HttpResponse<String> page = http.get("/");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
      for (String file : referencesIn(page.body())) {
        HttpResponse<String> answer = http.get("/" + file);
        assertThat(answer.statusCode()).as(file).isEqualTo(200);
        for (String module :
            file.endsWith(".js") ? referencesIn(answer.body()) : List.<String>of()) {
          assertThat(http.get("/page/" + module).statusCode()).as(module).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void nothingOfAnotherOriginIsLoaded() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build())) {
      HttpResponse<String> page = new Asker(polygon.url()).get("/");

      assertThat(page.headers().firstValue("content-security-policy").orElse(""))
          .startsWith("default-src 'none'; script-src 'self';");
      assertThat(page.body()).doesNotContain("src=\"http").doesNotContain("<script>");
    }
  }

  @Test
  void aWebSocketAtTheRootIsStillTheMarkets() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build());
        RawClient client = RawClient.open(polygon.url())) {
      client.sendUpgrade("/");

      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void whereItIsLeftOutTheRootSaysWhatThisIs() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().livePage(false).build())) {
      Asker http = new Asker(polygon.url());

      assertThat(http.get("/").statusCode()).isEqualTo(426);
      assertThat(http.get("/page/live.js").statusCode()).isEqualTo(404);
      assertThat(http.get("/control/v1/live?states=1").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aFileThatThereIsNotIsNamed() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build())) {
      Asker http = new Asker(polygon.url());

      assertThat(http.get("/page/../openapi.json").statusCode()).isEqualTo(404);
      assertThat(http.get("/page/other.js").body()).contains("There is no 'other.js'", "live.js");
      assertThat(http.method("DELETE", "/").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void withTheControlApiShutItCanBeWatchedAllTheSame() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build());
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      List<String> lines = watch(polygon, "?states=1");

      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).startsWith("{\"kind\":\"hello\"").contains("\"controlled\":false");
      assertThat(lines.get(1))
          .startsWith("{\"kind\":\"state\"")
          .contains("\"session\":\"regular\",\"nextOpen\":\"2024-01-03T14:30:00Z\"")
          .contains("\"topics\":[\"T.FAKETICKER\"]");
      assertThat(client.events()).isEmpty();
    }
  }

  @Test
  void keysAreMasked() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build());
        TestClient longKey = TestClient.connect(polygon.url());
        TestClient shortKey = TestClient.connect(polygon.url())) {
      longKey.authenticate("a-key-of-some-length");
      shortKey.authenticate("short-key");

      String state = watch(polygon, "?states=1").get(1);

      assertThat(state).contains("\"key\":\"a-…th\"").contains("\"key\":\"…\"");
      assertThat(state).doesNotContain("a-key-of").doesNotContain("short-key");
    }
  }

  @Test
  void aKeyInTheWrongPlaceIsNotShownToWhoMayOnlyLook() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build());
        TestClient client = TestClient.connect(polygon.url())) {
      client.authenticate("any-key");
      Asker http = new Asker(polygon.url());
      CompletableFuture<String> watched =
          CompletableFuture.supplyAsync(
              () -> http.get("/control/v1/live?states=8").body().lines().collect(joining()));
      while (!watched.isDone()) {
        client.send("{\"action\":\"Auth\",\"params\":\"the-secret\"}");
        client.send("{\"action\":\"auth\",\"params\":[\"the-secret\"]}");
        client.send("{\"action\":\"subscribe\",\"params\":\"the-secret\"}");
        client.send("{\"action\":\"auth\",\"params\":\"the-secr");
        client.subscribe("T.FAKETICKER");
      }

      assertThat(watched.join()).contains("T.FAKETICKER").doesNotContain("the-secr");
    }
  }

  @Test
  void aProxyThatOthersCanReachIsLookedAtWithATokenOnly() {
    UpstreamOptions feed = UpstreamOptions.of(URI.create("ws://127.0.0.1:9/stocks"), "key");
    FakePolygonConfig.Builder proxy =
        usual().host("0.0.0.0").apiKeys("key").realTimeClock().upstream(feed);

    assertThat(proxy.build().control().page()).isFalse();
    assertThat(proxy.controlToken("sesame").build().control().page()).isTrue();
  }

  @Test
  void pagesOfOtherSitesMayNotWatch() {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build())) {
      Asker http = new Asker(polygon.url());

      assertThat(http.get("/control/v1/live", "Origin", "https://elsewhere.example").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void whoWatchesIsGoneWhenTheServerIs() throws Exception {
    FakePolygonServer polygon = FakePolygonServer.start(usual().build());
    InputStream stream = open(polygon);

    polygon.close();

    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readToEnd(stream));
  }

  @Test
  void soManyMayWatchAndWhoGoesMakesRoom() throws Exception {
    try (FakePolygonServer polygon = FakePolygonServer.start(usual().build())) {
      List<InputStream> watchers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        watchers.add(open(polygon));
      }
      assertThat(watch(polygon, "")).containsExactly("{\"kind\":\"full\",\"watchers\":32}");

      for (InputStream watcher : watchers) {
        watcher.close();
      }

      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (watch(polygon, "?states=1").size() < 2) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
  }

  @Test
  void allOfItIsSmall() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (String file : LivePage.files()) {
        gzip.write(LivePage.class.getResourceAsStream("page/" + file).readAllBytes());
      }
    }

    assertThat(packed.size()).isLessThan(300 * 1024);
  }

  private static InputStream open(FakePolygonServer polygon) throws IOException {
    InputStream stream =
        URI.create(polygon.url().replaceFirst("ws(.*)/stocks", "http$1/control/v1/live"))
            .toURL()
            .openStream();
    assertThat(stream.read()).isEqualTo('{');
    return stream;
  }

  private static void readToEnd(InputStream stream) {
    try {
      stream.readAllBytes();
    } catch (IOException e) {
      // Cut off in the midst of a line: an end, too.
      return;
    }
  }

  private static List<String> referencesIn(String text) {
    return REFERENCE.matcher(text).results().map(LivePageTest::reference).toList();
  }

  private static String reference(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private static List<String> watch(FakePolygonServer polygon, String query) {
    return new Asker(polygon.url()).get("/control/v1/live" + query).body().lines().toList();
  }

  private static FakePolygonConfig.Builder usual() {
    return FakePolygonConfig.builder();
  }
}
