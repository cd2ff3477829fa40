package io.fakepolygon.testcontainers;

import static java.util.stream.Collectors.joining;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.fakepolygon.AssetClass;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.RemoteHost;
import io.fakepolygon.control.RecordJson;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.SlowClientPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.TestDescription;
import org.testcontainers.lifecycle.TestLifecycleAware;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The image in a container of Testcontainers, which a test drives like a server in its own process.
 *
 * <pre>{@code
 * @Testcontainers
 * class PriceAlertTest {
 *   @Container
 *   private final FakePolygonContainer market = new FakePolygonContainer().withSymbols("FAKETICKER");
 *
 *   @Test
 *   void firesWhenThePriceCrosses() {
 *     try (var alerts = new PriceAlerts(market.url(), market.apiKey(), "T.FAKETICKER", 104.00)) {
 *       FakePolygonServer polygon = market.polygon();
 *       polygon.awaitSubscribed("T.FAKETICKER");
 *
 *       polygon.clock().advance(Duration.ofSeconds(10));
 *
 *       assertThat(alerts.fired()).isEqualTo(1);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Needs Testcontainers 2 on the class path and a Docker engine. The image is that of this
 * library's version, {@code fakepolygon/fake-polygon:<version>}.
 *
 * <p>Its clock is manual, other than that of the bare image: a test moves it. {@link
 * #withRealTimeClock} and {@link #withClockSpeed} let it go by itself.
 *
 * <p>With Testcontainers' own extension for JUnit a failed test is told what the container's
 * clients said and were told, and what the container logged: below the failure, and at length in a
 * file. The file is in the folder that the system property {@code fakepolygon.reportFolder} names,
 * or in the computer's folder for temporary files.
 *
 * <p>As with any container of Testcontainers, one thread sets it up and starts it; then any thread
 * may ask.
 */
public final class FakePolygonContainer extends GenericContainer<FakePolygonContainer>
    implements TestLifecycleAware {
  private static final int PORT = 8765;
  private static final int READABLE_BY_ALL = 0444;
  private static final String BEHAVIORS_INSIDE = "/fake-polygon/behaviors.yaml";
  private static final String SCENARIOS_INSIDE = "/fake-polygon/scenarios.txt";
  private static final String KEY_STORE_INSIDE = "/fake-polygon/key-store.p12";

  private final String imageName;
  private String apiKey = FakePolygonConfig.DEFAULT_API_KEY;
  private boolean speaksTls;
  private @Nullable String controlToken;
  private @Nullable String firstAlias;
  private volatile @Nullable FakePolygonServer view;

  /** A container of the image that goes with this library. */
  public FakePolygonContainer() {
    this(Image.ofThisVersion());
  }

  /** As {@link #FakePolygonContainer(DockerImageName)}. */
  public FakePolygonContainer(String image) {
    this(DockerImageName.parse(image));
  }

  /**
   * A container of another image.
   *
   * @throws IllegalStateException if it is neither {@code fakepolygon/fake-polygon} nor declared to
   *     be like it: {@code name.asCompatibleSubstituteFor("fakepolygon/fake-polygon")}
   */
  public FakePolygonContainer(DockerImageName image) {
    super(image);
    image.assertCompatibleWith(Image.ofAnyVersion());
    imageName = image.asCanonicalNameString();
    withExposedPorts(PORT);
    waitingFor(Readiness.over(false));
    withManualClock();
    // Docker opens its port to the whole network.
    withControlToken(UUID.randomUUID().toString());
  }

  /**
   * {@return a container of the image of this name, whatever it is called, or of that which goes
   * with this library}
   */
  public static FakePolygonContainer of(Optional<String> image) {
    return image
        .map(DockerImageName::parse)
        .map(name -> name.asCompatibleSubstituteFor(Image.ofAnyVersion()))
        .map(FakePolygonContainer::new)
        .orElseGet(FakePolygonContainer::new);
  }

  /** Same seed, same market. Default 42. */
  public FakePolygonContainer withSeed(long seed) {
    return with("FAKE_DATA_SEED", seed);
  }

  /** Tickers in canonical order; {@code "*"} alone for any that is asked for. */
  public FakePolygonContainer withSymbols(String... symbols) {
    return with("FAKE_DATA_SYMBOLS", String.join(",", symbols));
  }

  /** The channels of the plan. Default T, Q, A, AM. */
  public FakePolygonContainer withChannels(Channel... channels) {
    return with(
        "FAKE_DATA_TYPES", Arrays.stream(channels).map(Channel::name).collect(joining(",")));
  }

  /** The distance of two steps of the market, whole milliseconds. Default 100 ms. */
  public FakePolygonContainer withInterval(Duration interval) {
    return with("FAKE_DATA_INTERVAL_MS", interval.toMillis());
  }

  /** The price around which the market swings, US dollars. Default 100. */
  public FakePolygonContainer withBasePriceUsd(double usd) {
    return with("FAKE_DATA_BASE_PRICE", BigDecimal.valueOf(usd).toPlainString());
  }

  /** How far it swings to each side, US dollars. Default 5. */
  public FakePolygonContainer withAmplitudeUsd(double usd) {
    return with("FAKE_DATA_PRICE_AMPLITUDE", BigDecimal.valueOf(usd).toPlainString());
  }

  /** How long one swing takes. Default 10 s. */
  public FakePolygonContainer withPeriod(Duration period) {
    return with("FAKE_DATA_PRICE_PERIOD_SECS", seconds(period));
  }

  /** How prices move and when trades happen. Default OSCILLATING. */
  public FakePolygonContainer withMode(MarketMode mode) {
    return with("FAKE_DATA_MODE", mode);
  }

  /**
   * What happens to the market, as text: {@code GAP_UP at 10m strength 8 on FAKETICKER}. Default:
   * nothing.
   *
   * @see io.fakepolygon.market.ScenarioText
   */
  public FakePolygonContainer withScenario(String... scenarios) {
    return with("FAKE_DATA_SCENARIO", String.join("; ", scenarios));
  }

  /**
   * What goes wrong, as text: {@code DROP on Q.FAKETICKER after 3}. It is ordered before anybody
   * connects; more by {@code polygon().faults()}. Default: nothing.
   *
   * @see io.fakepolygon.fault.Fault
   */
  public FakePolygonContainer withFaults(String... faults) {
    return with("FAKE_DATA_FAULTS", String.join("; ", faults));
  }

  /** Scenarios and faults of a text file of this computer, one on a line, besides those. */
  public FakePolygonContainer withScenarioFile(Path file) {
    return withCopyFileToContainer(
            MountableFile.forHostPath(file, READABLE_BY_ALL), SCENARIOS_INSIDE)
        .with("FAKE_DATA_SCENARIO_FILE", SCENARIOS_INSIDE);
  }

  /**
   * Whether there is a market on US trading days from 04:00 to 20:00 New York time only. Default:
   * it never closes.
   */
  public FakePolygonContainer withMarketHours(boolean respected) {
    return with("FAKE_DATA_RESPECT_MARKET_HOURS", respected);
  }

  /** How symbols behave. They are those of the market, unless {@link #withSymbols} names some. */
  public FakePolygonContainer withBehaviors(Map<String, Behavior> behaviors) {
    return withCopyToContainer(Transferable.of(RecordJson.text(behaviors)), BEHAVIORS_INSIDE)
        .with("FAKE_DATA_BEHAVIORS", BEHAVIORS_INSIDE);
  }

  /** How symbols behave, in a file of this computer, YAML or JSON. */
  public FakePolygonContainer withBehaviors(Path file) {
    return withCopyFileToContainer(
            MountableFile.forHostPath(file, READABLE_BY_ALL), BEHAVIORS_INSIDE)
        .with("FAKE_DATA_BEHAVIORS", BEHAVIORS_INSIDE);
  }

  /** How long after its window a bar is sent, whole milliseconds. Default zero: at once. */
  public FakePolygonContainer withBarDelay(Duration delay) {
    return with("FAKE_DATA_BAR_DELAY_MS", delay.toMillis());
  }

  /**
   * Whether there are fake symbols. Default: there are, unless there is a real feed, {@link
   * #withUpstream}.
   */
  public FakePolygonContainer withFakeData(boolean enabled) {
    return with("ENABLE_FAKE_DATA", enabled);
  }

  /** A clock that stands until it is moved, the default: {@code polygon().clock()}. */
  public FakePolygonContainer withManualClock() {
    return with("FAKE_DATA_CLOCK", "manual");
  }

  /** A clock that starts at the computer's time and goes at its pace. */
  public FakePolygonContainer withRealTimeClock() {
    return with("FAKE_DATA_CLOCK", "realtime");
  }

  /** A clock that moves by itself, so many market seconds per second, from {@link #withStart}. */
  public FakePolygonContainer withClockSpeed(double speed) {
    return with("FAKE_DATA_CLOCK", "speed:" + BigDecimal.valueOf(speed).toPlainString());
  }

  /** Where market time begins, unless it is real time. Default 2024-01-02T14:30:00Z. */
  public FakePolygonContainer withStart(Instant start) {
    return with("FAKE_DATA_START", start);
  }

  /** The keys that are good. Default: any non-empty key is. */
  public FakePolygonContainer withApiKeys(String... keys) {
    apiKey = keys.length == 0 ? FakePolygonConfig.DEFAULT_API_KEY : keys[0];
    return with("PROXY_API_KEYS", String.join(",", keys));
  }

  /**
   * Speaks {@code wss}, with the key and certificate of a PKCS#12 file of this computer. For {@link
   * #polygon} the certificate has to be one that this JVM trusts.
   *
   * @param password what opens the file; may be empty
   */
  public FakePolygonContainer withTls(Path keyStore, String password) {
    speaksTls = true;
    waitingFor(Readiness.over(true));
    return withCopyFileToContainer(
            MountableFile.forHostPath(keyStore, READABLE_BY_ALL), KEY_STORE_INSIDE)
        .with("TLS_KEY_STORE", KEY_STORE_INSIDE)
        .with("TLS_KEY_STORE_PASSWORD", password);
  }

  /** Most connections in all. Default 10,000. */
  public FakePolygonContainer withMostConnections(int most) {
    return with("MAX_CONNECTIONS", most);
  }

  /** Most topics that one connection may hold. Default 100,000. */
  public FakePolygonContainer withMostTopicsPerConnection(int most) {
    return with("MAX_SUBSCRIPTIONS", most);
  }

  /** The largest message that a client may send. Default 1 MiB. */
  public FakePolygonContainer withLargestMessageBytes(int bytes) {
    return with("MAX_MESSAGE_BYTES", bytes);
  }

  /** How many messages a second are read of one client. Default 1,000. */
  public FakePolygonContainer withMostMessagesPerSecond(int most) {
    return with("MAX_MESSAGES_PER_SECOND", most);
  }

  /** What becomes of a client that does not take what it is sent. Default: disconnected. */
  public FakePolygonContainer withSlowClients(SlowClientPolicy policy) {
    return with("SLOW_CLIENT_POLICY", policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /**
   * When a client is too slow: when more than {@code softBytes} have waited for it for {@code
   * softFor}, or more than {@code hardBytes} wait. Default 4 MiB, 10 s, 16 MiB.
   */
  public FakePolygonContainer withSlowClientLimits(
      long softBytes, Duration softFor, long hardBytes) {
    return with("SLOW_CLIENT_SOFT_BYTES", softBytes)
        .with("SLOW_CLIENT_SOFT_SECS", seconds(softFor))
        .with("SLOW_CLIENT_HARD_BYTES", hardBytes);
  }

  /**
   * A proxy: the real feed, or what plays it, as the container sees it. It asks for {@link
   * #withApiKeys}, and {@link #polygon} for {@link #withControlApi}.
   *
   * @param url such as {@code ws://feed:8765/stocks}, another container's {@link #networkUrl}
   * @param key what it asks for
   */
  public FakePolygonContainer withUpstream(String url, String key) {
    return with("POLYGON_UPSTREAM_URL", url).with("POLYGON_API_KEY", key);
  }

  /** How long the real feed still sends a topic after its last client has left. Default 30 s. */
  public FakePolygonContainer withUpstreamLinger(Duration linger) {
    return with("UPSTREAM_LINGER_SECS", seconds(linger));
  }

  /** How long the real feed may answer no ping until it is connected to anew. Default 30 s. */
  public FakePolygonContainer withUpstreamStallTimeout(Duration longest) {
    return with("UPSTREAM_STALL_SECS", seconds(longest));
  }

  /** The longest pause between two tries to reach the real feed. Default 30 s. */
  public FakePolygonContainer withLongestUpstreamRetryWait(Duration longest) {
    return with("UPSTREAM_LONGEST_RETRY_SECS", seconds(longest));
  }

  /**
   * Whether it can be driven from outside, without which there is no {@link #polygon}. Default: it
   * can, unless it is a proxy.
   */
  public FakePolygonContainer withControlApi(boolean open) {
    return with("CONTROL_API", open ? "on" : "off");
  }

  /** Whether a browser that opens its port is shown the market and who listens. Default: it is. */
  public FakePolygonContainer withLivePage(boolean shown) {
    return with("LIVE_PAGE", shown ? "on" : "off");
  }

  /**
   * What whoever drives it from outside has to show. Default: what {@link #polygon} alone knows,
   * for Docker opens its port to the whole network.
   */
  public FakePolygonContainer withControlToken(String token) {
    controlToken = token;
    return with("CONTROL_TOKEN", token);
  }

  @Override
  public FakePolygonContainer withNetworkAliases(String... aliases) {
    if (firstAlias == null && aliases.length > 0) {
      firstAlias = aliases[0];
    }
    return super.withNetworkAliases(aliases);
  }

  /**
   * {@return the name of the image, with its tag} Other than Testcontainers' own method it pulls
   * nothing.
   */
  public String imageName() {
    return imageName;
  }

  /** {@return where this computer finds stocks, such as {@code ws://localhost:32768/stocks}} */
  public String url() {
    return url(AssetClass.STOCKS);
  }

  /** {@return where this computer finds an asset class} */
  public String url(AssetClass assetClass) {
    return address("ws", getHost(), getMappedPort(PORT)) + assetClass.path();
  }

  /**
   * {@return where other containers of its network find stocks, by the first alias: {@code
   * ws://market:8765/stocks}}
   *
   * @throws IllegalStateException if it is in no network
   */
  public String networkUrl() {
    if (getNetwork() == null) {
      throw new IllegalStateException(
          "This container is in no network, where others could find it by an alias. Write .withNetwork(network).withNetworkAliases(\"market\")");
    }
    String alias = firstAlias == null ? getNetworkAliases().get(0) : firstAlias;
    return address("ws", alias, PORT) + AssetClass.STOCKS.path();
  }

  /** {@return where this computer finds health, metrics and control API} */
  public String httpUrl() {
    return address("http", getHost(), getMappedPort(PORT));
  }

  /** {@return a key that is good} */
  public String apiKey() {
    return apiKey;
  }

  /**
   * {@return the market in the container, with its clock, tape and journal} Each call has the same
   * one while the container runs. Its {@code close} leaves the container running.
   */
  public FakePolygonServer polygon() {
    FakePolygonServer known = view;
    return known == null ? openView() : known;
  }

  /** {@return where worlds of their own can be had} */
  public RemoteHost host() {
    RemoteHost host = RemoteHost.of(httpUrl());
    return controlToken == null ? host : host.withToken(controlToken);
  }

  /** Tells a failed test what happened in the container. */
  @Override
  public void afterTest(TestDescription test, Optional<Throwable> failure) {
    failure.ifPresent(thrown -> ContainerStory.of(this).tell(thrown, test));
  }

  @Override
  protected void containerIsStopped(InspectContainerResponse container) {
    closeView();
  }

  private synchronized void closeView() {
    FakePolygonServer known = view;
    if (known != null) {
      known.close();
      view = null;
    }
  }

  private synchronized FakePolygonServer openView() {
    if (view == null) {
      view = host().view();
    }
    return Objects.requireNonNull(view);
  }

  private FakePolygonContainer with(String setting, Object value) {
    return withEnv(setting, value.toString());
  }

  private String address(String scheme, String host, int port) {
    return "%s%s://%s:%d".formatted(scheme, speaksTls ? "s" : "", host, port);
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
  }
}
