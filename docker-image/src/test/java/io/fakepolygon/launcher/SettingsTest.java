package io.fakepolygon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.control.ControlOptions;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.Preset;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void everySettingReachesTheConfiguration() throws IOException {
    desk.write("behaviors.yaml", "AAPL:", "  volatility: 0.5")
        .export("ENABLE_FAKE_DATA", "TRUE")
        .export("FAKE_DATA_SYMBOLS", " AAPL , BRK.A ")
        .export("FAKE_DATA_TYPES", "am, T, luld")
        .export("FAKE_DATA_INTERVAL_MS", "250")
        .export("FAKE_DATA_SEED", "-7")
        .export("FAKE_DATA_MODE", "realistic")
        .export("FAKE_DATA_BASE_PRICE", "50.5")
        .export("FAKE_DATA_PRICE_AMPLITUDE", "2.25")
        .export("FAKE_DATA_PRICE_PERIOD_SECS", "1.5")
        .export("FAKE_DATA_SCENARIO", "gap-up at 10m strength 8 on AAPL")
        .export("FAKE_DATA_RESPECT_MARKET_HOURS", "True")
        .export("FAKE_DATA_BEHAVIORS", "behaviors.yaml")
        .export("FAKE_DATA_BAR_DELAY_MS", "1500")
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
                .channels(Channel.T, Channel.AM, Channel.LULD)
                .interval(Duration.ofMillis(250))
                .seed(-7)
                .basePriceUsd(50.5)
                .amplitudeUsd(2.25)
                .period(Duration.ofMillis(1_500))
                .mode(MarketMode.REALISTIC)
                .respectMarketHours(true)
                .behavior("AAPL", Behavior.DEFAULT.withBasePriceUsd(50.5).withVolatility(0.5))
                .scenario(
                    Scenario.of(ScenarioKind.GAP_UP, Instant.parse("2025-06-02T13:40:00Z"))
                        .withStrength(8)
                        .on("AAPL"))
                .barDelay(Duration.ofMillis(1_500))
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
  void scenarioOfAMarketInRealTimeIsCountedFromTheComputersTime() {
    assertThat(desk.plan("--scenario", "TRADING_HALT at 1m").config().market().scenarios())
        .containsExactly(Scenario.of(ScenarioKind.TRADING_HALT, Desk.NOW.plusSeconds(60)));
  }

  @Test
  void scenarioWithoutStartBeginsWithTheMarket() {
    assertThat(
            desk.plan("--scenario", "LATE_PRINTS", "--clock", "manual")
                .config()
                .market()
                .scenarios())
        .containsExactly(
            Scenario.of(ScenarioKind.LATE_PRINTS, Instant.parse("2024-01-02T14:30:00Z")));
  }

  @Test
  void faultsOfAMarketInRealTimeAreCountedFromTheComputersTime() {
    assertThat(desk.plan("--faults", "DROP on Q.FAKETICKER after 3; GAP at 10m").config().faults())
        .extracting(Fault::text)
        .containsExactly("DROP on Q.FAKETICKER after 3", "GAP at " + Desk.NOW.plusSeconds(600));
  }

  @Test
  void aFileOfScenariosAndFaultsComesBesidesWhatIsSaid() throws IOException {
    desk.write(
        "afternoon.txt",
        "# An afternoon.\n\nTRADING_HALT at 1m # a remark\n  drop on Q.FAKETICKER after 3\nGAP; HOLD\n");

    FakePolygonConfig config =
        desk.plan(
                "--scenario-file=afternoon.txt",
                "--scenario=GAP_UP",
                "--faults=CLOSE",
                "--clock=manual")
            .config();

    assertThat(config.market().scenarios())
        .extracting(Scenario::kind)
        .containsExactly(ScenarioKind.GAP_UP, ScenarioKind.TRADING_HALT);
    assertThat(config.faults())
        .extracting(Fault::text)
        .containsExactly("CLOSE", "DROP on Q.FAKETICKER after 3", "GAP", "HOLD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "GAP on Q.X | a.txt line 2: There is no 'X' on this market. It has [FAKETICKER, TESTSTOCK].",
        "GAP_UP on X | a.txt line 2: The scenario GAP_UP is for 'X', which is not among the symbols",
        "GAP after x | a.txt line 2: 'after' is 'x', in 'GAP after x'. Write a whole number.",
        "CALM at 1m | a.txt line 2: 'CALM' is neither a scenario nor a fault, in 'CALM at 1m'. Write first one of the scenarios BAR_CORRECTIONS,"
      })
  void aLineThatCannotBeUsedIsNamed(String line, String refusal) throws IOException {
    desk.write("a.txt", "# Refused:\n" + line + "\n");

    assertThat(desk.refusal("--scenario-file=a.txt")).startsWith(refusal);
  }

  @Test
  void normalAloneIsNoScenario() {
    assertThat(desk.plan("--scenario", "normal").config().market().scenarios()).isEmpty();
  }

  @Test
  void symbolsAreThoseOfTheBehavioursUnlessTheyAreNamed() throws IOException {
    desk.write("b.json", "{\"MSFT\":{\"preset\":\"MEGA_CAP\"},\"AAPL\":{}}");

    assertThat(desk.plan("--behaviors", "b.json").config().market().symbols())
        .containsExactly("MSFT", "AAPL");
    assertThat(
            desk.plan("--behaviors", "b.json", "--symbols", "AAPL,MSFT,X")
                .config()
                .market()
                .symbols())
        .containsExactly("AAPL", "MSFT", "X");
  }

  @Test
  void behavioursHoldForPicturesToo() throws IOException {
    desk.write("b.yaml", "MSFT: {preset: PENNY}");

    assertThat(
            desk.plotPlan("plot", "--behaviors=b.yaml", "--scenario=GAP_UP at 5s")
                .market()
                .market())
        .satisfies(
            market -> {
              assertThat(market.symbols()).containsExactly("MSFT");
              assertThat(market.behaviorOf("MSFT")).isEqualTo(Preset.PENNY.behavior());
              assertThat(market.scenarios()).hasSize(1);
            });
  }

  @Test
  void proxyThatFakesNothingReadsNoBehaviours() {
    Plan plan =
        desk.export("POLYGON_API_KEY", "key")
            .plan("--behaviors", "none.yaml", "--scenario", "GAP_UP on AAPL");

    assertThat(plan.config().market().symbols()).isEmpty();
    assertThat(plan.remarks())
        .containsExactly(
            "--scenario is not used: ENABLE_FAKE_DATA=true asks for fake symbols beside the real ones.",
            "--behaviors is not used: ENABLE_FAKE_DATA=true asks for fake symbols beside the real ones.");
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
    assertThat(desk.plan().config().control()).isEqualTo(new ControlOptions(true, null, true));
    assertThat(desk.plan("--control-api", "off").config().control().open()).isFalse();
  }

  private long seed(String... arguments) {
    return desk.plan(arguments).config().market().seed();
  }
}
