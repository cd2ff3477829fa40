package io.fakepolygon.browser;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.market.MarketMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.Keys;

/** Draws the live page for the documentation: light, dark and narrow. */
final class PagePictures {
  private PagePictures() {}

  /**
   * Draws them.
   *
   * @param arguments the folder to write them to
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .symbols("FAKETICKER", "TESTSTOCK", "ANOTHER")
            .mode(MarketMode.REALISTIC)
            .controlApi(true)
            .build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        AnyClient client = AnyClient.of(polygon, "one-long-secret-key", "T.*,Q.FAKETICKER")) {
      polygon.awaitSubscribed("Q.FAKETICKER");
      polygon.faults().order("DUPLICATE_EVENT on T.FAKETICKER after 40 times 2 connection 1");
      polygon.clock().advance(Duration.ofMinutes(1));
      draw(polygon, folder.resolve("live-page.png"), 1160, 1270);
      draw(polygon, folder.resolve("live-page-dark.png"), 1160, 1270, "--force-dark-mode");
      draw(polygon, folder.resolve("live-page-narrow.png"), 520, 1280);
      client.closeCode.isDone();
    }
  }

  private static void draw(
      FakePolygonServer polygon, Path file, int width, int height, String... options) {
    try (Browser browser = Browser.start(options)) {
      browser.resize(width, height).open(polygon.url());
      polygon.awaitSubscribed("AM.FAKETICKER");
      browser.waitFor(() -> !browser.text("chart-last").equals("–"));
      browser.click("#second").click("#second").type("#second", Keys.TAB);
      browser.waitFor(() -> !browser.all("#frame-list li").isEmpty());
      browser.run("scrollTo(0, 0)");
      browser.picture(file);
    }
  }
}
