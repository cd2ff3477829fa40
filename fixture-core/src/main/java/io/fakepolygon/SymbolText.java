package io.fakepolygon;

import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Preset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Symbols and how they behave, as attributes of an annotation. */
final class SymbolText {
  private static final List<String> USUAL = FakePolygonConfig.builder().build().market().symbols();

  private SymbolText() {}

  /**
   * {@return the attributes {@code symbols} and {@code market} that read as these, an entry each,
   * none where both have their default}
   */
  static List<String> write(MarketSpec market) {
    List<String> symbols = market.symbols();
    Map<String, Behavior> behaviors = market.behaviors();
    if (behaviors.isEmpty()) {
      return symbols.equals(USUAL) ? List.of() : List.of(named(symbols));
    }
    if (symbols.equals(USUAL)) {
      // Those that are named only would be left out.
      return List.of(market(market, symbols));
    }
    return symbols.equals(List.copyOf(behaviors.keySet()))
        ? List.of(market(market, symbols))
        : List.of(named(symbols), market(market, behaviors.keySet()));
  }

  private static String named(List<String> symbols) {
    return "symbols = " + AnnotationText.list(symbols.stream().map(AnnotationText::literal));
  }

  private static String market(MarketSpec market, Collection<String> symbols) {
    return "market = "
        + AnnotationText.list(
            symbols.stream().map(symbol -> write(symbol, market.behaviorOf(symbol))));
  }

  /** {@return the shortest annotation that reads as this behaviour} */
  private static String write(String symbol, Behavior behavior) {
    List<String> parts =
        Stream.concat(
                Stream.of(differences(behavior, Behavior.DEFAULT)),
                Stream.of(Preset.values()).map(preset -> likeA(preset, behavior)))
            .min(Comparator.comparingInt(List::size))
            .orElseThrow();
    parts.add(0, "name = " + AnnotationText.literal(symbol));
    return "@Symbol(" + String.join(", ", parts) + ")";
  }

  private static List<String> likeA(Preset preset, Behavior behavior) {
    List<String> parts = differences(behavior, preset.behavior());
    parts.add(0, "preset = Preset." + preset);
    return parts;
  }

  private static List<String> differences(Behavior behavior, Behavior base) {
    List<String> parts = new ArrayList<>();
    add(parts, "basePriceUsd", behavior.basePriceUsd(), base.basePriceUsd());
    add(parts, "volatility", behavior.volatility(), base.volatility());
    add(parts, "tradesPerSecond", behavior.tradesPerSecond(), base.tradesPerSecond());
    add(parts, "tape", behavior.tape(), base.tape());
    add(parts, "exchange", behavior.exchange(), base.exchange());
    add(parts, "roundLotShares", behavior.roundLotShares(), base.roundLotShares());
    add(parts, "tickUsd", behavior.tickUsd(), base.tickUsd());
    if (behavior.follows() != null) {
      parts.add("follows = " + AnnotationText.literal(behavior.follows()));
      parts.add("correlation = " + number(behavior.correlation()));
    }
    return parts;
  }

  private static void add(List<String> parts, String attribute, double value, double base) {
    if (value != base) {
      parts.add("%s = %s".formatted(attribute, number(value)));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
