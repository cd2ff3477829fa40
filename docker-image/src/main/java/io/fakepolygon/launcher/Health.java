package io.fakepolygon.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.server.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * {@code fake-polygon health}: asks the server on this machine that the same settings have started
 * whether it is up. For a container's health check, so it takes as little of Java as can be.
 */
final class Health {
  private static final String COMMAND = "health";
  private static final int PATIENCE_MS = 2_000;

  private Health() {}

  static boolean isAskedFor(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(COMMAND);
  }

  /**
   * {@return what the server says of itself, one line}
   *
   * @throws UnusableException if it is not up, or cannot be asked
   */
  static String ask(Settings settings) {
    ServerOptions server = Plan.addressAlone(settings);
    if (server.port() == 0) {
      throw new UnusableException(
          "%s is '0', a port that the server picked by itself. Set it to a port of your choice to ask after its health."
              .formatted(settings.orDefault(Setting.PORT).name()));
    }
    boolean tls = settings.given(Setting.TLS_KEY_STORE).isPresent();
    try {
      URI uri =
          new URI(
              tls ? "https" : "http",
              null,
              reachable(server.host()),
              server.port(),
              "/health",
              null,
              null);
      return ask(uri);
    } catch (URISyntaxException | UnknownHostException e) {
      throw new UnusableException(
          "%s is '%s', and there is no such address to ask."
              .formatted(settings.orDefault(Setting.HOST).name(), server.host()));
    }
  }

  private static String ask(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      if (connection instanceof HttpsURLConnection https) {
        trustAnybody(https);
      }
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new UnusableException(
            "%s answers with %d.".formatted(uri, connection.getResponseCode()));
      }
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), UTF_8).strip();
      }
    } catch (IOException e) {
      throw new UnusableException("%s does not answer: %s".formatted(uri, e.getMessage()));
    }
  }

  // All addresses is nothing that can be connected to.
  private static String reachable(String host) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    if (!address.isAnyLocalAddress()) {
      return host;
    }
    return address instanceof Inet6Address ? "::1" : "127.0.0.1";
  }

  // It talks to this machine, where the certificate's name need not lead, and tells no secret.
  private static void trustAnybody(HttpsURLConnection connection) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAnybody()}, new SecureRandom());
      connection.setSSLSocketFactory(context.getSocketFactory());
      connection.setHostnameVerifier((host, session) -> true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has TLS", e);
    }
  }

  private static final class TrustAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
