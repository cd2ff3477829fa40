package io.fakepolygon.market;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A market: a function of its specification and of market time. It has no beginning and no end.
 *
 * <p>Threads may share it; each takes its own {@link Walk}.
 */
public final class Market {
  // With any symbol allowed, clients choose how many there are; what is beyond this is computed
  // anew.
  private static final int MOST_REMEMBERED_SYMBOLS = 20_000;

  private final MarketSpec spec;
  private final Wave wave;
  private final Map<String, OscillatingSymbol> symbols = new ConcurrentHashMap<>();

  /**
   * The market that a specification describes. Cheap: nothing is computed before it is asked for.
   */
  public Market(MarketSpec spec) {
    this.spec = spec;
    wave = new Wave(spec);
  }

  /** {@return the specification} */
  public MarketSpec spec() {
    return spec;
  }

  /**
   * {@return a walk along what {@code interest} wants, as it stands now: later changes need a new
   * walk}
   */
  public Walk walk(Interest interest) {
    List<String> candidates =
        spec.hasAnySymbol() ? interest.tickers().stream().sorted().toList() : spec.symbols();
    return new Walk(
        spec.intervalNs(),
        candidates.stream().flatMap(s -> Walk.Stop.of(s, interest, this::symbol)).toList());
  }

  private OscillatingSymbol symbol(String symbol) {
    if (symbols.size() >= MOST_REMEMBERED_SYMBOLS) {
      symbols.clear();
    }
    return symbols.computeIfAbsent(symbol, name -> new OscillatingSymbol(spec, name, wave));
  }
}
