package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.server.RawClient;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** For the one official client that speaks wss only. */
class TlsTest {
  private final Tls tls = Tls.selfSigned();

  @Test
  void aClientThatTrustsTheCertificateIsServed() throws Exception {
    try (FakePolygonServer polygon =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(tls).build());
        TestClient client = TestClient.connect(trusting(tls), polygon.url())) {
      client.authenticate("key");
      client.subscribe("T.FAKETICKER");
      polygon.clock().advance(Duration.ofMinutes(10));

      assertThat(polygon.url()).startsWith("wss://127.0.0.1:");
      assertThat(client.events()).isEqualTo(polygon.tape().of("T.FAKETICKER").elapsed().toList());
    }
  }

  @Test
  void theNameLocalhostIsGoodToo() throws Exception {
    try (FakePolygonServer polygon =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(tls).build());
        TestClient client =
            TestClient.connect(trusting(tls), polygon.url().replace("127.0.0.1", "localhost"))) {
      client.authenticate("key");
    }
  }

  @Test
  void aBadKeyIsToldBeforeTheDrop() throws Exception {
    try (FakePolygonServer polygon =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(tls).apiKeys("good").build());
        TestClient client = TestClient.connect(trusting(tls), polygon.url())) {
      client.nextFrame();
      client.send("{\"action\":\"auth\",\"params\":\"bad\"}");

      assertThat(client.nextFrame()).contains("auth_failed");
      assertThat(client.end()).isEqualTo("failed");
    }
  }

  @Test
  void whatFaultsMakeOfItIsEncryptedToo() throws Exception {
    try (FakePolygonServer polygon =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(tls).build());
        TestClient client = TestClient.connect(trusting(tls), polygon.url())) {
      client.authenticate("key");
      client.subscribe("T.FAKETICKER");
      polygon.faults().order("GAP after 2; TRUNCATED_FRAME after 5 on T.FAKETICKER");

      polygon.clock().advance(Duration.ofSeconds(1), Delivery.QUEUED);

      List<String> due = polygon.tape().of("T.FAKETICKER").elapsed().lines().toList();
      for (int i : List.of(0, 1, 3, 4, 5)) {
        assertThat(client.nextFrame()).isEqualTo("[" + due.get(i) + "]");
      }
      assertThat(client.end()).isEqualTo("failed");
    }
  }

  @Test
  void aClientThatDoesNotTrustItEndsTheConnection() {
    try (FakePolygonServer polygon =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(tls).build());
        TestClient client = TestClient.connect(polygon.url())) {
      assertThat(client.end()).isEqualTo("failed");
    }
  }

  @Test
  void aClientThatSpeaksNoTlsIsNotHeld() {
    try (FakePolygonServer polygon =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(tls).build());
        RawClient client = RawClient.open(polygon.url())) {
      client.sendText("GET / HTTP/1.1\r\n\r\n");

      assertThat(client.readToEnd()).doesNotContain("HTTP");
    }
  }

  @Test
  void aKeyStoreWithoutAKeyIsRefused() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, new char[0]);

    assertThatThrownBy(() -> Tls.of(empty, new char[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The key store cannot be used: it holds no private key with an X.509 certificate");
  }

  static OkHttpClient trusting(Tls tls) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, new char[0]);
    trusted.setCertificateEntry("fake-polygon", tls.certificate());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] managers = factory.getTrustManagers();
    context.init(null, managers, new SecureRandom());
    return new OkHttpClient.Builder()
        .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) managers[0])
        .build();
  }
}
