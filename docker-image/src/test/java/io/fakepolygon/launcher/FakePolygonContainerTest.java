package io.fakepolygon.launcher;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.SlowClientPolicy;
import io.fakepolygon.testcontainers.FakePolygonContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.utility.DockerImageName;

/** The container of the extension, as far as it can be set up without Docker. */
class FakePolygonContainerTest {
  private static final Path KEY_STORE = Path.of("pom.xml");

  /** How a container is told each setting, and the text that the launcher then reads. */
  private static final Map<Setting, Told> TOLD =
      Map.ofEntries(
          told(Setting.ENABLE_FAKE_DATA, "true", it -> it.withFakeData(true)),
          told(Setting.FAKE_DATA_SYMBOLS, "ONE,TWO", it -> it.withSymbols("ONE", "TWO")),
          told(Setting.FAKE_DATA_TYPES, "T,AM", it -> it.withChannels(Channel.T, Channel.AM)),
          told(Setting.FAKE_DATA_INTERVAL_MS, "250", it -> it.withInterval(Duration.ofMillis(250))),
          told(Setting.FAKE_DATA_SEED, "-7", it -> it.withSeed(-7)),
          told(Setting.FAKE_DATA_MODE, "REALISTIC", it -> it.withMode(MarketMode.REALISTIC)),
          told(Setting.FAKE_DATA_BASE_PRICE, "20.5", it -> it.withBasePriceUsd(20.5)),
          told(Setting.FAKE_DATA_PRICE_AMPLITUDE, "0.25", it -> it.withAmplitudeUsd(0.25)),
          told(
              Setting.FAKE_DATA_PRICE_PERIOD_SECS,
              "60",
              it -> it.withPeriod(Duration.ofMinutes(1))),
          told(
              Setting.FAKE_DATA_SCENARIO,
              "GAP_UP; LATE_PRINTS at 5m",
              it -> it.withScenario("GAP_UP", "LATE_PRINTS at 5m")),
          told(
              Setting.FAKE_DATA_FAULTS,
              "DROP on Q.FAKETICKER after 3; GAP at 5m",
              it -> it.withFaults("DROP on Q.FAKETICKER after 3", "GAP at 5m")),
          told(
              Setting.FAKE_DATA_SCENARIO_FILE,
              "/fake-polygon/scenarios.txt",
              it -> it.withScenarioFile(KEY_STORE)),
          told(Setting.FAKE_DATA_RESPECT_MARKET_HOURS, "true", it -> it.withMarketHours(true)),
          told(
              Setting.FAKE_DATA_BEHAVIORS,
              "/fake-polygon/behaviors.yaml",
              it -> it.withBehaviors(Map.of("AAPL", Behavior.DEFAULT))),
          told(
              Setting.FAKE_DATA_BAR_DELAY_MS,
              "1500",
              it -> it.withBarDelay(Duration.ofMillis(1_500))),
          told(Setting.FAKE_DATA_CLOCK, "speed:60.0", it -> it.withClockSpeed(60)),
          told(
              Setting.FAKE_DATA_START,
              "2024-07-05T15:00:00Z",
              it -> it.withStart(Instant.parse("2024-07-05T15:00:00Z"))),
          told(Setting.CONTROL_API, "on", it -> it.withControlApi(true)),
          told(Setting.LIVE_PAGE, "off", it -> it.withLivePage(false)),
          told(Setting.CONTROL_TOKEN, "secret", it -> it.withControlToken("secret")),
          told(
              Setting.TLS_KEY_STORE,
              "/fake-polygon/key-store.p12",
              it -> it.withTls(KEY_STORE, "changeit")),
          told(Setting.TLS_KEY_STORE_PASSWORD, "changeit", it -> it.withTls(KEY_STORE, "changeit")),
          told(Setting.MAX_CONNECTIONS, "9", it -> it.withMostConnections(9)),
          told(Setting.MAX_SUBSCRIPTIONS, "9", it -> it.withMostTopicsPerConnection(9)),
          told(Setting.MAX_MESSAGE_BYTES, "2048", it -> it.withLargestMessageBytes(2048)),
          told(Setting.MAX_MESSAGES_PER_SECOND, "9", it -> it.withMostMessagesPerSecond(9)),
          told(Setting.PROXY_API_KEYS, "alice,bob", it -> it.withApiKeys("alice", "bob")),
          told(
              Setting.SLOW_CLIENT_POLICY,
              "conflate-quotes",
              it -> it.withSlowClients(SlowClientPolicy.CONFLATE_QUOTES)),
          told(Setting.SLOW_CLIENT_SOFT_BYTES, "65536", FakePolygonContainerTest::slowness),
          told(Setting.SLOW_CLIENT_SOFT_SECS, "0.5", FakePolygonContainerTest::slowness),
          told(Setting.SLOW_CLIENT_HARD_BYTES, "131072", FakePolygonContainerTest::slowness),
          told(Setting.POLYGON_API_KEY, "vendor", FakePolygonContainerTest::upstream),
          told(Setting.POLYGON_UPSTREAM_URL, "ws://feed:8765/", FakePolygonContainerTest::upstream),
          told(Setting.UPSTREAM_LINGER_SECS, "0", it -> it.withUpstreamLinger(Duration.ZERO)),
          told(
              Setting.UPSTREAM_STALL_SECS,
              "1.5",
              it -> it.withUpstreamStallTimeout(Duration.ofMillis(1_500))),
          told(
              Setting.UPSTREAM_LONGEST_RETRY_SECS,
              "100",
              it -> it.withLongestUpstreamRetryWait(Duration.ofSeconds(100))));

  /** Settings that a container is not told, and why. */
  private static final Map<Setting, String> NOT_TOLD =
      Map.of(
          Setting.HOST, "the image sets it: nobody could reach a container's own loopback",
          Setting.PORT, "within its own network it is 8765, and outside Docker picks one");

  @Test
  void thereIsAMethodForEachSettingButThoseThatMakeNoSense() {
    Set<Setting> all = EnumSet.copyOf(TOLD.keySet());
    all.addAll(NOT_TOLD.keySet());

    assertThat(all).isEqualTo(EnumSet.allOf(Setting.class));
    assertThat(TOLD).doesNotContainKeys(NOT_TOLD.keySet().toArray(Setting[]::new));
  }

  @ParameterizedTest
  @MethodSource("toldSettings")
  void theLauncherReadsWhatTheMethodTells(Setting setting) {
    Told told = TOLD.get(setting);

    String value = told.by.apply(new FakePolygonContainer()).getEnvMap().get(setting.name());

    assertThat(value).isEqualTo(told.text);
    assertThatCode(() -> setting.read(value, FakePolygonConfig.builder()))
        .doesNotThrowAnyException();
  }

  static Set<Setting> toldSettings() {
    return TOLD.keySet();
  }

  @ParameterizedTest
  @EnumSource(SlowClientPolicy.class)
  void everyPolicyIsToldInTheWordsOfTheLauncher(SlowClientPolicy policy) {
    String word =
        new FakePolygonContainer()
            .withSlowClients(policy)
            .getEnvMap()
            .get(Setting.SLOW_CLIENT_POLICY.name());

    assertThatCode(() -> Setting.SLOW_CLIENT_POLICY.read(word, FakePolygonConfig.builder()))
        .doesNotThrowAnyException();
  }

  @Test
  void itsClockIsManualUnlessItIsToldOtherwise() {
    assertThat(clockOf(new FakePolygonContainer())).isEqualTo("manual");
    assertThat(clockOf(new FakePolygonContainer().withRealTimeClock())).isEqualTo("realtime");
    assertThat(clockOf(new FakePolygonContainer().withRealTimeClock().withManualClock()))
        .isEqualTo("manual");
  }

  @Test
  void itsImageIsThatOfThisVersion() throws Exception {
    String version =
        Pattern.compile("<version>(.*?)</version>")
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);

    assertThat(imageOf(new FakePolygonContainer()))
        .isEqualTo("fakepolygon/fake-polygon:" + version);
    assertThat(imageOf(FakePolygonContainer.of(Optional.empty())))
        .isEqualTo("fakepolygon/fake-polygon:" + version);
  }

  @Test
  void anotherImageIsTakenIfItIsSaidToBeLikeIt() {
    DockerImageName other = DockerImageName.parse("registry.example/market:7");

    assertThatIllegalStateException()
        .isThrownBy(() -> new FakePolygonContainer(other))
        .withMessageContaining("fakepolygon/fake-polygon");
    assertThatIllegalStateException().isThrownBy(() -> new FakePolygonContainer("market:7"));
    assertThat(
            imageOf(
                new FakePolygonContainer(
                    other.asCompatibleSubstituteFor("fakepolygon/fake-polygon"))))
        .isEqualTo("registry.example/market:7");
    assertThat(imageOf(FakePolygonContainer.of(Optional.of("market:7")))).isEqualTo("market:7");
    assertThat(imageOf(new FakePolygonContainer("fakepolygon/fake-polygon:0.9")))
        .isEqualTo("fakepolygon/fake-polygon:0.9");
  }

  @Test
  void aFileOfBehavioursIsFoundWhereTheContainerHasIt() {
    assertThat(
            new FakePolygonContainer()
                .withBehaviors(KEY_STORE)
                .getEnvMap()
                .get(Setting.FAKE_DATA_BEHAVIORS.name()))
        .isEqualTo("/fake-polygon/behaviors.yaml");
  }

  @Test
  void itsKeyIsTheFirstThatIsGood() {
    assertThat(new FakePolygonContainer().apiKey()).isEqualTo(FakePolygonConfig.DEFAULT_API_KEY);
    assertThat(new FakePolygonContainer().withApiKeys("alice", "bob").apiKey()).isEqualTo("alice");
  }

  private static String clockOf(FakePolygonContainer container) {
    return container.getEnvMap().get("FAKE_DATA_CLOCK");
  }

  private static String imageOf(FakePolygonContainer container) {
    return container.imageName();
  }

  private static FakePolygonContainer slowness(FakePolygonContainer container) {
    return container.withSlowClientLimits(65_536, Duration.ofMillis(500), 131_072);
  }

  private static FakePolygonContainer upstream(FakePolygonContainer container) {
    return container.withUpstream("ws://feed:8765/", "vendor");
  }

  private static Map.Entry<Setting, Told> told(
      Setting setting, String text, UnaryOperator<FakePolygonContainer> by) {
    return entry(setting, new Told(text, by));
  }

  private record Told(String text, UnaryOperator<FakePolygonContainer> by) {}
}
