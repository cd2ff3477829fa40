package io.fakepolygon.junit5;

import static io.fakepolygon.ClockMode.REAL_TIME;
import static io.fakepolygon.ClockMode.SCALED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.protocol.Channel;
import java.time.Duration;
import java.time.Instant;
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
        start = "2024-07-05T15:00:00Z",
        apiKeys = {"alice", "bob"},
        clock = REAL_TIME)
    class Example {}

    assertThat(read(Example.class))
        .isEqualTo(
            FakePolygonConfig.builder()
                .seed(7)
                .symbols("ONE", "TWO")
                .channels(Channel.LULD)
                .interval(Duration.ofSeconds(1))
                .start(Instant.parse("2024-07-05T15:00:00Z"))
                .apiKeys("alice", "bob")
                .realTimeClock()
                .build());
  }

  @Test
  void whatIsWrittenReadsAsTheSame() {
    assertThat(written(AllDefaults.class)).isEqualTo("@FakePolygon(seed = 42)");
    assertThat(written(NothingDefault.class))
        .isEqualTo(
            "@FakePolygon(name = \"all\", seed = 5000000000L, symbols = {\"ONE\", \"TWO\"}, channels = {Channel.LULD, Channel.T},"
                + " interval = \"90s\", start = \"2024-07-05T15:00:00Z\", apiKeys = \"a\\\"b\\\\c\", clock = ClockMode.REAL_TIME,"
                + " lifecycle = Lifecycle.PER_CLASS, backend = Backend.CONTAINER, disabledWithoutDocker = true)");
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
      disabledWithoutDocker = true)
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
            annotated,
            annotated));
  }

  @ParameterizedTest
  @CsvSource({"1ms, PT0.001S", "250ms, PT0.25S", "1s, PT1S", "90s, PT1M30S", "5m, PT5M"})
  void anIntervalIsANumberAndAUnit(String text, Duration expected) {
    assertThat(Attributes.readInterval(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "100", "ms", "100 ms", "1.5s", "-1s", "1h", "1S", "1234567890ms"})
  void anotherIntervalIsRefused(String text) {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> Attributes.readInterval(text))
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

  private static void assertRefused(Class<?> annotated, String sentence) {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> read(annotated))
        .withMessage("%s", sentence);
  }

  private static FakePolygonConfig read(Class<?> annotated) {
    return Attributes.read(annotated.getAnnotation(FakePolygon.class));
  }
}
