package io.fakepolygon.plot;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes events and keeps what can be seen of them: of quotes and bands the last of each column, of
 * trades a few, of spreads a median. A day of a busy symbol takes no more memory than a quiet one.
 */
final class Reading {
  // More trades than this run into one another; bars say more of them.
  private static final int FEW = 2_000;
  private static final int OFFICIAL_CLOSE = 15;
  private static final int OFFICIAL_OPEN = 16;

  private final Subject subject;
  private final Columns columns;
  private final Map<Integer, Quote> quotes = new TreeMap<>();
  private final Map<Integer, LuldBand> bands = new TreeMap<>();
  private final List<Trade> trades = new ArrayList<>();
  private final Map<Integer, Trade> official = new TreeMap<>();
  // By their start: one that is sent again takes the place of the first.
  private final Map<Long, Aggregate> seconds = new TreeMap<>();
  private final Map<Long, Aggregate> minutes = new TreeMap<>();
  private final Set<Long> corrected = new HashSet<>();
  private final Spreads spreads;
  private final Halts halts;
  private long quoteCount;
  private long tradeCount;

  Reading(Subject subject, int columnCount) {
    this.subject = subject;
    columns = new Columns(subject.fromMs(), subject.toMs(), columnCount);
    spreads = new Spreads(columns);
    halts = new Halts(subject);
  }

  /** Takes an event if it belongs to the span; of bands those before it, too. */
  void take(MarketEvent event) {
    if (event instanceof Aggregate bar) {
      take(bar);
    } else if (event instanceof Trade trade) {
      if (subject.contains(trade.sipTimestampMs())) {
        take(trade);
      }
    } else if (event instanceof Quote quote) {
      if (subject.contains(quote.sipTimestampMs())) {
        take(quote);
      }
    } else if (event instanceof LuldBand band) {
      take(band);
    }
  }

  Excerpt excerpt() {
    List<Quote> seen = List.copyOf(quotes.values());
    boolean isQuiet = tradeCount <= FEW;
    return new Excerpt(
        columns,
        subject.showsQuotes() || isQuiet ? seen : List.of(),
        isQuiet ? List.copyOf(trades) : List.of(),
        List.copyOf(official.values()),
        List.copyOf(seconds.values()),
        List.copyOf(minutes.values()),
        Set.copyOf(corrected),
        List.copyOf(bands.values()),
        halts.all(),
        spreads.medianCents(),
        quoteCount,
        tradeCount);
  }

  private void take(Aggregate bar) {
    if (subject.containsWindow(bar.startMs(), bar.endMs())) {
      Aggregate first = (bar.channel() == Channel.A ? seconds : minutes).put(bar.startMs(), bar);
      if (first != null) {
        corrected.add(bar.startMs());
      }
    }
  }

  private void take(Trade trade) {
    tradeCount++;
    halts.take(trade);
    for (int condition : trade.conditions()) {
      if (condition == OFFICIAL_OPEN || condition == OFFICIAL_CLOSE) {
        official.putIfAbsent(-condition, trade);
      }
    }
    if (tradeCount <= FEW) {
      trades.add(trade);
    }
  }

  private void take(Quote quote) {
    quoteCount++;
    halts.take(quote);
    if (quote.bidUsd() > 0 && quote.askUsd() > 0) {
      quotes.put(columns.at(quote.sipTimestampMs()), quote);
      spreads.add(quote.sipTimestampMs(), 100 * (quote.askUsd() - quote.bidUsd()));
    }
  }

  private void take(LuldBand band) {
    long ms = band.timestampNs() / 1_000_000;
    if (ms < subject.toMs()) {
      halts.take(band);
      bands.put(Math.max(0, columns.at(Math.max(ms, subject.fromMs()))), band);
    }
  }
}
