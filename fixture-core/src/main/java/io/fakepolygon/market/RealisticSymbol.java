package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One symbol of the realistic market. Threads may share it; what it remembers can be forgotten.
 *
 * @see DayTree
 * @see StretchWriter
 */
final class RealisticSymbol implements SymbolTape, Supervision.Price, Timeline.Measure {
  // A minute of stretches, and what is on both sides of it. Cursors of a symbol with little in them
  // look farther ahead of each other.
  private static final int REMEMBERED = 8;
  private static final int REMEMBERED_SPARSE = 64;
  private static final double SPARSE_TRADES_PER_SECOND = 0.3;
  private static final double FIRST_TIER_TRADES_PER_SECOND = 0.2;
  private static final double BEYOND = 0.02;
  private static final double HIGHEST_USD = 10_000_000;

  private final String symbol;
  private final Behavior behavior;
  private final Listing listing;
  private final Hours hours;
  private final Timeline timeline;
  private final PriceBands bands;
  private final StretchWriter writer;
  private final Hash auctions;
  private final Tick tick;
  private final AtomicReferenceArray<@Nullable Stretch> remembered;
  private volatile @Nullable OfficialOpen latestOpen;
  private final ByDay<DayTree> trees;
  private final ByDay<DayPlan> plans = new ByDay<>(this::plan);

  RealisticSymbol(MarketSpec spec, String symbol, Hours hours) {
    this.symbol = symbol;
    this.hours = hours;
    behavior = spec.behaviorOf(symbol);
    listing = Listing.of(spec, symbol);
    Moves moves = new Moves(spec, symbol, hours);
    trees = new ByDay<>(day -> new DayTree(moves, day));
    timeline = new Timeline(spec, symbol, this::baseAt);
    bands = new PriceBands(behavior.tradesPerSecond() >= FIRST_TIER_TRADES_PER_SECOND);
    auctions = Hash.of(spec.seed(), symbol, Purpose.AUCTION);
    tick = new Tick(behavior);
    remembered =
        new AtomicReferenceArray<>(
            behavior.tradesPerSecond() < SPARSE_TRADES_PER_SECOND ? REMEMBERED_SPARSE : REMEMBERED);
    writer = new StretchWriter(spec, symbol, listing, timeline, this);
  }

  @Override
  public String symbol() {
    return symbol;
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public DayPlan planFrom(long epochMs) {
    return plans.of(hours.from(epochMs));
  }

  /** There are bands on every day. */
  @Override
  public long mayBeSaidFrom(long epochMs) {
    return epochMs;
  }

  @Override
  public @Nullable OfficialOpen openOf(MarketDay day) {
    OfficialOpen known = latestOpen;
    if (known == null || !day.contains(known.ms())) {
      known = printedOpen(planFrom(day.startMs()).officialOpenMs());
      latestOpen = known;
    }
    return known;
  }

  private @Nullable OfficialOpen printedOpen(long ms) {
    Stretch stretch = ms == Span.NEVER_MS ? null : from(ms);
    if (stretch == null) {
      return null;
    }
    int trade = stretch.firstTradeFrom(ms);
    while (stretch.conditions(trade) != SaleConditions.OFFICIAL_OPEN) {
      trade++;
    }
    return new OfficialOpen(ms, stretch.tradePrice(trade));
  }

  @Override
  public double usdAt(long epochMs) {
    return usd(baseAt(epochMs), epochMs);
  }

  @Override
  public void visit(long fromMs, long toMs, DayTree.Visitor visitor) {
    trees.of(hours.from(fromMs)).visit(fromMs, toMs, (ms, base) -> visitor.at(ms, usd(base, ms)));
  }

  private DayPlan plan(MarketDay day) {
    return Supervision.watch(
        symbol, listing.tape(), tick, bands, this, day, auctions, timeline.halts());
  }

  @Override
  public @Nullable Stretch within(DayPlan plan, long epochMs) {
    DayTree tree = trees.of(plan.day());
    long ms = epochMs;
    while (ms < plan.day().endMs()) {
      int slot = (int) tree.stretchNumber(ms) & (remembered.length() - 1);
      Stretch known = remembered.get(slot);
      if (known != null && known.contains(ms)) {
        return known;
      }
      DayTree.Node node = tree.busyFrom(ms);
      long auctionMs = plan.auctionMs(plan.firstAuctionFrom(ms));
      if (node == null && auctionMs == Span.NEVER_MS) {
        return null;
      }
      if (node == null || auctionMs < node.startMs()) {
        node = tree.stretchAt(auctionMs);
      }
      Stretch written = writer.write(tree, node, plan);
      if (written.trades() + written.quotes() > 0) {
        remembered.set(
            (int) tree.stretchNumber(written.startMs()) & (remembered.length() - 1), written);
        return written;
      }
      ms = plan.endOfSilence(written.endMs());
    }
    return null;
  }

  /** {@return the logarithm of the price without scenarios, relative to the base price} */
  private double baseAt(long epochMs) {
    return trees.of(hours.from(epochMs)).at(epochMs);
  }

  private double usd(double base, long epochMs) {
    double logPrice = base + timeline.offset(epochMs, this);
    return bounded(behavior.basePriceUsd() * StrictMath.exp(logPrice));
  }

  /** {@return the same price, unless scenarios lead beyond all prices that can be counted in} */
  static double bounded(double usd) {
    return Math.min(HIGHEST_USD, usd);
  }

  @Override
  public double change(double factor) {
    return StrictMath.log(factor);
  }

  @Override
  public double beyondTheBand(long epochMs) {
    double usd = behavior.basePriceUsd() * StrictMath.exp(baseAt(epochMs));
    return Math.min(0.9, bands.widthUsd(usd, true) / usd + BEYOND);
  }
}
