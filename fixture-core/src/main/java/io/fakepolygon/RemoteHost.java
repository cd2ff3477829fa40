package io.fakepolygon;

import io.fakepolygon.control.ControlClient;
import io.fakepolygon.control.Health;
import io.fakepolygon.control.Product;
import io.fakepolygon.control.WorldInfo;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A FakePolygon that runs elsewhere, in another process or a container, with its control API open:
 * what stands there can be used as what {@link FakePolygonServer#start} starts in this JVM.
 *
 * <pre>{@code
 * try (FakePolygonServer polygon = RemoteHost.of("http://localhost:8765").start(config)) {
 *   polygon.clock().advance(Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>Any thread may call.
 *
 * @param url where it listens, such as {@code http://localhost:8765}
 * @param token what {@code CONTROL_TOKEN} is over there; null where there is none
 */
public record RemoteHost(URI url, @Nullable String token) {

  /**
   * A host.
   *
   * @throws IllegalArgumentException if the URL has no host, or is not of http, https, ws or wss
   */
  public RemoteHost {
    url = baseOf(url);
  }

  /** {@return the host at a URL, which is asked nothing yet} */
  public static RemoteHost of(String url) {
    return new RemoteHost(URI.create(url), null);
  }

  /** {@return the same, asked with a token} */
  public RemoteHost withToken(String value) {
    return new RemoteHost(url, value);
  }

  /**
   * {@return the server that runs there, whose end is not ours: {@code close} leaves it running}
   *
   * @throws UncheckedIOException if nobody answers
   * @throws IllegalStateException if it is another version than this, whose market may be another;
   *     if its control API is shut; if the token is wrong
   */
  public FakePolygonServer view() {
    ControlClient server = client();
    String specification = server.text("/control/v1/spec");
    return new RemoteServer(
        server, FakePolygonConfig.fromJson(specification).servedElsewhere().build());
  }

  /**
   * Starts a world of its own there, on the same port: another market with its own clock, keys and
   * connections. Closing it ends it. Its journal is then readable as it stood just before, unless
   * more than 20,000 frames were sent: of a longer one, ask before the end.
   *
   * @throws IllegalArgumentException if the configuration asks for what only a server in this JVM
   *     can have: an address, a port, TLS, a real feed, a control token
   * @throws UncheckedIOException if nobody answers
   * @throws IllegalStateException as {@link #view}
   */
  public FakePolygonServer start(FakePolygonConfig config) {
    refuseWhatIsOfThisJvm(config);
    ControlClient host = client();
    WorldInfo world = host.post("/control/v1/worlds", config.toJson(), WorldInfo.class);
    return new RemoteServer.Guest(host.at(world.path()), config, host, world.id());
  }

  /**
   * {@return which version of FakePolygon runs there}
   *
   * @throws UncheckedIOException if nobody answers
   */
  public String version() {
    return versionOf(new ControlClient(url, token));
  }

  private ControlClient client() {
    ControlClient client = new ControlClient(url, token);
    String theirs = versionOf(client);
    if (!theirs.equals(Product.version())) {
      throw new IllegalStateException(
          "The FakePolygon at %s is version %s and this library is %s, whose market may be another. Use one version on both sides"
              .formatted(url, theirs, Product.version()));
    }
    return client;
  }

  private static String versionOf(ControlClient client) {
    return client.get("/health", Health.class).version();
  }

  private static void refuseWhatIsOfThisJvm(FakePolygonConfig config) {
    FakePolygonConfig standard = FakePolygonConfig.builder().build();
    List<String> refused =
        Stream.of(
                config.tls() == null ? "" : "tls",
                config.upstream() == null ? "" : "upstream",
                config.server().port() == 0 ? "" : "port",
                config.server().host().equals(standard.server().host()) ? "" : "host",
                config.control().equals(standard.control())
                    ? ""
                    : "controlApi, controlToken and livePage")
            .filter(name -> !name.isEmpty())
            .toList();
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "A world on a server elsewhere takes address, TLS, feed and control API from that server. Leave out %s, or run this one in process"
              .formatted(String.join(", ", refused)));
    }
  }

  private static URI baseOf(URI url) {
    String scheme = String.valueOf(url.getScheme());
    String http =
        switch (scheme) {
          case "http", "ws" -> "http";
          case "https", "wss" -> "https";
          default ->
              throw new IllegalArgumentException(
                  "'%s' is no URL of a server. Write one such as http://localhost:8765"
                      .formatted(url));
        };
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          "'%s' names no host. Write a URL such as http://localhost:8765".formatted(url));
    }
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return URI.create(http + "://" + url.getHost() + port);
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "RemoteHost[" + url + "]";
  }
}
