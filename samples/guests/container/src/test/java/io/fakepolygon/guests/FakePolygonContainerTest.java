package io.fakepolygon.guests;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.RecordingClient;
import io.fakepolygon.testcontainers.FakePolygonContainer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.TestDescription;

/** The container as the author of a test uses it without the annotation. */
class FakePolygonContainerTest {
  private static final String PASSWORD = "opens-it";

  @AutoClose
  private final FakePolygonContainer market =
      FakePolygonContainer.of(GuestContainer.image()).withSymbols("ACME").withApiKeys("good");

  @Test
  void itsMarketIsDrivenLikeOneInProcess() {
    market.start();
    FakePolygonServer polygon = market.polygon();
    try (RecordingClient client =
        RecordingClient.of(polygon).connect(market.url()).authenticate(market.apiKey())) {
      client.subscribe("T.ACME");

      polygon.clock().advance(Duration.ofSeconds(10));

      assertThat(client.received()).trades("ACME").hasSize(100);
      assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
    }
    assertThat(market.polygon()).isSameAs(polygon);
  }

  @Test
  void itsHealthIsKnownAtItsHttpUrl() throws Exception {
    market.start();

    String health =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(market.httpUrl() + "/health")).build(),
                BodyHandlers.ofString())
            .body();

    assertThat(health).contains("\"status\":\"up\"");
  }

  @Test
  void anotherContainerOfItsNetworkFindsItByItsAlias() {
    try (Network network = Network.newNetwork();
        FakePolygonContainer proxy = FakePolygonContainer.of(GuestContainer.image())) {
      market.withNetwork(network).withNetworkAliases("market").start();
      assertThat(market.networkUrl()).isEqualTo("ws://market:8765/stocks");

      proxy.withNetwork(network).withUpstream(market.networkUrl(), "good").withApiKeys("mine");
      proxy.start();
      try (RecordingClient client =
          new RecordingClient().connect(proxy.url()).authenticate(proxy.apiKey())) {
        client.subscribe("T.ACME");
        market.polygon().awaitSubscribed("T.ACME");
        market.polygon().clock().advance(Duration.ofSeconds(1));

        client.awaitReceived("ten trades", received -> received.trades().size() == 10);
      }
    }
  }

  @Test
  void aFailedTestIsToldWhatHappenedInIt() throws IOException {
    market.start();
    RecordingClient.connectedTo(market.polygon()).close();
    AssertionError failure = new AssertionError("on purpose");

    market.afterTest(new Description(), Optional.of(failure));

    String story = failure.getSuppressed()[0].toString();
    assertThat(story)
        .startsWith("The container of the failed test, " + market.imageName())
        .contains("connection 1 said {\"action\":\"auth\",\"params\":\"…\"}")
        .contains("  log")
        .doesNotContain("\"good\"");
    Path file = Path.of(story.substring(story.indexOf("the whole story: ") + 17));
    assertThat(Files.readString(file)).contains("connection 1 was told");
    Files.delete(file);
  }

  @Test
  void aContainerThatHasDiedHidesNoFailure() {
    market.start();
    market.getDockerClient().killContainerCmd(market.getContainerId()).exec();
    AssertionError failure = new AssertionError("on purpose");

    market.afterTest(new Description(), Optional.of(failure));

    assertThat(failure.getSuppressed()[0].toString()).contains("cannot be read: ");
  }

  @Test
  void withAKeyStoreItSpeaksWss(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("market.p12");
    makeKeyStore(file);
    KeyStore keyStore = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());

    market.withTls(file, PASSWORD).start();

    assertThat(market.url()).startsWith("wss://");
    try (RecordingClient client =
        new RecordingClient().trusting((X509Certificate) keyStore.getCertificate("market"))) {
      client.connect(market.url()).authenticate(market.apiKey()).subscribe("T.ACME");
    }
  }

  @Test
  void outsideOfANetworkItHasNoNetworkUrl() {
    assertThatIllegalStateException()
        .isThrownBy(market::networkUrl)
        .withMessage(
            "This container is in no network, where others could find it by an alias."
                + " Write .withNetwork(network).withNetworkAliases(\"market\")");
  }

  private static void makeKeyStore(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "market",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
  }

  private record Description() implements TestDescription {
    @Override
    public String getTestId() {
      return "test";
    }

    @Override
    public String getFilesystemFriendlyName() {
      return "test";
    }
  }
}
