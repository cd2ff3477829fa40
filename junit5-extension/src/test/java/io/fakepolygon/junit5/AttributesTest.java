package io.fakepolygon.junit5;

import static io.fakepolygon.ClockMode.MANUAL;
import static io.fakepolygon.ClockMode.REAL_TIME;
import static io.fakepolygon.ClockMode.SCALED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.fault.ConnectionHarm;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.StreamHarm;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.Preset;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

  @Test
  void withoutAttributesEverythingHasTheDefaultOfTheBuilder() {
    @FakePolygon
    class Example {}

    assertThat(read(Example.class)).isEqualTo(FakePolygonConfig.builder().build());
  }

  @Test
  void eachAttributeReachesTheConfiguration() {
    @FakePolygon(
        seed = 7,
        symbols = {"ONE", "TWO"},
        channels = Channel.LULD,
        interval = "1s",
        mode = MarketMode.REALISTIC,
        respectMarketHours = true,
        market =
            @Symbol(
                name = "TWO",
                preset = Preset.MEGA_CAP,
                basePriceUsd = 190,
                volatility = 0.3,
                tradesPerSecond = 5,
                tape = 1,
                exchange = 10,
                roundLotShares = 100,
                tickUsd = 0.01,
                follows = "ONE",
                correlation = 0.6),
        scenario = {"HIGH_VOLATILITY at 5m for 10m; LATE_PRINTS", "GAP_UP on ONE"},
        barDelay = "1500ms",
        span = "90s",
        faults = {"DROP on T.ONE after 3; GAP at 5m", "CLOSE code 1008 connection 2"},
        start = "2024-07-05T15:00:00Z",
        apiKeys = {"alice", "bob"},
        clock = MANUAL)
    class Example {}

    assertThat(read(Example.class))
        .isEqualTo(
            FakePolygonConfig.builder()
                .seed(7)
                .symbols("ONE", "TWO")
                .channels(Channel.LULD)
                .interval(Duration.ofSeconds(1))
                .mode(MarketMode.REALISTIC)
                .respectMarketHours(true)
                .behavior("TWO", new Behavior(190, 0.3, 5, 1, 10, 100, 0.01, "ONE", 0.6))
                .scenario(
                    Scenario.of(ScenarioKind.HIGH_VOLATILITY, Instant.parse("2024-07-05T15:05:00Z"))
                        .lasting(Duration.ofMinutes(10)))
                .scenario(
                    Scenario.of(ScenarioKind.LATE_PRINTS, Instant.parse("2024-07-05T15:00:00Z")))
                .scenario(
                    Scenario.of(ScenarioKind.GAP_UP, Instant.parse("2024-07-05T15:00:00Z"))
                        .on("ONE"))
                .barDelay(Duration.ofMillis(1_500))
                .span(Duration.ofSeconds(90))
                .fault(Fault.of(new ConnectionHarm.Drop()).on("T.ONE").after(3))
                .fault(Fault.of(new StreamHarm.Gap()).at(Instant.parse("2024-07-05T15:05:00Z")))
                .fault(Fault.of(new ConnectionHarm.Close(1008)).connection(2))
                .start(Instant.parse("2024-07-05T15:00:00Z"))
                .apiKeys("alice", "bob")
                .build());
  }

  @Test
  void inRealTimeScenariosAreCountedFromNow() {
    @FakePolygon(clock = REAL_TIME, scenario = "TRADING_HALT at 1h")
    class Example {}

    Instant before = Instant.now();
    FakePolygonConfig config = read(Example.class);

    assertThat(config.clockMode()).isEqualTo(REAL_TIME);
    assertThat(config.market().scenarios())
        .singleElement()
        .extracting(Scenario::start, InstanceOfAssertFactories.INSTANT)
        .isBetween(before.plusSeconds(3_600), Instant.now().plusSeconds(3_600));
  }

  @Test
  void symbolsThatAreNamedComeBeforeThoseOfTheMarket() {
    @FakePolygon(
        symbols = {"B", "A"},
        market = {@Symbol(name = "C"), @Symbol(name = "A")})
    class Example {}

    assertThat(read(Example.class).market().symbols()).containsExactly("B", "A", "C");
  }

  @Test
  void whereNoSymbolIsNamedTheyAreThoseOfTheMarket() {
    @FakePolygon(market = {@Symbol(name = "B"), @Symbol(name = "A")})
    class Example {}

    assertThat(read(Example.class).market().symbols()).containsExactly("B", "A");
  }

  @Test
  void whereAnySymbolIsThereSomeMayBehave() {
    @FakePolygon(symbols = "*", market = @Symbol(name = "A", preset = Preset.PENNY))
    class Example {}

    assertThat(read(Example.class).market().hasAnySymbol()).isTrue();
    assertThat(read(Example.class).market().behaviorOf("A")).isEqualTo(Preset.PENNY.behavior());
  }

  @Test
  void presetSaysWhatIsLeftOut() {
    @FakePolygon(market = @Symbol(name = "A", preset = Preset.PENNY, tape = 0))
    class Example {}

    assertThat(read(Example.class).market().behaviorOf("A"))
        .isEqualTo(Preset.PENNY.behavior().withListing(0, 12));
  }

  @Test
  void whatIsWrittenReadsAsTheSame() {
    assertThat(written(AllDefaults.class)).isEqualTo("@FakePolygon(seed = 42)");
    assertThat(written(NothingDefault.class))
        .isEqualTo(
            "@FakePolygon(name = \"all\", seed = 5000000000L, symbols = {\"ONE\", \"TWO\"}, channels = {Channel.LULD, Channel.T},"
                + " interval = \"90s\", start = \"2024-07-05T15:00:00Z\", apiKeys = \"a\\\"b\\\\c\", clock = ClockMode.REAL_TIME,"
                + " lifecycle = Lifecycle.PER_CLASS, backend = Backend.CONTAINER, disabledWithoutDocker = true, referee = true)");
    assertThat(written(AWholeMarket.class))
        .isEqualTo(
            "@FakePolygon(seed = 42, market = {@Symbol(name = \"ONE\", preset = Preset.MEGA_CAP),"
                + " @Symbol(name = \"TWO\", preset = Preset.PENNY, tape = 0, tickUsd = 1.0E-4, follows = \"ONE\", correlation = -1),"
                + " @Symbol(name = \"SIX\", volatility = 0)}, mode = MarketMode.REALISTIC, respectMarketHours = true,"
                + " scenario = {\"HIGH_VOLATILITY at 2024-01-02T14:35:00Z for 10m\","
                + " \"GAP_UP at 2024-01-02T15:00:00Z strength 8.5 on ONE,TWO\"}, barDelay = \"2s\")");
    assertThat(written(AWholeMarketOnceMore.class)).isEqualTo(written(AWholeMarket.class));
  }

  @FakePolygon(
      market = {
        @Symbol(name = "ONE", preset = Preset.MEGA_CAP, tape = 3),
        @Symbol(
            name = "TWO",
            preset = Preset.PENNY,
            tape = 0,
            tickUsd = 0.0001,
            follows = "ONE",
            correlation = -1),
        @Symbol(name = "SIX", volatility = 0)
      },
      mode = MarketMode.REALISTIC,
      respectMarketHours = true,
      scenario = "HIGH_VOLATILITY at 5m for 10m; GAP_UP at 30m strength 8.5 on ONE, TWO",
      barDelay = "2000ms")
  static class AWholeMarket {}

  // Pasted from above.
  @FakePolygon(
      seed = 42,
      market = {
        @Symbol(name = "ONE", preset = Preset.MEGA_CAP),
        @Symbol(
            name = "TWO",
            preset = Preset.PENNY,
            tape = 0,
            tickUsd = 1.0E-4,
            follows = "ONE",
            correlation = -1),
        @Symbol(name = "SIX", volatility = 0)
      },
      mode = MarketMode.REALISTIC,
      respectMarketHours = true,
      scenario = {
        "HIGH_VOLATILITY at 2024-01-02T14:35:00Z for 10m",
        "GAP_UP at 2024-01-02T15:00:00Z strength 8.5 on ONE,TWO"
      },
      barDelay = "2s")
  static class AWholeMarketOnceMore {}

  @Test
  void symbolsAreWrittenSoThatTheyReadInTheSameOrder() {
    assertThat(written(config -> config.symbols("A", "B").behavior("B", Behavior.DEFAULT)))
        .isEqualTo(
            "@FakePolygon(seed = 42, symbols = {\"A\", \"B\"}, market = @Symbol(name = \"B\"))");
    assertThat(written(config -> config.behavior("TESTSTOCK", Preset.ILLIQUID.behavior())))
        .isEqualTo(
            "@FakePolygon(seed = 42, market = {@Symbol(name = \"FAKETICKER\"), @Symbol(name = \"TESTSTOCK\", preset = Preset.ILLIQUID)})");
    assertThat(written(config -> config.symbols("*").behavior("A", Behavior.DEFAULT)))
        .isEqualTo("@FakePolygon(seed = 42, symbols = \"*\", market = @Symbol(name = \"A\"))");
  }

  @Test
  void aBarDelayThatNoAttributeCanSayIsOneForTheBuilder() {
    assertThat(written(config -> config.barDelay(Duration.ofNanos(1))))
        .isEqualTo(
            "@FakePolygon(seed = 42) // and by the builder: barDelay(Duration.parse(\"PT0.000000001S\"))");
  }

  @Test
  void faultsAreWrittenToo() {
    assertThat(
            written(config -> config.fault(Fault.of(new StreamHarm.Gap()).on("T.*").chance(0.1))))
        .isEqualTo("@FakePolygon(seed = 42, faults = \"GAP on T.* chance 0.1\")");
  }

  @Test
  void aFaultThatCannotBeIsRefused() {
    @FakePolygon(faults = "DROP on T.NOBODY")
    class ForNobody {}

    assertRefused(
        ForNobody.class,
        "@FakePolygon: There is no 'NOBODY' on this market. It has [FAKETICKER, TESTSTOCK]");
  }

  @Test
  void aSpanIsWrittenToo() {
    assertThat(written(config -> config.span(Duration.ofMillis(300))))
        .isEqualTo("@FakePolygon(seed = 42, span = \"300ms\")");
    assertThat(written(config -> config.span(Duration.ZERO)))
        .isEqualTo("@FakePolygon(seed = 42, span = \"0ms\")");
    assertThat(written(config -> config.span(Duration.ofNanos(1))))
        .isEqualTo(
            "@FakePolygon(seed = 42) // and by the builder: span(Duration.parse(\"PT0.000000001S\"))");
  }

  @Test
  void aSpanThatCannotBeIsRefused() {
    @FakePolygon(span = "soon")
    class Unreadable {}
    @FakePolygon(span = "1m", clock = REAL_TIME)
    class InRealTime {}

    assertRefused(
        Unreadable.class,
        "@FakePolygon: The span 'soon' is not a length of time. Write a whole number, then ms, s or m: 100ms");
    assertRefused(
        InRealTime.class,
        "@FakePolygon: A span of PT1M needs a start that is known beforehand, and the clock starts in real time. Use a manual or scaled clock, or leave the span out");
  }

  private static String written(UnaryOperator<FakePolygonConfig.Builder> settings) {
    return Attributes.write(
        new Declaration(
            "",
            settings.apply(FakePolygonConfig.builder()).build(),
            Lifecycle.PER_METHOD,
            Backend.IN_PROCESS,
            false,
            false,
            AttributesTest.class,
            AttributesTest.class));
  }

  @FakePolygon
  static class AllDefaults {}

  @FakePolygon(
      name = "all",
      seed = 5000000000L,
      symbols = {"ONE", "TWO"},
      channels = {Channel.T, Channel.LULD},
      interval = "90s",
      start = "2024-07-05T15:00:00Z",
      apiKeys = "a\"b\\c",
      clock = REAL_TIME,
      lifecycle = Lifecycle.PER_CLASS,
      backend = Backend.CONTAINER,
      disabledWithoutDocker = true,
      referee = true)
  static class NothingDefault {}

  private static String written(Class<?> annotated) {
    FakePolygon annotation = annotated.getAnnotation(FakePolygon.class);
    return Attributes.write(
        new Declaration(
            annotation.name(),
            Attributes.read(annotation),
            annotation.lifecycle(),
            annotation.backend(),
            annotation.disabledWithoutDocker(),
            annotation.referee(),
            annotated,
            annotated));
  }

  @ParameterizedTest
  @CsvSource({"1ms, PT0.001S", "250ms, PT0.25S", "1s, PT1S", "90s, PT1M30S", "5m, PT5M"})
  void anIntervalIsANumberAndAUnit(String text, Duration expected) {
    assertThat(Attributes.readDuration("interval", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "100", "ms", "100 ms", "1.5s", "-1s", "1h", "1S", "1234567890ms"})
  void anotherIntervalIsRefused(String text) {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> Attributes.readDuration("interval", text))
        .withMessage(
            "@FakePolygon: The interval '%s' is not a length of time. Write a whole number, then ms, s or m: 100ms",
            text);
  }

  @Test
  void aStartThatIsNoInstantIsRefused() {
    @FakePolygon(start = "2024-01-02 09:30")
    class Example {}

    assertRefused(
        Example.class,
        "@FakePolygon: The start '2024-01-02 09:30' is not an instant. Write date, T, time of day in UTC, Z: 2024-01-02T14:30:00Z");
  }

  @Test
  void aClockThatNeedsASpeedIsRefused() {
    @FakePolygon(clock = SCALED)
    class Example {}

    assertRefused(
        Example.class,
        "@FakePolygon: The clock SCALED has no speed here. Write MANUAL, and clock.run(60) in the test");
  }

  @Test
  void whatTheServerRefusesIsRefusedInItsWords() {
    @FakePolygon(symbols = {})
    class Example {}

    assertRefused(Example.class, "@FakePolygon: No symbols. Name at least one, such as FAKETICKER");
  }

  @Test
  void aSymbolThatCannotBeIsRefusedByItsName() {
    @FakePolygon(market = @Symbol(name = "A", volatility = 11))
    class TooWild {}
    @FakePolygon(market = @Symbol(name = "A", follows = "A"))
    class WithoutCorrelation {}
    @FakePolygon(market = @Symbol(name = "A", correlation = 1))
    class WithoutLeader {}
    @FakePolygon(
        market =
            @Symbol(
                name = "A",
                preset = {Preset.PENNY, Preset.MID_CAP}))
    class OfTwoKinds {}
    @FakePolygon(market = {@Symbol(name = "A"), @Symbol(name = "A")})
    class Twice {}

    assertRefused(
        TooWild.class,
        "@FakePolygon: @Symbol(name = \"A\"): The volatility 11 is not between 0 and 10");
    assertRefused(
        WithoutCorrelation.class,
        "@FakePolygon: @Symbol(name = \"A\"): It follows 'A', and has no correlation. Write one from -1 to 1");
    assertRefused(
        WithoutLeader.class,
        "@FakePolygon: @Symbol(name = \"A\"): The correlation 1.0 is with nothing. Say which symbol it follows");
    assertRefused(
        OfTwoKinds.class,
        "@FakePolygon: @Symbol(name = \"A\"): It has the presets [PENNY, MID_CAP]. Write one at most");
    assertRefused(
        Twice.class, "@FakePolygon: @Symbol(name = \"A\"): It stands twice. Name each symbol once");
  }

  @Test
  void whatFollowsAnUnknownSymbolIsRefused() {
    @FakePolygon(market = @Symbol(name = "A", follows = "B", correlation = 1))
    class Example {}

    assertRefused(
        Example.class, "@FakePolygon: 'A' follows 'B', which is not among the symbols [A]");
  }

  @Test
  void aSymbolThatIsNamedTwiceIsRefusedBesideAMarketToo() {
    @FakePolygon(
        symbols = {"B", "B"},
        market = @Symbol(name = "A"))
    class Example {}

    assertRefused(Example.class, "@FakePolygon: A symbol stands twice in [B, B]. Name each once");
  }

  @Test
  void aScenarioThatCannotBeReadIsRefused() {
    @FakePolygon(scenario = "GAP_UP at noon")
    class Example {}

    assertRefused(
        Example.class,
        "@FakePolygon: 'noon' is no start, in 'GAP_UP at noon'. Write an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m or PT10M");
  }

  @Test
  void aScenarioOfAnUnknownSymbolIsRefused() {
    @FakePolygon(scenario = "GAP_UP on X")
    class Example {}

    assertRefused(
        Example.class,
        "@FakePolygon: The scenario GAP_UP is for 'X', which is not among the symbols [FAKETICKER, TESTSTOCK]");
  }

  @Test
  void aBarDelayThatCannotBeIsRefused() {
    @FakePolygon(barDelay = "soon")
    class Unreadable {}
    @FakePolygon(barDelay = "61s")
    class TooLong {}

    assertRefused(
        Unreadable.class,
        "@FakePolygon: The bar delay 'soon' is not a length of time. Write a whole number, then ms, s or m: 100ms");
    assertRefused(
        TooLong.class, "@FakePolygon: The bar delay PT1M1S is not between 0 and a minute");
  }

  private static void assertRefused(Class<?> annotated, String sentence) {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> read(annotated))
        .withMessage("%s", sentence);
  }

  private static FakePolygonConfig read(Class<?> annotated) {
    return Attributes.read(annotated.getAnnotation(FakePolygon.class));
  }
}
