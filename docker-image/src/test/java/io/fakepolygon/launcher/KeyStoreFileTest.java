package io.fakepolygon.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fakepolygon.FakePolygonServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that proves who it is with an operator's file, made by the commands of the
 * documentation.
 */
class KeyStoreFileTest {
  private static final Path REFERENCE = Path.of("../docs/configuration.md");
  private static final String FILE = "fake-polygon.p12";
  private static final String PASSWORD = "open sesame";

  @TempDir static Path made;
  @TempDir Path directory;
  private Desk desk;

  @BeforeAll
  static void makeOne() throws Exception {
    run(made, "keytool");
  }

  @BeforeEach
  void sitDown() throws IOException {
    Files.copy(made.resolve(FILE), directory.resolve(FILE));
    desk = new Desk(directory);
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  @Test
  void keytoolsFileIsUsed() throws Exception {
    desk.export("TLS_KEY_STORE_PASSWORD", PASSWORD);

    FakePolygonServer server = desk.start("--port=0", "--tls-key-store", FILE);

    assertThat(desk.printed()).contains("Connect to  wss://127.0.0.1:").doesNotContain(PASSWORD);
    assertThat(isTrusted(server)).isTrue();
  }

  @Test
  void healthIsAskedOverTlsWhateverTheCertificatesName() {
    desk.export("TLS_KEY_STORE", FILE).export("TLS_KEY_STORE_PASSWORD", PASSWORD);
    FakePolygonServer server = desk.start("--port=0");
    desk.export("PORT", Integer.toString(URI.create(server.url()).getPort()));

    assertThat(desk.run("health")).as(desk.printedAsError()).isEqualTo(new Outcome.Ended(0));
  }

  @Test
  void openSslsFileIsUsed() throws Exception {
    assumeThat(isOnThePath("openssl")).isTrue();
    KeyStore keyStore = load(directory.resolve(FILE));
    String alias = keyStore.aliases().nextElement();
    writePem("cert.pem", "CERTIFICATE", keyStore.getCertificate(alias).getEncoded());
    writePem("key.pem", "PRIVATE KEY", keyStore.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    Files.delete(directory.resolve(FILE));

    run(directory, "openssl");

    desk.export("TLS_KEY_STORE", FILE).export("TLS_KEY_STORE_PASSWORD", PASSWORD);
    assertThat(isTrusted(desk.start("--port=0"))).isTrue();
  }

  @Test
  void anotherPasswordIsRefusedWithoutShowingIt() {
    desk.export("TLS_KEY_STORE_PASSWORD", "secret");

    assertThat(desk.refusal("--tls-key-store", FILE))
        .isEqualTo(
            "--tls-key-store is 'fake-polygon.p12'. TLS_KEY_STORE_PASSWORD does not open it.");
  }

  @Test
  void noPasswordIsAnotherToo() {
    assertThat(desk.refusal("--tls-key-store", FILE))
        .isEqualTo(
            "--tls-key-store is 'fake-polygon.p12'. TLS_KEY_STORE_PASSWORD does not open it.");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    desk.write(".env", "TLS_KEY_STORE=key.pem", "TLS_KEY_STORE_PASSWORD=secret");
    desk.write("key.pem", "-----BEGIN PRIVATE KEY-----");

    assertThat(desk.refusal())
        .isEqualTo(
            "TLS_KEY_STORE in .env is 'key.pem'. It cannot be read as PKCS#12;"
                + " docs/configuration.md says how to make such a file.");
  }

  @Test
  void aFileWithoutAKeyIsRefused() throws Exception {
    KeyStore keyStore = load(directory.resolve(FILE));
    String alias = keyStore.aliases().nextElement();
    KeyStore certificateAlone = KeyStore.getInstance("PKCS12");
    certificateAlone.load(null, null);
    certificateAlone.setCertificateEntry(alias, keyStore.getCertificate(alias));
    try (OutputStream out = Files.newOutputStream(directory.resolve("cert.p12"))) {
      certificateAlone.store(out, PASSWORD.toCharArray());
    }
    desk.export("TLS_KEY_STORE_PASSWORD", PASSWORD);

    assertThat(desk.refusal("--tls-key-store", "cert.p12"))
        .isEqualTo(
            "--tls-key-store is 'cert.p12'. It holds no private key with its certificate that can be"
                + " used.");
  }

  /** Whether a client that trusts the file's certificate, and no other, is served by that name. */
  private boolean isTrusted(FakePolygonServer server) throws Exception {
    KeyStore keyStore = load(directory.resolve(FILE));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "server", keyStore.getCertificate(keyStore.aliases().nextElement()));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), new SecureRandom());
    URI url = URI.create(server.url());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
      socket.startHandshake();
      return socket.getSession().isValid();
    }
  }

  private void writePem(String file, String type, byte[] content) throws IOException {
    desk.write(
        file,
        "-----BEGIN " + type + "-----",
        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content),
        "-----END " + type + "-----");
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keyStore.load(in, PASSWORD.toCharArray());
    }
    return keyStore;
  }

  /** Runs the documentation's line that begins with a program's name. */
  private static void run(Path where, String program) throws Exception {
    String command =
        Files.readAllLines(REFERENCE).stream()
            .filter(line -> line.startsWith(program + " "))
            .findFirst()
            .orElseThrow();
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command).directory(where.toFile()).redirectErrorStream(true);
    builder.environment().put("TLS_KEY_STORE_PASSWORD", PASSWORD);
    builder.environment().put("PATH", path());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static String path() {
    return Path.of(System.getProperty("java.home"), "bin")
        + File.pathSeparator
        + System.getenv("PATH");
  }

  private static boolean isOnThePath(String program) {
    return java.util.Arrays.stream(path().split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
