package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads what each {@link Symbol} says into a behaviour, and writes it. */
final class SymbolAttributes {
  private static final List<String> USUAL = FakePolygonConfig.builder().build().market().symbols();

  private SymbolAttributes() {}

  /**
   * {@return the symbols of a market} Those that are named, then those that have a behaviour and
   * are not; where nothing but the usual is named, the latter alone; where any is there, any.
   */
  static List<String> symbols(List<String> named, Collection<String> behaving) {
    if (behaving.isEmpty() || named.equals(List.of(MarketSpec.ANY_SYMBOL))) {
      return named;
    }
    Set<String> symbols = new LinkedHashSet<>();
    if (!named.equals(USUAL)) {
      // Whoever names one twice is told so later.
      requireOnce(named);
      symbols.addAll(named);
    }
    symbols.addAll(behaving);
    return List.copyOf(symbols);
  }

  /** {@return how the symbols behave} */
  static Map<String, Behavior> read(Symbol... market) {
    Map<String, Behavior> behaviors = new LinkedHashMap<>();
    for (Symbol symbol : market) {
      try {
        if (behaviors.put(symbol.name(), read(symbol)) != null) {
          throw new IllegalArgumentException("It stands twice. Name each symbol once");
        }
      } catch (IllegalArgumentException e) {
        throw new ExtensionConfigurationException(
            "@FakePolygon: @Symbol(name = \"%s\"): %s".formatted(symbol.name(), e.getMessage()), e);
      }
    }
    return behaviors;
  }

  private static Behavior read(Symbol symbol) {
    if (symbol.preset().length > 1) {
      throw new IllegalArgumentException(
          "It has the presets %s. Write one at most".formatted(List.of(symbol.preset())));
    }
    Behavior base = symbol.preset().length == 0 ? Behavior.DEFAULT : symbol.preset()[0].behavior();
    boolean follows = !symbol.follows().isEmpty();
    if (follows && Double.isNaN(symbol.correlation())) {
      throw new IllegalArgumentException(
          "It follows '%s', and has no correlation. Write one from -1 to 1"
              .formatted(symbol.follows()));
    }
    return new Behavior(
        given(symbol.basePriceUsd(), base.basePriceUsd()),
        given(symbol.volatility(), base.volatility()),
        given(symbol.tradesPerSecond(), base.tradesPerSecond()),
        given(symbol.tape(), base.tape()),
        given(symbol.exchange(), base.exchange()),
        given(symbol.roundLotShares(), base.roundLotShares()),
        given(symbol.tickUsd(), base.tickUsd()),
        follows ? symbol.follows() : null,
        given(symbol.correlation(), 0));
  }

  private static double given(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }

  private static int given(int value, int otherwise) {
    return value == -1 ? otherwise : value;
  }

  private static void requireOnce(List<String> named) {
    if (new LinkedHashSet<>(named).size() < named.size()) {
      throw new ExtensionConfigurationException(
          "@FakePolygon: A symbol stands twice in %s. Name each once".formatted(named));
    }
  }
}
