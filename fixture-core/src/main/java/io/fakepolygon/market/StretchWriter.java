package io.fakepolygon.market;

import io.fakepolygon.market.DayPlan.Bands;
import io.fakepolygon.market.DayPlan.Print;
import io.fakepolygon.market.Hash.Purpose;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes stretches of a realistic symbol's tape: quotes around its path, trades at the quote that
 * stands, auctions where the day's plan has them. Threads may share it.
 */
final class StretchWriter {
  private static final double TEN_THOUSANDTHS = 10_000;
  private static final int PERCENT = 100;
  private static final int FINRA = 4;
  private static final int[] VENUES = {
    12, 12, 12, 12, 11, 11, 11, 19, 19, 8, 8, 10, 10, 21, 15, 20
  };
  private static final int[] FACILITIES = {202, 202, 202, 202, 201, 201, 203, 203};
  private static final int OFF_EXCHANGE = 40;
  private static final int AT_THE_MIDDLE = 20;
  private static final int IMPROVED = 55;
  private static final int SWEEPS = 30;
  private static final int EXEMPT = 20;
  private static final int LONGEST_DELAY_MS = 12;
  private static final int NEARLY_LATE_MS = 1_000;
  private static final long TRADE_NUMBERS = (1L << LeafTimes.NUMBER_BITS) - 1;
  private static final long TRADE_CONTENT = 11;
  private static final int HIDDEN = 5;
  private static final int TEN_THOUSANDTHS_IN_A_CENT = 100;
  // Auctions, and quotes that a trade needs.
  private static final int SPARE = 4;
  private static final double OPENING_PART = 0.02;
  private static final double CLOSING_PART = 0.06;
  private static final double REOPENING_PART = 0.003;
  private static final double AVERAGE_LOTS = 1.5;
  private static final double MOST_WIDENED = 12;
  private static final double OUT_OF_HOURS = 3;
  private static final double NEAR = 0.01;

  private final String symbol;
  private final Listing listing;
  private final Behavior behavior;
  private final Timeline timeline;
  private final Tick tick;
  private final RealisticSymbol path;
  private final TradeSigns signs;
  private final Hash quoteHash;
  private final Hash tradeHash;
  private final double usualSpread;
  private final AtomicReference<@Nullable Scratch> spare = new AtomicReference<>();

  StretchWriter(
      MarketSpec spec, String symbol, Listing listing, Timeline timeline, RealisticSymbol path) {
    this.symbol = symbol;
    this.listing = listing;
    this.timeline = timeline;
    this.path = path;
    behavior = spec.behaviorOf(symbol);
    tick = new Tick(behavior);
    signs = new TradeSigns(spec, symbol);
    quoteHash = Hash.of(spec.seed(), symbol, Purpose.QUOTE_TIME);
    tradeHash = Hash.of(spec.seed(), symbol, Purpose.TRADE_TIME);
    usualSpread = usualSpread(behavior);
  }

  Stretch write(DayTree tree, DayTree.Node node, DayPlan plan) {
    Scratch taken = spare.getAndSet(null);
    Scratch scratch = taken == null ? new Scratch(signs.read()) : taken;
    Stretch written = new Writing(tree, node, plan, scratch).write();
    spare.set(scratch);
    return written;
  }

  /** {@return as a share of the price: about twice what the price moves between two trades} */
  private static double usualSpread(Behavior behavior) {
    double tradesADay = behavior.tradesPerSecond() * 23_400;
    return 2 * behavior.volatility() / Math.sqrt(252 * Math.max(1, tradesADay));
  }

  /** What one writing leaves to the next. */
  private static final class Scratch {
    private final DayTree.Leaves leaves = new DayTree.Leaves();
    private final LeafTimes quoteTimes = new LeafTimes();
    private final LeafTimes tradeTimes = new LeafTimes();
    private final TradeSigns.Reading sides;

    private Scratch(TradeSigns.Reading sides) {
      this.sides = sides;
    }
  }

  /** One stretch under way. */
  private final class Writing {
    private final DayTree tree;
    private final Scratch scratch;
    private final DayTree.Leaves leaves;
    private final DayTree.Node node;
    private final DayPlan plan;
    private final MarketDay day;
    private final Stretch stretch;
    private final double storm;
    private final LeafTimes quoteTimes;
    private final LeafTimes tradeTimes;
    private Bands bands = Bands.NONE;
    private long bandsUntilMs = Long.MIN_VALUE;
    private long bid;
    private long ask;
    private long quotedMs = Span.NEVER_MS;
    private long auctionPrice;
    private long auctionSize;
    // Of the day: numbers up to the leaf under way, and auctions so far.
    private long quotesBefore;
    private long tradesBefore;
    private int auctionsBefore;
    // Of the leaf: how many there are so far, and how far apart their sequence numbers are.
    private int quotesHere;
    private int tradesHere;
    private int apart;
    // Of the leaf under way.
    private long leafMs;
    private double from;
    private double slope;
    private final double referenceUsd;

    private Writing(DayTree tree, DayTree.Node node, DayPlan plan, Scratch scratch) {
      this.tree = tree;
      this.node = node;
      this.plan = plan;
      this.scratch = scratch;
      leaves = scratch.leaves;
      quoteTimes = scratch.quoteTimes;
      tradeTimes = scratch.tradeTimes;
      tree.spread(node, leaves);
      referenceUsd = behavior.basePriceUsd() * StrictMath.exp(node.from);
      day = tree.day();
      stretch =
          new Stretch(
              symbol,
              listing.tape(),
              Math.max(node.startMs(), day.startMs()),
              Math.min(node.endMs(), day.endMs()),
              node.trades + SPARE,
              node.quotes + SPARE);
      double usual = tree.usualVariance();
      storm = usual == 0 ? 1 : Math.sqrt(node.variance / usual);
    }

    private Stretch write() {
      long quote = node.quotesBefore;
      long trade = node.tradesBefore;
      int auction = plan.firstAuctionFrom(stretch.startMs());
      for (int leaf = 0; leaf < DayTree.LEAVES; leaf++) {
        leafMs = node.startMs() + (long) leaf * DayTree.LEAF_MS;
        boolean auctionDue = plan.auctionMs(auction) < leafMs + DayTree.LEAF_MS;
        if (leaves.isBusy(leaf) || auctionDue) {
          lookAt(leaf);
          int copies = timeline.copies(leafMs);
          int oneOf = timeline.oneOf(leafMs);
          quoteTimes.draw(quoteHash, day.number(), quote, leaves.quotes(leaf), copies, oneOf);
          tradeTimes.draw(tradeHash, day.number(), trade, leaves.trades(leaf), copies, oneOf);
          quotesBefore = quote;
          tradesBefore = trade;
          auctionsBefore = auction;
          quotesHere = 0;
          tradesHere = 0;
          apart = LeafTimes.COPIES / copies;
          auction = writeLeaf(auction);
          quote += leaves.quotes(leaf);
          trade += leaves.trades(leaf);
        }
      }
      return stretch.trimmed();
    }

    private void lookAt(int leaf) {
      boolean busy = leaves.isBusy(leaf);
      from = busy ? leaves.from(leaf) : tree.at(leafMs);
      double to = busy ? leaves.to(leaf) : tree.at(leafMs + DayTree.LEAF_MS);
      slope = (to - from) / DayTree.LEAF_MS;
    }

    /** Merges what there is, quotes first, and returns the next auction. */
    private int writeLeaf(int nextAuction) {
      int auction = nextAuction;
      int q = 0;
      int t = 0;
      while (true) {
        long quoteMs = leafMs + quoteTimes.offset(q);
        long tradeMs = leafMs + tradeTimes.offset(t);
        long auctionMs = plan.auctionMs(auction);
        long ms = Math.min(quoteMs, Math.min(tradeMs, auctionMs));
        if (ms >= leafMs + DayTree.LEAF_MS) {
          return auction;
        }
        if (ms == quoteMs) {
          if (!plan.isSilent(ms)) {
            quote(ms, quoteHash.at(quoteTimes.index(q)));
          }
          q++;
        } else if (ms == auctionMs) {
          auction(ms, plan.auctions().get(auction++).print());
          auctionsBefore = auction;
        } else {
          if (!plan.isSilent(ms)) {
            trade(ms, tradeTimes.index(t));
          }
          t++;
        }
      }
    }

    private void quote(long ms, long timeHash) {
      long random = Hash.mix64(timeHash ^ ms);
      long more = Hash.mix64(random);
      double price = usdAt(ms) * TEN_THOUSANDTHS;
      long step = tick.at(price / TEN_THOUSANDTHS);
      double half = price * spreadAt(ms) * (0.35 + (random >>> 40) * 0x1p-24 * 0.3);
      bid = Math.max(step, (long) Math.floor((price - half) / step) * step);
      ask = Math.max(bid + step, (long) Math.ceil((price + half) / step) * step);
      Bands bands = bandsAt(ms);
      if (bands.stand()) {
        keepWithin(bands, step);
      }
      bid = down(bid);
      ask = up(ask);
      int roundLot = roundLot((long) price);
      quotedMs = ms;
      stretch.addQuote(
          ms,
          Hash.lowBelow(LONGEST_DELAY_MS, more),
          bid,
          ask,
          lots(random, roundLot),
          lots(more, roundLot),
          sequence(quotesBefore + tradesBefore, quotesHere++, ms),
          VENUES[(int) (more >>> 60)],
          VENUES[(int) (more >>> 56) & 15]);
    }

    private void keepWithin(Bands bands, long step) {
      if (bid > bands.upper()) {
        ask = bands.upper() + (ask - bid);
        bid = bands.upper();
      }
      if (ask < bands.lower()) {
        bid = Math.max(step, bands.lower() - (ask - bid));
        ask = Math.max(bid + step, bands.lower());
      }
    }

    // The step is another one above a dollar, which may lie between.
    private long down(long price) {
      return price - price % tick.at(price / TEN_THOUSANDTHS);
    }

    private long up(long price) {
      long step = tick.at(price / TEN_THOUSANDTHS);
      return (price + step - 1) / step * step;
    }

    private void trade(long ms, long index) {
      long hash = tradeHash.at(index);
      long random = Hash.mix64(hash ^ TRADE_CONTENT);
      long more = Hash.mix64(random);
      boolean offExchange = Hash.lowBelow(PERCENT, random) < OFF_EXCHANGE;
      boolean late = offExchange && (hash >>> 40) * 0x1p-24 < timeline.late(ms);
      int delay = 1 + Hash.highBelow(LONGEST_DELAY_MS, more);
      standingQuote(ms);
      long price = tradePrice(index, random, offExchange);
      if (late) {
        delay = lateBy(ms, more);
        price = priceMadeAt(ms - delay);
      }
      int roundLot = roundLot(price);
      long size = TradeSizes.millionths(more, roundLot, offExchange);
      add(
          ms,
          delay,
          late ? price : within(price, bandsAt(ms)),
          size,
          offExchange ? FINRA : VENUES[(int) (random >>> 60)],
          offExchange ? FACILITIES[(int) (more >>> 61)] : 0,
          conditions(ms, size < roundLot * 1_000_000L, late, offExchange, random));
    }

    /** An auction is printed at the middle of a fresh quote, an official price where it was. */
    private void auction(long ms, Print print) {
      if (!print.isOfficialPrice()) {
        quote(ms, quoteHash.at(ms));
        auctionPrice = within(middle(), bandsAt(ms));
        auctionSize = auctionShares(print, roundLot(auctionPrice)) * 1_000_000;
        quotesHere--;
      }
      add(ms, 0, auctionPrice, auctionSize, listing.exchange(), 0, print.conditions());
      // It has room of its own.
      tradesHere--;
    }

    private void add(
        long ms,
        int delay,
        long price,
        long size,
        int exchange,
        int facility,
        SaleConditions conditions) {
      long sequence = sequence(tradesBefore, tradesHere++, ms);
      stretch.addTrade(ms, delay, price, size, sequence, sequence, exchange, facility, conditions);
    }

    /**
     * Where there is no quote yet, or one from before a halt or beyond the bands, there is one now.
     */
    private void standingQuote(long ms) {
      Bands bands = bandsAt(ms);
      boolean beyond = bands.stand() && (bid > bands.upper() || ask < bands.lower());
      if (quotedMs == Span.NEVER_MS || beyond || plan.hasReopened(quotedMs, ms)) {
        quote(ms, quoteHash.at(ms));
      }
    }

    private long tradePrice(long index, long random, boolean offExchange) {
      boolean buy = scratch.sides.isBuy(day.number(), (index & TRADE_NUMBERS) / LeafTimes.COPIES);
      int percent = Hash.highBelow(PERCENT, random);
      if (percent < (offExchange ? AT_THE_MIDDLE : HIDDEN)) {
        return offExchange ? (bid + ask) / 2 : middle();
      }
      if (offExchange && percent < IMPROVED) {
        long better = Math.min((ask - bid) / 2, 1 + Hash.lowBelow(20, Hash.mix64(random)));
        return buy ? ask - better : bid + better;
      }
      return buy ? ask : bid;
    }

    private long middle() {
      long step = tick.at(bid / TEN_THOUSANDTHS);
      return bid + (ask - bid) / 2 / step * step;
    }

    private int lateBy(long ms, long random) {
      int most = (int) Math.min(Timeline.LONGEST_LATENESS_MS, ms - day.startMs());
      int late =
          most <= NEARLY_LATE_MS
              ? most
              : NEARLY_LATE_MS + Hash.lowBelow(most - NEARLY_LATE_MS, Hash.mix64(random));
      // Nothing was traded in a halt: what is late from there was the last before it.
      return (int) (ms - plan.startOfSilence(ms - late));
    }

    /** What a trade was made at, which is reported now. */
    private long priceMadeAt(long ms) {
      double usd = path.usdAt(ms);
      long step = tick.at(usd);
      long price = Math.max(step, Math.round(usd * TEN_THOUSANDTHS / step) * step);
      return within(price, plan.bandsAt(ms));
    }

    /** No trade is beyond a band that stands when it is made. */
    private static long within(long price, Bands bands) {
      return !bands.stand() ? price : Math.max(bands.lower(), Math.min(bands.upper(), price));
    }

    private SaleConditions conditions(
        long ms, boolean oddLot, boolean late, boolean offExchange, long random) {
      if (late) {
        return oddLot ? SaleConditions.LATE_ODD_LOT : SaleConditions.LATE;
      }
      if (!day.isRegular(ms)) {
        return oddLot ? SaleConditions.EXTENDED_ODD_LOT : SaleConditions.EXTENDED;
      }
      int percent = Hash.lowBelow(PERCENT, Hash.mix64(~random));
      if (offExchange || percent >= SWEEPS) {
        return oddLot ? SaleConditions.ODD_LOT : SaleConditions.REGULAR;
      }
      if (percent < EXEMPT) {
        return oddLot ? SaleConditions.SWEEP_ODD_LOT_EXEMPT : SaleConditions.SWEEP_EXEMPT;
      }
      return oddLot ? SaleConditions.SWEEP_ODD_LOT : SaleConditions.SWEEP;
    }

    private double usdAt(long ms) {
      double logPrice = from + slope * (ms - leafMs) + timeline.offset(ms, path);
      double move = logPrice - node.from;
      return RealisticSymbol.bounded(
          referenceUsd * (Math.abs(move) < NEAR ? growth(move) : StrictMath.exp(move)));
    }

    /** The exponential of something small, to fourteen digits. */
    private static double growth(double x) {
      return 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5 * (1 + x / 6)))));
    }

    private double spreadAt(long ms) {
      double widened = Math.min(MOST_WIDENED, 0.5 + 0.5 * storm * timeline.volatility(ms));
      return usualSpread * widened * timeline.spread(ms) * (day.isRegular(ms) ? 1 : OUT_OF_HOURS);
    }

    private Bands bandsAt(long ms) {
      if (ms >= bandsUntilMs) {
        bands = plan.bandsAt(ms);
        bandsUntilMs = plan.nextBandsAfter(ms);
      }
      return bands;
    }

    private int roundLot(long price) {
      return behavior.roundLotShares() > 0
          ? behavior.roundLotShares()
          : RoundLot.of(price / TEN_THOUSANDTHS_IN_A_CENT);
    }

    private long auctionShares(Print print, int roundLot) {
      double part =
          switch (print) {
            case OPENING, OFFICIAL_OPEN -> OPENING_PART;
            case CLOSING, OFFICIAL_CLOSE -> CLOSING_PART;
            case REOPENING -> REOPENING_PART;
          };
      return 1 + Math.round(part * AVERAGE_LOTS * roundLot * tree.trades());
    }

    /**
     * By number, so that it rises with gaps from one stretch to the next, whichever is written
     * first: there is room for all copies of a trade, for a quote that it needs, and for auctions.
     */
    private long sequence(long before, int here, long ms) {
      return 1
          + (before + auctionsBefore) * LeafTimes.COPIES
          + (long) here * apart
          + Math.floorMod(7 * ms, apart);
    }
  }

  /** {@return some round lots: one mostly} */
  private static int lots(long random, int roundLot) {
    int lots = 1 + Long.numberOfTrailingZeros(random | 1L << 6);
    return lots * (1 + Hash.highBelow(3, random)) * roundLot;
  }
}
