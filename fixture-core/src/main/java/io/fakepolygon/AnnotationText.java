package io.fakepolygon;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A configuration as the annotation that reads as it, ready to be pasted: {@code @FakePolygon(seed
 * = 7, symbols = "AAPL")}. What only the builder can say stands behind it, in a remark.
 */
public final class AnnotationText {
  private AnnotationText() {}

  /** {@return the annotation} */
  public static String of(FakePolygonConfig config) {
    return of(config, List.of(), List.of());
  }

  /**
   * {@return the annotation with attributes that are not the configuration's}
   *
   * @param first those before the configuration's, such as {@code name = "feed"}
   * @param last those behind them
   */
  public static String of(FakePolygonConfig config, List<String> first, List<String> last) {
    FakePolygonConfig standard = FakePolygonConfig.builder().build();
    List<String> parts = new ArrayList<>(first);
    parts.add("seed = " + seedLiteral(config.market().seed()));
    parts.addAll(SymbolText.write(config.market()));
    if (!config.server().channels().equals(standard.server().channels())) {
      parts.add(
          "channels = "
              + list(config.server().channels().stream().sorted().map("Channel.%s"::formatted)));
    }
    if (!config.market().interval().equals(standard.market().interval())) {
      parts.add("interval = " + literal(writeDuration(config.market().interval())));
    }
    addMarket(parts, config.market());
    if (!config.faults().isEmpty()) {
      parts.add(
          "faults = "
              + list(config.faults().stream().map(Fault::text).map(AnnotationText::literal)));
    }
    if (!config.start().equals(standard.start())) {
      parts.add("start = " + literal(config.start().toString()));
    }
    Duration span = config.span();
    if (span != null && isWholeMilliseconds(span)) {
      parts.add("span = " + literal(writeDuration(span)));
    }
    if (!config.server().apiKeys().isEmpty()) {
      parts.add(
          "apiKeys = " + list(config.server().apiKeys().stream().map(AnnotationText::literal)));
    }
    if (config.clockMode() == ClockMode.REAL_TIME) {
      parts.add("clock = ClockMode.REAL_TIME");
    }
    parts.addAll(last);
    return "@FakePolygon(" + String.join(", ", parts) + ")" + beyond(config, standard);
  }

  private static void addMarket(List<String> parts, MarketSpec market) {
    if (market.mode() != MarketMode.OSCILLATING) {
      parts.add("mode = MarketMode." + market.mode());
    }
    if (market.respectMarketHours()) {
      parts.add("respectMarketHours = true");
    }
    if (!market.scenarios().isEmpty()) {
      parts.add(
          "scenario = "
              + list(market.scenarios().stream().map(Scenario::text).map(AnnotationText::literal)));
    }
    if (!market.barDelay().isZero() && isWholeMilliseconds(market.barDelay())) {
      parts.add("barDelay = " + literal(writeDuration(market.barDelay())));
    }
  }

  // What only the builder can say and what the market depends on.
  private static String beyond(FakePolygonConfig config, FakePolygonConfig standard) {
    MarketSpec market = config.market();
    List<String> calls = new ArrayList<>();
    if (market.basePriceUsd() != standard.market().basePriceUsd()) {
      calls.add("basePriceUsd(%s)".formatted(market.basePriceUsd()));
    }
    if (market.amplitudeUsd() != standard.market().amplitudeUsd()) {
      calls.add("amplitudeUsd(%s)".formatted(market.amplitudeUsd()));
    }
    if (!market.period().equals(standard.market().period())) {
      calls.add("period(Duration.parse(\"%s\"))".formatted(market.period()));
    }
    if (!isWholeMilliseconds(market.barDelay())) {
      calls.add("barDelay(Duration.parse(\"%s\"))".formatted(market.barDelay()));
    }
    Duration span = config.span();
    if (span != null && !isWholeMilliseconds(span)) {
      calls.add("span(Duration.parse(\"%s\"))".formatted(span));
    }
    if (config.clockMode() == ClockMode.SCALED) {
      calls.add("scaledClock(%s)".formatted(config.speed()));
    }
    return calls.isEmpty() ? "" : " // and by the builder: " + String.join(", ", calls);
  }

  private static String seedLiteral(long seed) {
    return seed == (int) seed ? Long.toString(seed) : seed + "L";
  }

  /** {@return a text as a Java string} */
  public static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static String list(Stream<String> literals) {
    List<String> all = literals.toList();
    return all.size() == 1 ? all.get(0) : "{" + String.join(", ", all) + "}";
  }

  private static boolean isWholeMilliseconds(Duration duration) {
    return duration.toNanosPart() % 1_000_000 == 0;
  }

  /** {@return a length of time as attributes have it: {@code 100ms}, {@code 5s} or {@code 2m}} */
  public static String writeDuration(Duration duration) {
    long ms = duration.toMillis();
    if (ms != 0 && ms % 60_000 == 0) {
      return ms / 60_000 + "m";
    }
    return ms != 0 && ms % 1_000 == 0 ? ms / 1_000 + "s" : ms + "ms";
  }
}
