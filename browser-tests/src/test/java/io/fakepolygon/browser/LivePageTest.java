package io.fakepolygon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.Delivery;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** What the live page shows and does, in Chromium. */
@Timeout(120)
class LivePageTest {
  // Who looks at the page for so long without seeing it move takes it for dead; usual is a
  // fiftieth.
  private static final long FROZEN_MS = 3_000;

  private static Browser browser;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void theChartMovesWhenTheClockIsAdvanced() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url());
      browser.click("#second").waitFor(() -> points() > 20);
      byte[] before = browser.pictureOf("#chart");

      browser.click("#second").waitFor(() -> points() > 50);

      assertThat(browser.pictureOf("#chart")).isNotEqualTo(before);
      browser.waitFor(() -> browser.text("market-time").endsWith("09:30:02"));
      assertThat(browser.text("curl"))
          .contains("-d '{\"action\":\"advance\",\"by\":\"PT1S\"}'")
          .endsWith("/control/v1/clock");
    }
  }

  @Test
  void whatWasBeforeThePageLookedIsDrawnToo() {
    try (FakePolygonServer polygon = controlled()) {
      polygon.clock().advance(Duration.ofMinutes(1));

      browser.open(polygon.url()).waitFor(() -> points() > 1_000);

      assertThat(browser.text("chart-last")).matches("[0-9]+\\.[0-9]{2}");
    }
  }

  @Test
  void aSecondClientAppearsAndDisappears() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).waitFor(() -> rows() == 1);

      try (AnyClient client = AnyClient.of(polygon, "one-long-secret-key", "T.FAKETICKER")) {
        browser.waitFor(() -> rows() == 2);

        String row = browser.text("rows");
        assertThat(row).contains("on…ey", "T.FAKETICKER").doesNotContain("one-long-secret-key");
        assertThat(client.closeCode).isNotDone();
      }
      browser.waitFor(() -> rows() == 1);
    }
  }

  @Test
  void aFaultIsOrderedForOneConnection() throws Exception {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).waitFor(() -> rows() == 1);
      try (AnyClient client = AnyClient.of(polygon, "key", "T.FAKETICKER")) {
        browser.waitFor(() -> rows() == 2);

        new Select(browser.find("tr[data-connection='2'] select"))
            .selectByVisibleText("CLOSE code 1008");
        browser.click("tr[data-connection='2'] button");

        assertThat(client.closeCode.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        browser.waitFor(() -> rows() == 1);
        assertThat(browser.text("curl"))
            .contains("-d '{\"fault\":\"CLOSE code 1008 connection 2\"}'");
      }
    }
  }

  @Test
  void framesAreFilteredByConnectionAndTopic() {
    try (FakePolygonServer polygon = controlled();
        AnyClient client = AnyClient.of(polygon, "key", "T.FAKETICKER,Q.FAKETICKER")) {
      polygon.awaitSubscribed("Q.FAKETICKER");
      browser.open(polygon.url()).waitFor(() -> rows() == 2);
      browser.type("#of-topic", "T.FAKETICKER");
      int before = streams();
      new Select(browser.find("#of-connection")).selectByVisibleText("1");
      browser.waitFor(() -> streams() > before);

      browser.click("#second").waitFor(() -> browser.all("#frame-list li.told").size() == 10);

      assertThat(browser.all("#frame-list li.told"))
          .allSatisfy(line -> assertThat(line.getText()).contains("#1").contains("\"ev\":\"T\""));
      browser.find("#of-topic").clear();
      browser.type("#of-topic", "A.TESTSTOCK", Keys.ENTER);
      browser.waitFor(() -> streams() > before + 1);
      browser.click("#second").waitFor(() -> browser.text("market-time").endsWith("02"));
      client.subscribe("LULD.TESTSTOCK");
      // What the client says comes behind what it was told.
      browser.waitFor(() -> browser.text("frame-list").contains("LULD.TESTSTOCK"));
      assertThat(browser.text("frame-list")).doesNotContain("\"ev\":\"T\"");
      assertThat(client.closeCode).isNotDone();
    }
  }

  @Test
  void aTopicThatIsNoneIsToldAndTheRestGoesOn() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).type("#of-topic", "nonsense", Keys.ENTER);

      browser.waitFor(() -> browser.text("frames-note").endsWith("All are shown."));

      browser.click("#second").waitFor(() -> browser.text("market-time").endsWith("01"));
      assertThat(browser.text("link")).isEqualTo("live");
    }
  }

  @Test
  void framesThatArePausedAreCountedAndNotShown() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).click("#second");
      browser.waitFor(() -> browser.all("#frame-list li.told").size() >= 10);

      browser.click("#pause-frames");
      int shown = browser.all("#frame-list li").size();
      browser.click("#second").waitFor(() -> browser.text("frames-note").startsWith("Paused; "));
      browser.waitFor(() -> !browser.text("frames-note").startsWith("Paused; 0"));

      assertThat(browser.all("#frame-list li")).hasSize(shown);
    }
  }

  @Test
  void whatAClientSaysStaysText() {
    String markup = "<img/src=x/onerror=hacked=1>";
    FakePolygonConfig config = FakePolygonConfig.builder().symbols("*").controlApi(true).build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        AnyClient client = AnyClient.of(polygon, markup, "T." + markup)) {
      polygon.awaitSubscribed("T." + markup);
      browser.open(polygon.url()).waitFor(() -> browser.text("rows").contains(markup));
      browser.type("#ticker", markup, Keys.ENTER);
      browser.click("#second").waitFor(() -> browser.text("frame-list").contains(markup));

      assertThat(browser.text("chart-symbol")).isEqualTo(markup);
      assertThat(browser.text("rows")).contains("<i…1>");
      assertThat(browser.all("img")).isEmpty();
      assertThat(browser.run("return window.hacked === undefined")).isEqualTo(true);
      assertThat(client.closeCode).isNotDone();
    }
  }

  @Test
  void thePageComesBackToAServerThatWasRestarted() {
    int port;
    try (FakePolygonServer first = controlled()) {
      port = URI.create(first.url()).getPort();
      browser.open(first.url()).click("#minute");
      browser.waitFor(() -> browser.text("market-time").endsWith("09:31:00"));
    }
    browser.waitFor(() -> browser.text("link").equals("lost"));
    assertThat(browser.text("notice")).endsWith("Trying again.");

    FakePolygonConfig another =
        FakePolygonConfig.builder().port(port).symbols("ANOTHER").controlApi(true).build();
    try (FakePolygonServer second = FakePolygonServer.start(another)) {
      browser.waitFor(() -> browser.text("link").equals("live"));
      browser.waitFor(() -> browser.text("chart-symbol").equals("ANOTHER"));
      second.awaitSubscribed("T.ANOTHER");
      browser.click("#second").waitFor(() -> points() > 20);

      assertThat(browser.find("#notice").isDisplayed()).isFalse();
      assertThat(browser.text("symbols")).doesNotContain("FAKETICKER");
    }
  }

  @Test
  void ofAServerThatWasRestartedAsItWasNothingOldIsShown() {
    int port;
    try (FakePolygonServer first = controlled();
        AnyClient client = AnyClient.of(first, "key", "T.FAKETICKER")) {
      first.awaitSubscribed("T.FAKETICKER");
      port = URI.create(first.url()).getPort();
      browser.open(first.url()).waitFor(() -> rows() == 2);
      browser.click("#second").waitFor(() -> browser.text("frame-list").contains("#1"));
      assertThat(browser.text("rows")).contains("a test's client");
      assertThat(client.closeCode).isNotDone();
    }
    FakePolygonConfig same = FakePolygonConfig.builder().port(port).controlApi(true).build();
    try (FakePolygonServer second = FakePolygonServer.start(same)) {
      browser.waitFor(() -> browser.text("link").equals("live") && rows() == 1);

      browser.waitFor(() -> !browser.text("rows").contains("a test's client"));
      assertThat(browser.text("frame-list")).doesNotContain("\"ev\":\"T\"");
      assertThat(points()).isZero();
      assertThat(second.connections()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsSilentIsShownAndComesBack() {
    try (FakePolygonServer polygon = controlled();
        Line line = Line.to(URI.create(polygon.url()).getPort())) {
      browser.open("http://127.0.0.1:%d/".formatted(line.port()));

      line.holdUp();
      browser.waitFor(() -> browser.text("link").equals("lost"));
      assertThat(browser.text("notice")).isEqualTo("The server is silent. Trying again.");

      line.letGo();
      browser.waitFor(() -> browser.text("link").equals("live"));
      assertThat(browser.find("#notice").isDisplayed()).isFalse();
    }
  }

  @Test
  void theClockIsRunAndPaused() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url());
      browser.find("#speed").clear();
      browser.type("#speed", "60", Keys.ENTER);
      browser.waitFor(() -> browser.text("clock-state").equals("running, 60 × real time"));
      assertThat(browser.find("#second").isEnabled()).isFalse();

      browser.click("#pause").waitFor(() -> browser.text("clock-state").equals("standing"));

      browser.click("#next-open").waitFor(() -> browser.text("market-time").contains("2024-01-03"));
      assertThat(browser.text("session")).isEqualTo("open");
    }
  }

  @Test
  void aScenarioIsSwitchedOn() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url());
      new Select(browser.find("#scenario-kind")).selectByVisibleText("trading-halt");
      browser.type("#scenario-symbols", "FAKETICKER", Keys.ENTER);

      browser.waitFor(() -> !polygon.scenarios().isEmpty());

      assertThat(polygon.scenarios().get(0)).asString().contains("TRADING_HALT", "FAKETICKER");
    }
  }

  @Test
  void whatCannotBeDoneIsToldInTheServersWords() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).type("#fault-text", "DROPS", Keys.ENTER);

      browser.waitFor(() -> browser.find("#result").isDisplayed());

      assertThat(browser.text("result-text")).startsWith("There is no harm 'DROPS'");
    }
  }

  @Test
  void anOrderIsListedAndWithdrawn() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).type("#fault-text", "GAP on T.FAKETICKER", Keys.ENTER);
      browser.waitFor(() -> browser.text("orders").contains("1: GAP on T.FAKETICKER"));

      browser.click("#orders button");

      browser.waitFor(() -> browser.text("orders").endsWith("over"));
      assertThat(polygon.faults().orders().get(0).isOver()).isTrue();
    }
  }

  @Test
  void withTheControlApiShutItCanBeLookedAtOnly() {
    try (FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build())) {
      browser.open(polygon.url()).waitFor(() -> rows() == 1);
      polygon.clock().advance(Duration.ofSeconds(1));

      browser.waitFor(() -> points() > 20);

      assertThat(browser.find("#actions").isDisplayed()).isFalse();
      assertThat(browser.all("tr select")).isEmpty();
    }
  }

  @Test
  void whereATokenIsNeededThePageAsksForIt() {
    FakePolygonConfig config =
        FakePolygonConfig.builder().controlApi(true).controlToken("sesame").build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config)) {
      browser.openOnly(polygon.url()).waitFor(() -> browser.find("#token").isDisplayed());

      browser.type("#token", "sesame", Keys.ENTER);

      browser.waitFor(() -> browser.text("link").equals("live"));
      browser.click("#second").waitFor(() -> browser.text("market-time").endsWith("01"));
      assertThat(browser.text("curl")).contains("$CONTROL_TOKEN").doesNotContain("sesame");
    }
  }

  @Test
  void whereAKeyIsNeededThePageAsksForIt() {
    FakePolygonConfig config =
        FakePolygonConfig.builder().controlApi(true).apiKeys("one-good-key").build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config)) {
      browser.open(polygon.url()).waitFor(() -> browser.find("#key").isDisplayed());

      browser.type("#key", "one-good-key", Keys.ENTER);

      polygon.awaitSubscribed("T.FAKETICKER");
      browser.waitFor(() -> !browser.find("#secrets").isDisplayed());
    }
  }

  @Test
  void aProxyShowsHowItStandsWithItsFeed() {
    try (FakePolygonServer feed =
            FakePolygonServer.start(FakePolygonConfig.builder().symbols("REAL").build());
        FakePolygonServer proxy =
            FakePolygonServer.start(
                FakePolygonConfig.builder()
                    .symbols()
                    .realTimeClock()
                    .upstream(UpstreamOptions.of(URI.create(feed.url()), feed.apiKey()))
                    .build())) {
      browser.open(proxy.url()).waitFor(() -> browser.text("upstream-state").contains("ready"));
      browser.type("#ticker", "REAL", Keys.ENTER);
      feed.awaitSubscribed("T.REAL");
      feed.clock().advance(Duration.ofSeconds(2));

      browser.waitFor(() -> points() > 20);
    }
  }

  @Test
  void tenThousandEventsASecondDoNotFreezeThePage() {
    try (FakePolygonServer polygon = FakePolygonServer.start(dense())) {
      browser.open(polygon.url());
      polygon.awaitSubscribed("Q.FAKETICKER");
      browser.run(
          "window.longestFrame = 0; let last = performance.now();"
              + " const look = now => { window.longestFrame = Math.max(window.longestFrame, now - last);"
              + " last = now; requestAnimationFrame(look); }; requestAnimationFrame(look)");
      polygon.clock().run(5);

      browser.waitFor(() -> browser.text("frames-note").startsWith("A sample: "));
      browser.waitFor(() -> browser.text("chart-rates").matches("[0-9],[0-9]{3} trades, .*"));
      browser.click("#pause").waitFor(() -> browser.text("clock-state").equals("standing"));

      assertThat(((Number) browser.run("return window.longestFrame")).longValue())
          .as("real milliseconds in which nothing was drawn")
          .isLessThan(FROZEN_MS);
      assertThat(polygon.counters().slowClientsDisconnected()).isZero();
    }
  }

  @Test
  void ofAFloodASampleIsLookedAtAndThePageSaysSo() {
    try (FakePolygonServer polygon = FakePolygonServer.start(dense())) {
      browser.open(polygon.url());
      polygon.awaitSubscribed("Q.FAKETICKER");

      polygon.clock().advance(Duration.ofMinutes(2), Delivery.QUEUED);

      browser.waitFor(() -> browser.text("chart-note").startsWith("A sample: "));
      browser.click("#second").waitFor(() -> browser.text("market-time").endsWith("09:32:01"));
    }
  }

  @Test
  void aNarrowWindowIsScrolledOneWayOnly() {
    try (FakePolygonServer polygon = controlled()) {
      browser.resize(520, 900).open(polygon.url()).click("#second");
      browser.waitFor(() -> points() > 20);

      assertThat(
              browser.run(
                  "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .isEqualTo(true);
    } finally {
      browser.resize(1280, 1000);
    }
  }

  @Test
  void symbolsAreChosenByKeyboard() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).waitFor(() -> browser.text("chart-symbol").equals("FAKETICKER"));

      browser.type("#symbols input", Keys.ARROW_DOWN);

      browser.waitFor(() -> browser.text("chart-symbol").equals("TESTSTOCK"));
      polygon.awaitSubscribed("T.TESTSTOCK");
    }
  }

  @Test
  void everyFieldHasALabel() {
    try (FakePolygonServer polygon = controlled()) {
      browser.open(polygon.url()).waitFor(() -> rows() == 1);

      assertThat(
              browser.run(
                  "return [...document.querySelectorAll('input, select, button, table, section, [role=img]')]"
                      + ".filter(one => !one.closest('#chart') || one.id === 'chart')"
                      + ".filter(one => !(one.ariaLabel || one.labels?.length || one.getAttribute('aria-labelledby')"
                      + " || one.tagName === 'BUTTON' && one.textContent.trim()))"
                      + ".map(one => one.outerHTML.slice(0, 200)).join()"))
          .isEqualTo("");
    }
  }

  @Test
  void thePageComplainsOfNothing() {
    try (FakePolygonServer polygon = controlled()) {
      // The page of the test before may still ask for its server.
      browser.openOnly("about:blank").complaints();
      browser.open(polygon.url()).click("#second").waitFor(() -> points() > 20);

      assertThat(browser.complaints()).isEmpty();
    }
  }

  // A thousand trades and a thousand quotes in each second.
  private static FakePolygonConfig dense() {
    return FakePolygonConfig.builder()
        .symbols("FAKETICKER")
        .interval(Duration.ofMillis(1))
        .controlApi(true)
        .build();
  }

  private static FakePolygonServer controlled() {
    return FakePolygonServer.start(FakePolygonConfig.builder().controlApi(true).build());
  }

  private static int points() {
    Object points =
        browser.run("return Number(document.getElementById('chart').dataset.points ?? 0)");
    return ((Number) points).intValue();
  }

  /** {@return how often the stream has begun} */
  private static int streams() {
    Object streams = browser.run("return Number(document.body.dataset.streams ?? 0)");
    return ((Number) streams).intValue();
  }

  private static int rows() {
    return browser.all("#rows tr").size();
  }
}
