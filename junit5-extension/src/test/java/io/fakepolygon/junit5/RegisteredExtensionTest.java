package io.fakepolygon.junit5;

import static io.fakepolygon.ClockMode.REAL_TIME;
import static io.fakepolygon.ClockMode.SCALED;
import static io.fakepolygon.junit5.Lifecycle.PER_METHOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension without the annotation. */
class RegisteredExtensionTest {

  @Test
  void inAStaticFieldItHasOneServerForTheClass() {
    InAStaticField.USED.clear();
    Engine.assertAllSucceed(2, InAStaticField.class);

    assertThat(InAStaticField.USED).hasSize(3).containsOnly(InAStaticField.USED.get(0));
  }

  static class InAStaticField {
    static final List<FakePolygonServer> USED = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final Extension MARKET = FakePolygonExtension.builder().apiKeys("static").build();

    private static MarketClock clock;

    @BeforeAll
    static void take(FakePolygonServer polygon) {
      assertThat(polygon.clock()).isSameAs(clock);
      USED.add(polygon);
    }

    @RepeatedTest(2)
    void use(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo("static");
      USED.add(polygon);
    }
  }

  @Test
  void inAnInstanceFieldItHasOneServerForEachTest() {
    InAnInstanceField.USED.clear();
    Engine.assertAllSucceed(2, InAnInstanceField.class);

    assertThat(InAnInstanceField.USED).hasSize(2).doesNotHaveDuplicates();
  }

  static class InAnInstanceField {
    static final List<FakePolygonServer> USED = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final FakePolygonExtension market =
        FakePolygonExtension.builder().configure(config -> config.basePriceUsd(20)).build();

    private FakePolygonServer polygon;

    @RepeatedTest(2)
    void use(RecordingClient client) {
      client.subscribe("T.FAKETICKER");
      polygon.clock().advance(Duration.ofSeconds(1));
      assertThat(polygon.tape().of("T.FAKETICKER").elapsed().toList().toString())
          .contains("priceUsd=2");
      USED.add(polygon);
    }
  }

  @Test
  void aLifecycleThatIsSaidHolds() {
    PerMethodInAStaticField.USED.clear();
    Engine.assertAllSucceed(2, PerMethodInAStaticField.class);

    assertThat(PerMethodInAStaticField.USED).hasSize(2).doesNotHaveDuplicates();
  }

  static class PerMethodInAStaticField {
    static final List<FakePolygonServer> USED = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder().lifecycle(PER_METHOD).build();

    @RepeatedTest(2)
    void use(FakePolygonServer polygon) {
      USED.add(polygon);
    }
  }

  @Test
  void anAnnotationOnAMethodReplacesIt() {
    Engine.assertAllSucceed(2, WithAnAnnotatedMethod.class);
  }

  static class WithAnAnnotatedMethod {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder().apiKeys("static").build();

    @Test
    void hasTheOneOfTheClass(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo("static");
    }

    @Test
    @FakePolygon(apiKeys = "method")
    void hasItsOwn(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo("method");
    }
  }

  @Test
  void anAnnotationOnASubclassReplacesIt() {
    Engine.assertAllSucceed(1, AnnotatedSubclass.class);
  }

  static class WithAnExtension {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder().apiKeys("static").build();
  }

  @FakePolygon(apiKeys = "subclass")
  static class AnnotatedSubclass extends WithAnExtension {
    @Test
    void hasItsOwn(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo("subclass");
    }
  }

  @Test
  void inAnInterfaceItIsInherited() {
    Engine.assertAllSucceed(1, Implementing.class);
  }

  interface WithAnInheritedExtension {
    @RegisterExtension
    FakePolygonExtension MARKET = FakePolygonExtension.builder().apiKeys("interface").build();
  }

  static class Implementing implements WithAnInheritedExtension {
    @Test
    void hasTheOneOfTheInterface(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo("interface");
    }
  }

  @Test
  void theBuilderSaysWhatTheAnnotationSays() {
    FakePolygonExtension extension =
        FakePolygonExtension.builder()
            .name("all")
            .seed(7)
            .symbols("ONE", "TWO")
            .channels(Channel.LULD)
            .interval(Duration.ofSeconds(1))
            .start(Instant.parse("2024-07-05T15:00:00Z"))
            .apiKeys("alice", "bob")
            .clock(REAL_TIME)
            .mode(MarketMode.REALISTIC)
            .respectMarketHours(true)
            .behavior("THREE", Behavior.DEFAULT)
            .scenario("GAP_UP at 2024-07-05T15:00:00Z")
            .scenario("LATE_PRINTS at 2024-07-05T15:00:00Z on THREE")
            .barDelay(Duration.ofSeconds(2))
            .build();

    assertThat(extension.name()).isEqualTo("all");
    assertThat(extension.config())
        .isEqualTo(
            FakePolygonConfig.builder()
                .seed(7)
                .symbols("ONE", "TWO", "THREE")
                .mode(MarketMode.REALISTIC)
                .respectMarketHours(true)
                .behavior("THREE", Behavior.DEFAULT)
                .scenario(Scenario.of(ScenarioKind.GAP_UP, Instant.parse("2024-07-05T15:00:00Z")))
                .scenario(
                    Scenario.of(ScenarioKind.LATE_PRINTS, Instant.parse("2024-07-05T15:00:00Z"))
                        .on("THREE"))
                .barDelay(Duration.ofSeconds(2))
                .channels(Channel.LULD)
                .interval(Duration.ofSeconds(1))
                .start(Instant.parse("2024-07-05T15:00:00Z"))
                .apiKeys("alice", "bob")
                .realTimeClock()
                .build());
  }

  @Test
  void scenariosAreCountedFromTheStartWhereverItIsSaid() {
    FakePolygonExtension extension =
        FakePolygonExtension.builder()
            .scenario("GAP_UP at 10m")
            .start(Instant.parse("2024-07-05T15:00:00Z"))
            .build();

    assertThat(extension.config().market().scenarios())
        .containsExactly(Scenario.of(ScenarioKind.GAP_UP, Instant.parse("2024-07-05T15:10:00Z")));
  }

  @Test
  void whatCannotBeUsedIsRefusedInOneSentence() {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> FakePolygonExtension.builder().symbols().build())
        .withMessage(
            "FakePolygonExtension.builder(): No symbols. Name at least one, such as FAKETICKER");
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> FakePolygonExtension.builder().clock(SCALED))
        .withMessage(
            "@FakePolygon: The clock SCALED has no speed here. Write MANUAL, and clock.run(60) in the test");
  }

  @Test
  void theSeedOfTheRunTakesThePlaceOfTheDefault() {
    var results =
        Engine.run(
            Map.of("fakepolygon.seed", "-5"),
            FailsWithTheDefaultSeed.class,
            FailsWithItsOwnSeed.class);

    assertThat(Engine.reportsOf(results))
        .extracting(report -> report.get("fakepolygon.annotation"))
        .containsExactly("@FakePolygon(seed = -5)", "@FakePolygon(seed = 7)");
  }

  @FakePolygon
  static class FailsWithTheDefaultSeed {
    @Test
    void fail() {
      throw new AssertionError("on purpose");
    }
  }

  @FakePolygon(seed = 7)
  static class FailsWithItsOwnSeed {
    @Test
    void fail() {
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aSeedOfTheRunThatIsNoNumberIsSaid() {
    assertThat(
            Engine.failuresOf(
                Engine.run(Map.of("fakepolygon.seed", "x"), FailsWithTheDefaultSeed.class)))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "The configuration parameter fakepolygon.seed is 'x', which is no whole number. Write one such as 42");
  }

  @Test
  void aBackendOfTheRunThatThereIsNotIsSaid() {
    assertThat(
            Engine.failuresOf(
                Engine.run(
                    Map.of("fakepolygon.backend", "elsewhere"), FailsWithTheDefaultSeed.class)))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "The configuration parameter fakepolygon.backend is 'elsewhere', which is no backend. Write one of in-process, container, remote");
  }

  @Test
  void theBackendOfTheRunMayBeTheOneThatHoldsAnyway() {
    Engine.assertAllSucceed(
        1, Engine.run(Map.of("fakepolygon.backend", " in-process "), Succeeds.class));
  }

  @FakePolygon
  static class Succeeds {
    @Test
    void succeed() {}
  }
}
