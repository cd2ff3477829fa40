package io.fakepolygon;

import static java.util.stream.Collectors.joining;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.protocol.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A market and its clock as settings of {@code ./fake-polygon} and the image, a line each, for a
 * {@code .env} file. Keys are not among them.
 */
final class EnvironmentText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_,.:*/+-]*");

  private EnvironmentText() {}

  static String of(FakePolygonConfig config) {
    FakePolygonConfig standard = FakePolygonConfig.builder().build();
    Map<String, String> settings = new LinkedHashMap<>();
    MarketSpec market = config.market();
    MarketSpec usual = standard.market();
    settings.put("FAKE_DATA_SEED", Long.toString(market.seed()));
    if (market.symbols().isEmpty()) {
      settings.put("ENABLE_FAKE_DATA", "false");
    } else {
      settings.put("FAKE_DATA_SYMBOLS", String.join(",", market.symbols()));
    }
    settings.put("FAKE_DATA_CLOCK", clock(config));
    if (config.clockMode() != ClockMode.REAL_TIME) {
      settings.put("FAKE_DATA_START", config.start().toString());
    }
    if (!config.server().channels().equals(standard.server().channels())) {
      settings.put(
          "FAKE_DATA_TYPES",
          config.server().channels().stream().sorted().map(Channel::name).collect(joining(",")));
    }
    if (!market.interval().equals(usual.interval())) {
      settings.put("FAKE_DATA_INTERVAL_MS", Long.toString(market.interval().toMillis()));
    }
    if (market.mode() != MarketMode.OSCILLATING) {
      settings.put("FAKE_DATA_MODE", market.mode().name());
    }
    put(settings, "FAKE_DATA_BASE_PRICE", market.basePriceUsd(), usual.basePriceUsd());
    put(settings, "FAKE_DATA_PRICE_AMPLITUDE", market.amplitudeUsd(), usual.amplitudeUsd());
    put(settings, "FAKE_DATA_PRICE_PERIOD_SECS", seconds(market.period()), seconds(usual.period()));
    if (market.respectMarketHours()) {
      settings.put("FAKE_DATA_RESPECT_MARKET_HOURS", "true");
    }
    if (!market.barDelay().isZero()) {
      settings.put("FAKE_DATA_BAR_DELAY_MS", Long.toString(market.barDelay().toMillis()));
    }
    putAll(
        settings, "FAKE_DATA_SCENARIO", market.scenarios().stream().map(Scenario::text).toList());
    putAll(settings, "FAKE_DATA_FAULTS", config.faults().stream().map(Fault::text).toList());
    return settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + quoted(setting.getValue()) + "\n")
            .collect(joining())
        + beyond(config);
  }

  // What no setting holds by itself.
  private static String beyond(FakePolygonConfig config) {
    String behaviors =
        config.market().behaviors().isEmpty()
            ? ""
            : "# and FAKE_DATA_BEHAVIORS, a file with what GET /control/v1/spec has as 'behaviors'\n";
    Duration span = config.span();
    return behaviors
        + (config.upstream() == null ? "" : "# and POLYGON_API_KEY, for it has a real feed\n")
        + fraction("interval", config.market().interval())
        + fraction("bar delay", config.market().barDelay())
        + (span == null ? "" : "# and a span of %s, which no setting has\n".formatted(span));
  }

  private static String fraction(String name, Duration duration) {
    return duration.toNanosPart() % 1_000_000 == 0
        ? ""
        : "# and a %s of %s, which no setting has\n".formatted(name, duration);
  }

  private static String clock(FakePolygonConfig config) {
    return switch (config.clockMode()) {
      case MANUAL -> "manual";
      case REAL_TIME -> "realtime";
      case SCALED -> "speed:" + number(config.speed());
    };
  }

  private static void put(Map<String, String> settings, String name, double value, double usual) {
    if (value != usual) {
      settings.put(name, number(value));
    }
  }

  private static void putAll(Map<String, String> settings, String name, Collection<String> texts) {
    if (!texts.isEmpty()) {
      settings.put(name, String.join("; ", texts));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : '"' + value + '"';
  }
}
