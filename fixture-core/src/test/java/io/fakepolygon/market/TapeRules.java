package io.fakepolygon.market;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.protocol.UpdateRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What holds of some minutes of any market, whatever its specification. */
final class TapeRules {
  private static final double TEN_THOUSANDTHS = 10_000;
  private static final int FINRA = 4;
  private static final int OFFICIAL_CLOSE = 15;
  private static final int OFFICIAL_OPEN = 16;
  private static final int LATE = 32;
  private static final int HALT = 17;
  private static final int REOPENING = 18;

  private final MarketSpec spec;
  private final Market market;
  private final Hours hours;
  private final long fromNs;
  private final long toNs;
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Quote> standing = new HashMap<>();
  private final Map<String, Double> auctions = new HashMap<>();
  private final Map<String, LuldBand> bands = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Set<String>> ids = new HashMap<>();
  private final Map<String, Aggregate> lastBars = new HashMap<>();
  private final Map<String, List<Trade>> days = new HashMap<>();
  private long stepNs;
  private long lastNs = Long.MIN_VALUE;
  private int lastRank;
  private long events;

  private TapeRules(RandomMarket random) {
    spec = random.spec();
    market = new Market(spec);
    hours = Hours.of(spec);
    fromNs = Walker.ns(random.from());
    toNs = fromNs + random.span().toNanos();
  }

  /** {@return which rules are broken, and by what} */
  static List<String> brokenBy(RandomMarket random) {
    TapeRules rules = new TapeRules(random);
    rules.look(
        random.bars()
            ? new String[] {"T.*", "Q.*", "LULD.*", "A.*", "AM.*"}
            : new String[] {"T.*", "Q.*", "LULD.*"});
    return rules.broken;
  }

  private void look(String... topics) {
    MarketDay day = hours.from(fromNs / 1_000_000);
    // The bands that stand already are those that were told last.
    walk(day.startMs() * 1_000_000 - 1, fromNs, this::takeBand, "LULD.*");
    sequences.clear();
    walk(fromNs, toNs, this::check, topics);
    for (Aggregate bar : lastBars.values()) {
      if (isFinal(bar)) {
        checkSums(bar);
      }
    }
  }

  private void walk(long afterNs, long untilNs, Consumer<MarketEvent> consumer, String... topics) {
    Walk walk = Walker.walk(market, topics);
    for (long at = walk.nextStepAfter(afterNs); at <= untilNs; at = walk.nextStepAfter(at)) {
      stepNs = at;
      walk.step(at, consumer);
    }
  }

  private void check(MarketEvent event) {
    events++;
    inCanonicalOrder(event);
    sameWhenRead(event);
    if (event instanceof Trade trade) {
      checkTrade(trade);
    } else if (event instanceof Quote quote) {
      checkQuote(quote);
    } else if (event instanceof LuldBand band) {
      checkBand(band);
    } else if (event instanceof Aggregate bar) {
      checkBar(bar);
    }
  }

  private void inCanonicalOrder(MarketEvent event) {
    // A bar may be told late; the others are when they happen.
    boolean bar = event instanceof Aggregate;
    long ns = bar ? Math.max(lastNs, event.timestampNs()) : event.timestampNs();
    int kind =
        List.of(Channel.LULD, Channel.Q, Channel.T, Channel.A, Channel.AM).indexOf(event.channel());
    int rank = RandomMarket.SYMBOLS.indexOf(event.symbol()) * 10 + kind;
    require(ns >= lastNs, "is in the order of time", event);
    require(
        bar || ns > lastNs || rank >= lastRank, "is in the order of symbols and channels", event);
    require(
        ns <= stepNs && (bar || ns > stepNs - spec.intervalNs()), "falls due at its step", event);
    if (ns > lastNs || !bar) {
      lastRank = rank;
    }
    lastNs = ns;
  }

  private void sameWhenRead(MarketEvent event) {
    List<ReceivedMessage> read = FrameReader.read("[" + event.toJson() + "]");
    require(
        read.size() == 1 && read.get(0).message().equals(event), "is the same when read", event);
  }

  private void checkTrade(Trade trade) {
    rises(trade, trade.sequence());
    long ms = trade.sipTimestampMs();
    MarketDay day = hours.from(ms);
    require(day.contains(ms), "is within a session", trade);
    require(!isHalted(trade.symbol(), ms), "is not within a halt", trade);
    require(trade.participantTimestampMs() <= ms, "has pt not after t", trade);
    require(trade.participantTimestampMs() > ms - 15 * 60_000 - 1, "has pt not too old", trade);
    require((trade.trfId() > 0) == (trade.exchange() == FINRA), "has trfi off exchange", trade);
    require((trade.trfId() > 0) == (trade.trfTimestampMs() > 0), "has trft with trfi", trade);
    require(trade.trfTimestampMs() <= ms, "has trft not after t", trade);
    require(
        ids.computeIfAbsent(trade.symbol() + day.number(), key -> new HashSet<>()).add(trade.id()),
        "has an id of its own",
        trade);
    require(trade.sizeMillionths() > 0, "has a size", trade);
    require(trade.sizeShares() == trade.sizeMillionths() / 1_000_000, "has ds like s", trade);
    checkPrice(trade);
  }

  private void checkPrice(Trade trade) {
    List<Integer> conditions = trade.conditions();
    if (conditions.contains(OFFICIAL_OPEN) || conditions.contains(OFFICIAL_CLOSE)) {
      Double price = auctions.get(trade.symbol());
      require(price == null || price == trade.priceUsd(), "repeats the auction", trade);
      return;
    }
    if (conditions.contains(LATE)) {
      return;
    }
    Quote quote = standing.get(trade.symbol());
    require(
        quote == null || (quote.bidUsd() <= trade.priceUsd() && trade.priceUsd() <= quote.askUsd()),
        "is within the quote " + (quote == null ? "" : quote.toJson()),
        trade);
    if (conditions.contains(17) || conditions.contains(18) || conditions.contains(8)) {
      auctions.put(trade.symbol(), trade.priceUsd());
    }
    LuldBand band = bands.get(trade.symbol());
    MarketDay day = hours.from(trade.sipTimestampMs());
    if (band != null && day.isRegular(trade.sipTimestampMs()) && isOfDay(band, day)) {
      require(
          band.lowerUsd() <= trade.priceUsd() && trade.priceUsd() <= band.upperUsd(),
          "is within the price band " + band.toJson(),
          trade);
    }
  }

  private static boolean isOfDay(LuldBand band, MarketDay day) {
    return day.contains(band.timestampNs() / 1_000_000);
  }

  private void checkQuote(Quote quote) {
    rises(quote, quote.sequence());
    long ms = quote.sipTimestampMs();
    require(hours.from(ms).contains(ms), "is within a session", quote);
    require(!isHalted(quote.symbol(), ms), "is not within a halt", quote);
    require(quote.participantTimestampMs() <= ms, "has pt not after t", quote);
    require(quote.bidUsd() > 0 && quote.bidUsd() < quote.askUsd(), "is not crossed", quote);
    require(isOnGrid(quote.symbol(), quote.bidUsd()), "has its bid on the grid", quote);
    require(isOnGrid(quote.symbol(), quote.askUsd()), "has its ask on the grid", quote);
    Quote before = standing.get(quote.symbol());
    require(before == null || isUsual(before, quote), "does not leap from " + before, quote);
    require(quote.bidShares() > 0 && quote.askShares() > 0, "has sizes", quote);
    standing.put(quote.symbol(), quote);
  }

  /** Where nothing is made to happen, and the market is open, prices move by a little. */
  private boolean isUsual(Quote before, Quote quote) {
    double ratio = (quote.bidUsd() + quote.askUsd()) / (before.bidUsd() + before.askUsd());
    return !spec.scenarios().isEmpty()
        || spec.mode() == MarketMode.OSCILLATING
        || quote.sipTimestampMs() - before.sipTimestampMs() > 60_000
        || (0.6 < ratio && ratio < 1.6);
  }

  private boolean isOnGrid(String symbol, double usd) {
    long price = Math.round(usd * TEN_THOUSANDTHS);
    if (spec.mode() == MarketMode.OSCILLATING) {
      return price % 100 == 0;
    }
    return price % new Tick(spec.behaviorOf(symbol)).at(usd) == 0;
  }

  private void checkBand(LuldBand band) {
    rises(band, band.sequence());
    long ms = band.timestampNs() / 1_000_000;
    require(hours.from(ms).contains(ms), "is within a session", band);
    boolean halt = band.indicators().contains(HALT) || band.indicators().contains(REOPENING);
    require(
        halt || spec.mode() == MarketMode.OSCILLATING || band.upperUsd() > band.lowerUsd(),
        "has bands",
        band);
    takeBand(band);
  }

  private void takeBand(MarketEvent event) {
    LuldBand band = (LuldBand) event;
    if (band.upperUsd() > 0) {
      bands.put(band.symbol(), band);
    }
  }

  private void checkBar(Aggregate bar) {
    require(bar.startMs() % (bar.endMs() - bar.startMs()) == 0, "has an aligned window", bar);
    require(
        bar.endMs() - bar.startMs() == (bar.channel() == Channel.A ? 1_000 : 60_000),
        "has a window of its length",
        bar);
    require(
        bar.lowUsd() <= Math.min(bar.openUsd(), bar.closeUsd())
            && Math.max(bar.openUsd(), bar.closeUsd()) <= bar.highUsd()
            && bar.volumeMillionths() <= bar.dayVolumeMillionths(),
        "makes sense",
        bar);
    lastBars.put(bar.channel() + bar.symbol() + bar.startMs(), bar);
  }

  /** Whether nothing of it is told again. */
  private boolean isFinal(Aggregate bar) {
    long delay = spec.barDelay().toMillis() + (bar.channel() == Channel.A ? 5_000 : 30_000);
    return (bar.endMs() + delay) * 1_000_000 <= toNs
        || (spec.barDelay().isZero()
            && spec.scenarios().stream()
                .noneMatch(scenario -> scenario.kind() == ScenarioKind.BAR_CORRECTIONS));
  }

  private void checkSums(Aggregate bar) {
    List<Trade> day = tradesOfDayUntil(bar);
    List<Trade> window =
        day.stream().filter(trade -> trade.sipTimestampMs() >= bar.startMs()).toList();
    require(shown(bar).equals(shown(window, day)), "is " + shown(window, day), bar);
    Double open = null;
    for (Trade trade : day) {
      if (spec.mode() == MarketMode.REALISTIC) {
        open = trade.conditions().contains(OFFICIAL_OPEN) ? (Double) trade.priceUsd() : open;
      } else if (open == null
          && hours.from(bar.startMs()).isRegular(trade.sipTimestampMs())
          && UpdateRules.setsOpenAndClose(trade.conditions())) {
        open = trade.priceUsd();
      }
    }
    require(
        bar.officialOpenUsd() == (open == null ? 0 : open), "has the official open " + open, bar);
  }

  private List<Trade> tradesOfDayUntil(Aggregate bar) {
    MarketDay day = hours.from(bar.startMs());
    List<Trade> all =
        days.computeIfAbsent(
            bar.symbol() + day.number(),
            key -> {
              List<Trade> trades = new ArrayList<>();
              walk(
                  day.startMs() * 1_000_000 - 1,
                  toNs,
                  event -> trades.add((Trade) event),
                  "T." + bar.symbol());
              return trades;
            });
    return all.stream()
        .filter(
            trade -> trade.sipTimestampMs() < bar.endMs() && day.contains(trade.sipTimestampMs()))
        .toList();
  }

  private static String shown(Aggregate bar) {
    return "o %s c %s h %s l %s v %d vw %s z %d av %d a %s"
        .formatted(
            bar.openUsd(),
            bar.closeUsd(),
            bar.highUsd(),
            bar.lowUsd(),
            bar.volumeMillionths(),
            bar.vwapUsd(),
            bar.averageTradeShares(),
            bar.dayVolumeMillionths(),
            bar.dayVwapUsd());
  }

  private static String shown(List<Trade> window, List<Trade> day) {
    List<Double> lasts = prices(window, true);
    List<Double> highs = prices(window, false);
    List<Trade> volume = counting(window);
    if (lasts.isEmpty()) {
      return "none, for want of a price";
    }
    long shares = millionths(volume) / 1_000_000;
    return "o %s c %s h %s l %s v %d vw %s z %d av %d a %s"
        .formatted(
            lasts.get(0),
            lasts.get(lasts.size() - 1),
            highs.stream().mapToDouble(Double::doubleValue).max().orElse(0),
            highs.stream().mapToDouble(Double::doubleValue).min().orElse(0),
            millionths(volume),
            vwap(volume),
            (shares + volume.size() / 2) / volume.size(),
            millionths(counting(day)),
            vwap(counting(day)));
  }

  private static List<Double> prices(List<Trade> trades, boolean last) {
    return trades.stream()
        .filter(
            trade ->
                last
                    ? UpdateRules.setsOpenAndClose(trade.conditions())
                    : UpdateRules.setsHighAndLow(trade.conditions()))
        .map(Trade::priceUsd)
        .toList();
  }

  private static List<Trade> counting(List<Trade> trades) {
    return trades.stream().filter(trade -> UpdateRules.countsAsVolume(trade.conditions())).toList();
  }

  private static long millionths(Collection<Trade> trades) {
    return trades.stream().mapToLong(Trade::sizeMillionths).sum();
  }

  private static double vwap(Collection<Trade> trades) {
    BigDecimal notional = BigDecimal.ZERO;
    for (Trade trade : trades) {
      notional =
          notional.add(
              BigDecimal.valueOf(trade.priceUsd())
                  .multiply(BigDecimal.valueOf(trade.sizeMillionths(), 6)));
    }
    return notional
        .divide(BigDecimal.valueOf(millionths(trades), 6), 4, RoundingMode.HALF_UP)
        .doubleValue();
  }

  private boolean isHalted(String symbol, long ms) {
    for (Scenario halt : spec.scenarios()) {
      if (halt.kind() == ScenarioKind.TRADING_HALT && halt.concerns(symbol)) {
        Instant end = halt.start().plus(halt.length());
        for (Scenario normal : spec.scenarios()) {
          boolean ends =
              normal.kind() == ScenarioKind.NORMAL
                  && normal.concerns(symbol)
                  && !normal.start().isBefore(halt.start())
                  && normal.start().isBefore(end);
          end = ends ? normal.start() : end;
        }
        if (halt.start().toEpochMilli() < ms && ms < end.toEpochMilli()) {
          return true;
        }
      }
    }
    return false;
  }

  private void rises(MarketEvent event, long sequence) {
    long number = hours.from(event.timestampNs() / 1_000_000).number();
    Long before = sequences.put(event.channel() + event.symbol() + number, sequence);
    require(sequence > (before == null ? 0 : before), "has a sequence above " + before, event);
  }

  private void require(boolean holds, String rule, MarketEvent event) {
    if (!holds) {
      broken.add("%s: %s (%d)".formatted(rule, event.toJson(), events));
    }
  }
}
