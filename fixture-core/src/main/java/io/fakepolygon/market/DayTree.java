package io.fakepolygon.market;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One day of one symbol as a tree: each node is a stretch of time of which move, variance, number
 * of trades and number of quotes are known, and splits them between its halves, down to leaves of a
 * quarter of a second. Variance is split by a multiplicative cascade (Mandelbrot, Fisher, Calvet
 * 1997) shaped by the U of the day, the move by a Brownian bridge in the cascade's own time, trades
 * and quotes by binomials that lean the way of the cascade.
 *
 * <p>So a cold question costs the depth of the tree, and a walk in order two nodes a leaf. Seams
 * between halves would show at the same time each day, so each symbol's tree begins at an hour of
 * its own. Threads may share it.
 */
final class DayTree {
  static final int LEAF_MS = 250;
  static final int LEAVES = 64;
  static final int STRETCH_MS = LEAVES * LEAF_MS;
  private static final int LEVELS_OF_A_STRETCH = 6;
  private static final int INDEX_BITS = 21;

  private final Moves moves;
  private final MarketDay day;
  private final long startMs;
  private final int stretchLevel;
  private final Node root;

  DayTree(Moves moves, MarketDay day) {
    this.moves = moves;
    this.day = day;
    int levels = levelsFor(day);
    long spare = ((long) LEAF_MS << levels) - (day.endMs() - day.startMs());
    startMs = day.startMs() - moves.phase(spare / LEAF_MS) * LEAF_MS;
    stretchLevel = levels - LEVELS_OF_A_STRETCH;
    root =
        new Node(
            0,
            0,
            moves.startOf(day),
            moves.endOf(day),
            moves.sessionVariance(day),
            0,
            DayShape.VARIANCE.whole(day),
            moves.trades(day),
            moves.quotes(day),
            0,
            0,
            0,
            DayShape.ACTIVITY.whole(day));
  }

  MarketDay day() {
    return day;
  }

  /** {@return the number of the stretch that an instant lies in} */
  long stretchNumber(long epochMs) {
    return Math.floorDiv(epochMs - startMs, STRETCH_MS);
  }

  /** {@return how many trades the day has, auctions aside} */
  int trades() {
    return root.trades;
  }

  /** {@return variance of an average stretch of regular hours} */
  double usualVariance() {
    return root.variance
        / DayShape.VARIANCE.whole(day)
        * STRETCH_MS
        / (day.closeMs() - day.openMs());
  }

  /** {@return the logarithm of the price at an instant, relative to the base price} */
  double at(long epochMs) {
    if (epochMs <= day.startMs()) {
      return root.from;
    }
    if (epochMs >= day.endMs()) {
      return root.to;
    }
    Node node = root;
    int leafLevel = stretchLevel + LEVELS_OF_A_STRETCH;
    while (node.level < leafLevel) {
      Cut cut = cut(node, false);
      node = epochMs < node.middleMs() ? cut.left() : cut.right();
    }
    return node.from + (node.to - node.from) * (epochMs - node.startMs()) / LEAF_MS;
  }

  /** {@return the first stretch with a trade or quote that ends after an instant, or null} */
  @Nullable Node busyFrom(long epochMs) {
    return busyFrom(root, epochMs);
  }

  /** {@return the stretch that holds an instant, whether or not anything is in it} */
  Node stretchAt(long epochMs) {
    Node node = root;
    while (node.level < stretchLevel) {
      Cut cut = cut(node, true);
      node = epochMs < node.middleMs() ? cut.left() : cut.right();
    }
    return node;
  }

  /** Visits the price at the start of each stretch that starts within a span, in order. */
  void visit(long fromMs, long toMs, Visitor visitor) {
    visit(root, fromMs, toMs, visitor);
  }

  /** Spreads a stretch over its leaves. */
  void spread(Node stretch, Leaves leaves) {
    leaves.begin(stretch);
    Cut cut = new Cut();
    for (int level = 0; level < LEVELS_OF_A_STRETCH; level++) {
      int width = LEAVES >> level;
      for (int first = 0; first < LEAVES; first += width) {
        if (leaves.isBusy(first)) {
          leaves.put(cut, first);
          cut.fall(stretch.level + level, (stretch.position << level) + first / width);
          cut.count();
          leaves.take(cut, first, width / 2);
        }
      }
    }
  }

  private @Nullable Node busyFrom(Node node, long epochMs) {
    if (node.isIdle() || node.endMs() <= epochMs) {
      return null;
    }
    if (node.level == stretchLevel) {
      return node;
    }
    Cut cut = cut(node, true);
    Node found = epochMs < node.middleMs() ? busyFrom(cut.left(), epochMs) : null;
    return found == null ? busyFrom(cut.right(), epochMs) : found;
  }

  private void visit(Node node, long fromMs, long toMs, Visitor visitor) {
    if (node.endMs() <= fromMs || node.startMs() >= toMs) {
      return;
    }
    if (node.level == stretchLevel) {
      if (node.startMs() >= fromMs) {
        visitor.at(node.startMs(), node.from);
      }
      return;
    }
    Cut cut = cut(node, false);
    visit(cut.left(), fromMs, toMs, visitor);
    visit(cut.right(), fromMs, toMs, visitor);
  }

  private Cut cut(Node node, boolean withCounts) {
    Cut cut = new Cut();
    cut.put(node);
    cut.fall(node.level, node.position);
    if (withCounts) {
      cut.count();
    }
    return cut;
  }

  private static int levelsFor(MarketDay day) {
    int levels = LEVELS_OF_A_STRETCH;
    while (((long) LEAF_MS << levels) < day.endMs() - day.startMs()) {
      levels++;
    }
    return levels;
  }

  /** Is told of prices. */
  interface Visitor {
    void at(long epochMs, double logPrice);
  }

  /** A stretch of time, and what is in it. */
  final class Node {
    final double from;
    final double to;
    final double variance;
    final int trades;
    final int quotes;
    final int tradesBefore;
    final int quotesBefore;
    private final int level;
    private final long position;
    private final double varianceFrom;
    private final double varianceTo;
    private final double activityFrom;
    private final double activityTo;

    private Node(
        int level,
        long position,
        double from,
        double to,
        double variance,
        double varianceFrom,
        double varianceTo,
        int trades,
        int quotes,
        int tradesBefore,
        int quotesBefore,
        double activityFrom,
        double activityTo) {
      this.level = level;
      this.position = position;
      this.from = from;
      this.to = to;
      this.variance = variance;
      this.varianceFrom = varianceFrom;
      this.varianceTo = varianceTo;
      this.trades = trades;
      this.quotes = quotes;
      this.tradesBefore = tradesBefore;
      this.quotesBefore = quotesBefore;
      this.activityFrom = activityFrom;
      this.activityTo = activityTo;
    }

    long startMs() {
      return startMs + position * lengthMs();
    }

    long endMs() {
      return startMs() + lengthMs();
    }

    private long middleMs() {
      return startMs() + lengthMs() / 2;
    }

    private long lengthMs() {
      return (long) LEAF_MS << (stretchLevel + LEVELS_OF_A_STRETCH - level);
    }

    private boolean isIdle() {
      return trades + quotes == 0;
    }
  }

  /** How a node falls into halves. One can be used again and again: there are many. */
  private final class Cut {
    private double from;
    private double to;
    private double variance;
    private double varianceFrom;
    private double varianceTo;
    private int trades;
    private int quotes;
    private int tradesBefore;
    private int quotesBefore;
    private double activityFrom;
    private double activityTo;
    // Of the fall.
    private int level;
    private long position;
    private long index;
    private long middleMs;
    private double middle;
    private double leftVariance;
    private double middleMass;
    private double storm;
    private double middleActivity;
    private int leftTrades;
    private int leftQuotes;

    private void put(Node node) {
      from = node.from;
      to = node.to;
      variance = node.variance;
      varianceFrom = node.varianceFrom;
      varianceTo = node.varianceTo;
      trades = node.trades;
      quotes = node.quotes;
      tradesBefore = node.tradesBefore;
      quotesBefore = node.quotesBefore;
      activityFrom = node.activityFrom;
      activityTo = node.activityTo;
    }

    /** Splits the move and its variance. */
    private void fall(int atLevel, long atPosition) {
      level = atLevel;
      position = atPosition;
      index = (day.number() << INDEX_BITS) + (1L << level) + position;
      long halfMs = ((long) LEAF_MS << (stretchLevel + LEVELS_OF_A_STRETCH - level)) / 2;
      middleMs = startMs + (2 * position + 1) * halfMs;
      middleMass = DayShape.VARIANCE.until(day, middleMs);
      double mass = varianceTo - varianceFrom;
      storm = moves.storm(level, index);
      double share = Moves.leaning(part(middleMass - varianceFrom, mass), storm);
      middle =
          from
              + share * (to - from)
              + Math.sqrt(variance * share * (1 - share)) * moves.step(index);
      leftVariance = share * variance;
    }

    /** {@return between 0 and 1, whatever rounding does} */
    private static double part(double left, double whole) {
      return whole <= 0 ? 0 : Math.min(1, Math.max(0, left / whole));
    }

    /** Splits trades and quotes too. */
    private void count() {
      if (trades + quotes == 0) {
        return;
      }
      middleActivity = DayShape.ACTIVITY.until(day, middleMs);
      double mass = activityTo - activityFrom;
      long random = moves.counts(index);
      double left = moves.leanOfTrades(part(middleActivity - activityFrom, mass), storm, random);
      leftTrades = Binomial.of(trades, left, random);
      leftQuotes = Binomial.of(quotes, left, ~random);
    }

    private Node left() {
      return new Node(
          level + 1,
          2 * position,
          from,
          middle,
          leftVariance,
          varianceFrom,
          middleMass,
          leftTrades,
          leftQuotes,
          tradesBefore,
          quotesBefore,
          activityFrom,
          middleActivity);
    }

    private Node right() {
      return new Node(
          level + 1,
          2 * position + 1,
          middle,
          to,
          Math.max(0, variance - leftVariance),
          middleMass,
          varianceTo,
          trades - leftTrades,
          quotes - leftQuotes,
          tradesBefore + leftTrades,
          quotesBefore + leftQuotes,
          middleActivity,
          activityTo);
    }
  }

  /**
   * The quarters of a second of a stretch. One without trades and quotes has no prices either. To
   * be used again and again.
   */
  static final class Leaves {
    private final double[] from = new double[LEAVES];
    private final double[] to = new double[LEAVES];
    private final double[] variance = new double[LEAVES];
    private final double[] varianceFrom = new double[LEAVES];
    private final double[] varianceTo = new double[LEAVES];
    private final double[] activityFrom = new double[LEAVES];
    private final double[] activityTo = new double[LEAVES];
    private final int[] trades = new int[LEAVES];
    private final int[] quotes = new int[LEAVES];

    double from(int leaf) {
      return from[leaf];
    }

    double to(int leaf) {
      return to[leaf];
    }

    int trades(int leaf) {
      return trades[leaf];
    }

    int quotes(int leaf) {
      return quotes[leaf];
    }

    boolean isBusy(int leaf) {
      return trades[leaf] + quotes[leaf] > 0;
    }

    private void begin(Node stretch) {
      Arrays.fill(trades, 0);
      Arrays.fill(quotes, 0);
      from[0] = stretch.from;
      to[0] = stretch.to;
      variance[0] = stretch.variance;
      varianceFrom[0] = stretch.varianceFrom;
      varianceTo[0] = stretch.varianceTo;
      activityFrom[0] = stretch.activityFrom;
      activityTo[0] = stretch.activityTo;
      trades[0] = stretch.trades;
      quotes[0] = stretch.quotes;
    }

    /** Puts the node that begins at a leaf before a cut. */
    private void put(Cut cut, int first) {
      cut.from = from[first];
      cut.to = to[first];
      cut.variance = variance[first];
      cut.varianceFrom = varianceFrom[first];
      cut.varianceTo = varianceTo[first];
      cut.activityFrom = activityFrom[first];
      cut.activityTo = activityTo[first];
      cut.trades = trades[first];
      cut.quotes = quotes[first];
    }

    /** Takes its halves in its place. */
    private void take(Cut cut, int first, int half) {
      int second = first + half;
      from[second] = cut.middle;
      to[second] = to[first];
      to[first] = cut.middle;
      variance[second] = Math.max(0, cut.variance - cut.leftVariance);
      variance[first] = cut.leftVariance;
      varianceFrom[second] = cut.middleMass;
      varianceTo[second] = cut.varianceTo;
      varianceTo[first] = cut.middleMass;
      activityFrom[second] = cut.middleActivity;
      activityTo[second] = cut.activityTo;
      activityTo[first] = cut.middleActivity;
      trades[second] = cut.trades - cut.leftTrades;
      trades[first] = cut.leftTrades;
      quotes[second] = cut.quotes - cut.leftQuotes;
      quotes[first] = cut.leftQuotes;
    }
  }
}
