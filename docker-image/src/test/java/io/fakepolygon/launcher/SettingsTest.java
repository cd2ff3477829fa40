package io.fakepolygon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.control.ControlOptions;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.DoorLimits;
import io.fakepolygon.server.SlowClientPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(directory);
  }

  @Test
  void withoutAnySettingTwoSymbolsAreServedInRealTimeOnTheUsualPort() {
    FakePolygonConfig config = desk.plan().config();

    assertThat(config)
        .isEqualTo(FakePolygonConfig.builder().realTimeClock().port(8765).controlApi(true).build());
  }

  @Test
  void everySettingReachesTheConfiguration() {
    desk.export("ENABLE_FAKE_DATA", "TRUE")
        .export("FAKE_DATA_SYMBOLS", " AAPL , BRK.A ")
        .export("FAKE_DATA_TYPES", "am, T")
        .export("FAKE_DATA_INTERVAL_MS", "250")
        .export("FAKE_DATA_SEED", "-7")
        .export("FAKE_DATA_MODE", "oscillating")
        .export("FAKE_DATA_BASE_PRICE", "50.5")
        .export("FAKE_DATA_PRICE_AMPLITUDE", "2.25")
        .export("FAKE_DATA_PRICE_PERIOD_SECS", "1.5")
        .export("FAKE_DATA_SCENARIO", "normal")
        .export("FAKE_DATA_RESPECT_MARKET_HOURS", "False")
        .export("FAKE_DATA_CLOCK", "speed:0.5")
        .export("FAKE_DATA_START", "2025-06-02T13:30:00Z")
        .export("CONTROL_API", "on")
        .export("CONTROL_TOKEN", "s3cret")
        .export("HOST", "::1")
        .export("PORT", "9000")
        .export("PROXY_API_KEYS", "one, two")
        .export("SLOW_CLIENT_POLICY", "Drop-Oldest")
        .export("SLOW_CLIENT_SOFT_BYTES", "100000")
        .export("SLOW_CLIENT_SOFT_SECS", "2.5")
        .export("SLOW_CLIENT_HARD_BYTES", "200000")
        .export("MAX_CONNECTIONS", "20")
        .export("MAX_SUBSCRIPTIONS", "300")
        .export("MAX_MESSAGE_BYTES", "4096")
        .export("MAX_MESSAGES_PER_SECOND", "50");

    assertThat(desk.plan().config())
        .isEqualTo(
            FakePolygonConfig.builder()
                .symbols("AAPL", "BRK.A")
                .channels(Channel.T, Channel.AM)
                .interval(Duration.ofMillis(250))
                .seed(-7)
                .basePriceUsd(50.5)
                .amplitudeUsd(2.25)
                .period(Duration.ofMillis(1_500))
                .scaledClock(0.5)
                .start(Instant.parse("2025-06-02T13:30:00Z"))
                .host("::1")
                .port(9000)
                .mostConnections(20)
                .mostTopicsPerConnection(300)
                .largestMessageBytes(4_096)
                .mostMessagesPerSecond(50)
                .apiKeys("one", "two")
                .slowClients(SlowClientPolicy.DROP_OLDEST)
                .slowClientLimits(100_000, Duration.ofMillis(2_500), 200_000)
                .controlApi(true)
                .controlToken("s3cret")
                .build());
  }

  @Test
  void starStandsForAnySymbol() {
    assertThat(desk.plan("--symbols", "*").config().market().hasAnySymbol()).isTrue();
  }

  @Test
  void largestLimitsAreUsed() {
    DoorLimits limits =
        desk.plan(
                "--max-connections=1000000",
                "--max-subscriptions=1000000",
                "--max-message-bytes=67108864",
                "--max-messages-per-second=1000000")
            .config()
            .server()
            .limits();

    assertThat(limits).isEqualTo(new DoorLimits(1_000_000, 1_000_000, 64 << 20, 1_000_000));
  }

  @Test
  void smallestLimitsAreUsed() {
    DoorLimits limits =
        desk.plan(
                "--max-connections=1",
                "--max-subscriptions=1",
                "--max-message-bytes=1024",
                "--max-messages-per-second=1")
            .config()
            .server()
            .limits();

    assertThat(limits).isEqualTo(new DoorLimits(1, 1, 1_024, 1));
  }

  @Test
  void bracketsAroundAnAddressAreTakenAway() {
    assertThat(desk.plan("--host", "[::1]").config().server().host()).isEqualTo("::1");
  }

  @Test
  void valueMayFollowItsOptionOrAnEqualsSign() {
    assertThat(seed("--seed", "-5")).isEqualTo(seed("--seed=-5")).isEqualTo(-5);
  }

  @Test
  void fileComesBeforeTheDefault() throws IOException {
    desk.write(".env", "# mine", "FAKE_DATA_SEED=3 # three", "OTHER_PROGRAMS_NAME=x");

    assertThat(seed()).isEqualTo(3);
  }

  @Test
  void environmentComesBeforeTheFile() throws IOException {
    desk.write(".env", "FAKE_DATA_SEED=3").export("FAKE_DATA_SEED", "2");

    assertThat(seed()).isEqualTo(2);
  }

  @Test
  void commandLineComesBeforeTheEnvironment() {
    desk.export("FAKE_DATA_SEED", "2");

    assertThat(seed("--seed", "1")).isEqualTo(1);
  }

  @Test
  void emptyValueAsksForTheDefault() throws IOException {
    desk.write(".env", "FAKE_DATA_SEED=3").export("FAKE_DATA_SEED", "");

    assertThat(seed()).isEqualTo(42);
  }

  @Test
  void namedFileIsReadInsteadOfTheUsualOne() throws IOException {
    desk.write(".env", "FAKE_DATA_SEED=3").write("desk.env", "FAKE_DATA_SEED=4");

    assertThat(seed("--env-file", "desk.env")).isEqualTo(4);
  }

  @Test
  void ofTwoLinesForOneNameTheLaterCounts() throws IOException {
    desk.write(".env", "FAKE_DATA_SEED=3", "FAKE_DATA_SEED=4");

    assertThat(seed()).isEqualTo(4);
  }

  @Test
  void quotesAroundValuesInTheFileAreTakenAway() throws IOException {
    desk.write(".env", "FAKE_DATA_SYMBOLS=\"AAPL,MSFT\"", "FAKE_DATA_SEED='3'");

    assertThat(seed()).isEqualTo(3);
    assertThat(desk.plan().config().market().symbols()).containsExactly("AAPL", "MSFT");
  }

  @Test
  void operatorHearsThatNothingCanMoveAManualClock() {
    Plan plan = desk.plan("--clock", "manual", "--control-api", "off");

    assertThat(plan.config().clockMode()).isEqualTo(ClockMode.MANUAL);
    assertThat(plan.remarks())
        .containsExactly(
            "Market time stands still, and with CONTROL_API=off nothing can move it from outside:"
                + " clients can authenticate and subscribe, but no event will come.");
  }

  @Test
  void whoFakesHasTheControlApiUnlessItIsSwitchedOff() {
    assertThat(desk.plan().config().control()).isEqualTo(new ControlOptions(true, null));
    assertThat(desk.plan("--control-api", "off").config().control().open()).isFalse();
  }

  private long seed(String... arguments) {
    return desk.plan(arguments).config().market().seed();
  }
}
