package io.fakepolygon.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, as Debian and others install it. */
final class Browser implements AutoCloseable {
  private static final List<Path> CHROMIUM =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it; where it is not installed the test is skipped. */
  static Browser start(String... more) {
    Path binary = CHROMIUM.stream().filter(Files::isExecutable).findFirst().orElse(null);
    assumeTrue(
        binary != null && Files.isExecutable(DRIVER),
        "There is no browser to look at the page with: install chromium and chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,1000");
    options.addArguments(more);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens the page of a server, and waits until it is live. */
  Browser open(String url) {
    return openOnly(url).waitFor(() -> text("link").equals("live"));
  }

  /** Opens the page of a server. */
  Browser openOnly(String url) {
    driver.get(url.replaceFirst("^ws", "http").replaceFirst("/stocks$", "/"));
    return this;
  }

  /** Waits until something is so. */
  Browser waitFor(BooleanSupplier so) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .until(ignored -> so.getAsBoolean());
    return this;
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  String text(String id) {
    return find("#" + id).getText();
  }

  /** Clicks as a user would, where the element can be seen. */
  Browser click(String css) {
    return waitFor(
        () -> {
          WebElement element = find(css);
          run("arguments[0].scrollIntoView({block: 'center'})", element);
          element.click();
          return true;
        });
  }

  Browser type(String css, CharSequence... keys) {
    find(css).sendKeys(keys);
    return this;
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  Browser resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    return this;
  }

  byte[] pictureOf(String css) {
    return find(css).getScreenshotAs(OutputType.BYTES);
  }

  /** Writes the window as a picture. */
  void picture(Path file) {
    try {
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return what the page complained about} */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(entry -> entry.getMessage())
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
