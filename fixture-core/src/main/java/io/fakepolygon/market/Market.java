package io.fakepolygon.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A market: a function of its specification and of market time. It has no beginning, and no end
 * unless its specification has one.
 *
 * <p>Threads may share it; each takes its own {@link Walk}.
 */
public final class Market {
  // With any symbol allowed, clients choose how many there are; what is beyond this is computed
  // anew.
  private static final int MOST_REMEMBERED_SYMBOLS = 20_000;

  private final MarketSpec spec;
  private final Wave wave;
  private final Hours hours;
  private final Map<String, OscillatingSymbol> symbols = new ConcurrentHashMap<>();
  private final Map<String, TapedSymbol> tapes = new ConcurrentHashMap<>();

  /**
   * The market that a specification describes. Cheap: nothing is computed before it is asked for.
   */
  public Market(MarketSpec spec) {
    this(spec, new Wave(spec), Hours.of(spec));
  }

  private Market(MarketSpec spec, Wave wave, Hours hours) {
    this.spec = spec;
    this.wave = wave;
    this.hours = hours;
  }

  /** {@return the market to which other scenarios happen} */
  public Market withScenarios(List<Scenario> scenarios) {
    return new Market(spec.withScenarios(scenarios), wave, hours);
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
    Walk walk =
        spec.isPlainOscillation() ? stepping(candidates, interest) : merging(candidates, interest);
    return spec.end() == null ? walk : new EndingWalk(walk, spec.endNs());
  }

  private SteppedWalk stepping(List<String> candidates, Interest interest) {
    return new SteppedWalk(
        spec.intervalNs(),
        candidates.stream().flatMap(s -> SteppedWalk.Stop.of(s, interest, this::symbol)).toList());
  }

  /** The walk that every market can be walked by. */
  MergingWalk merging(List<String> candidates, Interest interest) {
    List<Wish> wishes =
        candidates.stream().map(symbol -> Wish.of(symbol, interest)).filter(Wish::isAny).toList();
    return new MergingWalk(
        spec.intervalNs(),
        () -> cursors(wishes),
        wishes.stream().filter(Wish::hasBars).map(wish -> tape(wish.symbol()).bars()).toList());
  }

  private List<EventCursor> cursors(List<Wish> wishes) {
    List<EventCursor> cursors = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      tape(wishes.get(i).symbol()).addCursors(wishes.get(i), i, cursors);
    }
    return cursors;
  }

  private OscillatingSymbol symbol(String symbol) {
    if (symbols.size() >= MOST_REMEMBERED_SYMBOLS) {
      symbols.clear();
    }
    return symbols.computeIfAbsent(symbol, name -> new OscillatingSymbol(spec, name, wave));
  }

  private TapedSymbol tape(String symbol) {
    if (tapes.size() >= MOST_REMEMBERED_SYMBOLS) {
      tapes.clear();
    }
    return tapes.computeIfAbsent(symbol, name -> new TapedSymbol(spec, tapeOf(name)));
  }

  private SymbolTape tapeOf(String symbol) {
    return spec.mode() == MarketMode.REALISTIC
        ? new RealisticSymbol(spec, symbol, hours)
        : new OscillatingTape(spec, symbol, hours, wave);
  }
}
