package io.fakepolygon.junit5;

import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The OkHttp client behind all recording clients of a JVM: one set of threads, bounded, which end a
 * second after they were last needed.
 */
final class ClientHttp {
  /** Each open WebSocket holds one thread; more than these wait for their turn. */
  static final int MOST_CONNECTIONS = 1_024;

  private static final int IDLE_SECONDS = 1;

  // Without TLS, which would read the JDK's certificates at the first start: 100 ms.
  private static final OkHttpClient PLAIN =
      new OkHttpClient.Builder()
          .dispatcher(dispatcher())
          .connectionPool(new ConnectionPool(0, IDLE_SECONDS, TimeUnit.SECONDS))
          .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
          .proxy(Proxy.NO_PROXY)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private ClientHttp() {}

  static OkHttpClient plain() {
    return PLAIN;
  }

  /** {@return a client with the same threads that speaks TLS, and trusts whom the JDK trusts} */
  static OkHttpClient overTls() {
    return PLAIN.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
  }

  /** {@return a client with the same threads that speaks TLS, and trusts one server} */
  static OkHttpClient trusting(X509Certificate certificate) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("fake-polygon", certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {trust}, null);
      return overTls().newBuilder().sslSocketFactory(tls.getSocketFactory(), trust).build();
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalArgumentException("The certificate cannot be used: " + e.getMessage(), e);
    }
  }

  private static Dispatcher dispatcher() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            MOST_CONNECTIONS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "fake-polygon-client");
              thread.setDaemon(true);
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(MOST_CONNECTIONS);
    return dispatcher;
  }
}
