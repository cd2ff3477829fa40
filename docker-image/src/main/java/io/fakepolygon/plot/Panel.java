package io.fakepolygon.plot;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One chart over time. What is added later lies on top of what is there. */
final class Panel {
  private static final int NOTCH_WIDTH = 14;
  // What a bar leaves empty of its window on either side, so that bars stand apart.
  private static final double GAP = 0.14;
  // Pixels that stay empty before and after the span, so that its ends can be seen and labelled.
  private static final int SIDE = 22;

  // What is left empty around a plot.
  private static final int PADDING = 10;

  private final XYChart chart;
  private final int plotWidth;
  private final long fromMs;
  private final long toMs;
  private double lowest;
  private double highest;

  /**
   * A panel with nothing in it.
   *
   * @param labelsWidth what the labels of values take at least; panels with the same stand in line
   */
  Panel(int width, int height, int labelsWidth, long fromMs, long toMs) {
    this.chart = new XYChart(width, height);
    this.plotWidth = width - labelsWidth - 2 * SIDE - PADDING;
    double sideMs = (double) SIDE * (toMs - fromMs) / (width - labelsWidth - 2 * SIDE);
    this.fromMs = fromMs;
    this.toMs = toMs;
    chart
        .getStyler()
        .setLegendVisible(false)
        .setChartTitleVisible(false)
        .setChartBackgroundColor(Ink.PAPER)
        .setChartPadding(PADDING)
        .setPlotBackgroundColor(Ink.PAPER)
        .setPlotBorderVisible(false)
        .setPlotContentSize(1)
        .setLocale(Locale.ROOT)
        .setYAxisLeftWidthHint(labelsWidth);
    chart
        .getStyler()
        .setAxisTitlesVisible(false)
        .setAxisTickLabelsFont(Ink.TICK)
        .setAxisTickLabelsColor(Ink.SOFT_TEXT)
        .setAxisTickMarksColor(Ink.AXIS)
        .setAxisTickMarksStroke(Ink.line(1))
        .setAxisTickMarkLength(4)
        .setPlotMargin(0)
        .setPlotTicksMarksVisible(false)
        .setPlotGridVerticalLinesVisible(false)
        .setPlotGridLinesColor(Ink.GRID)
        .setPlotGridLinesStroke(Ink.line(1))
        .setYAxisLabelAlignment(TextAlignment.Right)
        .setXAxisTicksVisible(false)
        .setXAxisMin(fromMs - sideMs)
        .setXAxisMax(toMs + sideMs);
  }

  Panel scaled(double lowest, double highest, int distance, Function<Double, String> label) {
    this.lowest = lowest;
    this.highest = highest;
    chart
        .getStyler()
        .setYAxisMin(lowest)
        .setYAxisMax(highest)
        .setYAxisTickMarkSpacingHint(distance)
        .setYAxisTickLabelsFormattingFunction(label);
    return this;
  }

  /** Sessions out of regular hours grey, halts pale, and lines where sessions meet. */
  Panel addHours(List<Session> sessions, List<Halt> halts) {
    Strokes outOfHours = new Strokes();
    Strokes edges = new Strokes();
    for (Session session : sessions) {
      if (!session.isRegular()) {
        outOfHours.box(within(session.fromMs()), within(session.toMs()), lowest, highest);
      }
      edge(edges, session.fromMs());
      edge(edges, session.toMs());
    }
    Strokes pauses = new Strokes();
    halts.forEach(halt -> pauses.box(halt.fromMs(), halt.toMs(), lowest, highest));
    return fill("out of hours", outOfHours, Ink.OUT_OF_HOURS)
        .area("halts", pauses, Ink.HALT_EDGE, Ink.HALT)
        .line("sessions", edges, Ink.AXIS, 1);
  }

  /** A line from top to bottom for each instant. */
  Panel addInstants(Collection<Long> instantsMs) {
    Strokes lines = new Strokes();
    instantsMs.forEach(ms -> lines.line(ms, lowest, ms, highest));
    return line("scenarios", lines, Ink.SCENARIO, 1);
  }

  /**
   * Upper and lower band, from each message to the next; none while trading is paused, nor out of
   * regular hours where there are such.
   */
  Panel addBands(List<LuldBand> bands, List<Session> sessions) {
    return line("upper bands", steps(bands, sessions, LuldBand::upperUsd), Ink.BAND, 1.3f)
        .line("lower bands", steps(bands, sessions, LuldBand::lowerUsd), Ink.BAND, 1.3f);
  }

  /** Each bar a line from low to high, where there is no room for a body. */
  Panel addRanges(Collection<Aggregate> bars) {
    List<Aggregate> rising = bars.stream().filter(Panel::isRising).toList();
    List<Aggregate> falling = bars.stream().filter(bar -> !isRising(bar)).toList();
    return line("rising ranges", wicks(rising), Ink.RISING, Ink.squareLine(1.1f))
        .line("falling ranges", wicks(falling), Ink.FALLING, Ink.squareLine(1.1f));
  }

  /** A cross below each bar that was sent again. */
  Panel addCorrected(Collection<Aggregate> bars) {
    Strokes points = new Strokes();
    bars.forEach(bar -> points.to((bar.startMs() + bar.endMs()) / 2, bar.lowUsd()));
    if (!points.isEmpty()) {
      add("corrected", points, XYSeriesRenderStyle.Scatter)
          .setMarker(Key.CORRECTED)
          .setMarkerColor(Ink.TEXT);
    }
    return this;
  }

  /** The official opening and closing prints, large. */
  Panel addOfficial(List<Trade> prints) {
    Strokes points = new Strokes();
    prints.forEach(print -> points.to(print.sipTimestampMs(), print.priceUsd()));
    if (!points.isEmpty()) {
      add("official", points, XYSeriesRenderStyle.Scatter)
          .setMarker(Key.OFFICIAL)
          .setMarkerColor(Ink.TEXT);
    }
    return this;
  }

  /** A line over the columns in which there is something to measure. */
  Panel addSpreads(Columns columns, List<Double> cents, List<Halt> halts) {
    Strokes line = new Strokes();
    for (int column = 0; column < cents.size(); column++) {
      long start = columns.startMs(column);
      long end = columns.startMs(column + 1);
      if (cents.get(column).isNaN() || halts.stream().anyMatch(halt -> halt.contains(start))) {
        line.liftIfDown();
      } else {
        line.goTo(start, cents.get(column)).goTo(end, cents.get(column));
      }
    }
    return line("spreads", line, Ink.SPREAD, 1.2f);
  }

  /** Bid to ask, from each quote's instant to the next one's, with an edge that joins them. */
  Panel addQuotes(List<Quote> quotes) {
    return area("quotes", bidToAsk(quotes), Ink.QUOTE, Ink.QUOTE);
  }

  /** The same without an edge, which would take as much again in a file. */
  Panel addManyQuotes(List<Quote> quotes) {
    return fill("quotes", bidToAsk(quotes), Ink.QUOTE);
  }

  Panel addTrades(Collection<Trade> trades, int diameter) {
    Strokes points = new Strokes();
    trades.forEach(trade -> points.to(trade.sipTimestampMs(), trade.priceUsd()));
    chart.getStyler().setMarkerSize(diameter);
    if (!points.isEmpty()) {
      add("trades", points, XYSeriesRenderStyle.Scatter)
          .setMarker(Key.TRADE)
          .setMarkerColor(Ink.TRADE);
    }
    return this;
  }

  /** Each bar a candle: a line from low to high, a body from open to close. */
  Panel addCandles(Collection<Aggregate> bars) {
    List<Aggregate> rising = bars.stream().filter(Panel::isRising).toList();
    List<Aggregate> falling = bars.stream().filter(bar -> !isRising(bar)).toList();
    return line("rising wicks", wicks(rising), Ink.RISING, 1.2f)
        .line("falling wicks", wicks(falling), Ink.FALLING, 1.2f)
        .area("rising bodies", bodies(rising), Ink.RISING, Ink.RISING_BODY)
        .area("falling bodies", bodies(falling), Ink.FALLING, Ink.FALLING_BODY);
  }

  /** Each bar a frame around all that its window holds. */
  Panel addFrames(Collection<Aggregate> bars) {
    Strokes frames = new Strokes();
    bars.forEach(bar -> frames.box(bar.startMs(), bar.endMs(), bar.lowUsd(), bar.highUsd()));
    return area("frames", frames, Ink.FRAME_EDGE, Ink.FRAME);
  }

  /** Each bar's open at the left side of its frame, and its close at the right side. */
  Panel addNotches(Collection<Aggregate> bars) {
    Strokes notches = new Strokes();
    long length = NOTCH_WIDTH * (toMs - fromMs) / chart.getWidth();
    for (Aggregate bar : bars) {
      notches.line(bar.startMs(), bar.openUsd(), bar.startMs() + length, bar.openUsd());
      notches.line(bar.endMs() - length, bar.closeUsd(), bar.endMs(), bar.closeUsd());
    }
    return line("notches", notches, Ink.TEXT, 3);
  }

  /** A line around one bar. */
  Panel mark(Aggregate bar) {
    double margin = (bar.highUsd() - bar.lowUsd()) / 2 + 0.01;
    Strokes line =
        new Strokes()
            .box(bar.startMs(), bar.endMs(), bar.lowUsd() - margin, bar.highUsd() + margin);
    return line("mark", line, Ink.TEXT, 1.4f);
  }

  Panel addVolumes(Collection<Aggregate> bars) {
    Strokes columns = new Strokes();
    for (Aggregate bar : bars) {
      columns.box(startOf(bar), endOf(bar), 0, (double) bar.volumeShares());
    }
    return fill("volumes", columns, Ink.VOLUME).addGround();
  }

  /** The same, where there is no room between the bars. */
  Panel addThinVolumes(Collection<Aggregate> bars) {
    Strokes columns = new Strokes();
    for (Aggregate bar : bars) {
      long middle = (bar.startMs() + bar.endMs()) / 2;
      columns.line(middle, 0, middle, (double) bar.volumeShares());
    }
    return line("volumes", columns, Ink.VOLUME, width(bars)).addGround();
  }

  // Of lines side by side, with nothing in between and nothing twice.
  private float width(Collection<Aggregate> bars) {
    return (float)
        bars.stream().mapToDouble(bar -> pixels(bar.endMs() - bar.startMs())).min().orElse(1);
  }

  private Panel addGround() {
    return line("ground", new Strokes().line(fromMs, 0, toMs, 0), Ink.AXIS, 1);
  }

  /** {@return how many pixels something of this length takes} */
  double pixels(long ms) {
    return (double) ms * plotWidth / (toMs - fromMs);
  }

  void paintOn(Graphics2D page, int x, int y) {
    Graphics2D here = (Graphics2D) page.create(x, y, chart.getWidth(), chart.getHeight());
    chart.paint(here, chart.getWidth(), chart.getHeight());
    here.dispose();
  }

  /** {@return where an instant lies from the panel's left side on, once it is painted} */
  double xOf(long ms) {
    return chart.getScreenXFromChart((double) ms);
  }

  /** {@return where the plot ends, from the panel's upper side on, once it is painted} */
  double bottom() {
    return chart.getScreenYFromChart(lowest);
  }

  XYChart chart() {
    return chart;
  }

  private Strokes bidToAsk(List<Quote> quotes) {
    Strokes band = new Strokes();
    for (int i = 0; i < quotes.size(); i++) {
      double bid = quotes.get(i).bidUsd();
      band.to(quotes.get(i).sipTimestampMs(), bid).to(endOf(quotes, i), bid);
    }
    for (int i = quotes.size() - 1; i >= 0; i--) {
      double ask = quotes.get(i).askUsd();
      band.to(endOf(quotes, i), ask).to(quotes.get(i).sipTimestampMs(), ask);
    }
    return band;
  }

  private void edge(Strokes edges, long ms) {
    if (fromMs < ms && ms < toMs) {
      edges.line(ms, lowest, ms, highest);
    }
  }

  private long within(long ms) {
    return Math.max(fromMs, Math.min(toMs, ms));
  }

  private Strokes steps(
      List<LuldBand> bands, List<Session> sessions, ToDoubleFunction<LuldBand> price) {
    Strokes line = new Strokes();
    for (int i = 0; i < bands.size(); i++) {
      long start = within(ms(bands.get(i)));
      long end = i + 1 < bands.size() ? within(ms(bands.get(i + 1))) : toMs;
      double usd = price.applyAsDouble(bands.get(i));
      if (usd == 0) {
        line.liftIfDown();
      } else if (sessions.isEmpty()) {
        line.goTo(start, usd).goTo(end, usd);
      } else {
        sessions.stream()
            .filter(session -> session.isRegular() && session.contains(start))
            .forEach(session -> line.goTo(start, usd).goTo(Math.min(end, session.toMs()), usd));
      }
    }
    return line;
  }

  private static long ms(LuldBand band) {
    return band.timestampNs() / 1_000_000;
  }

  private long endOf(List<Quote> quotes, int index) {
    return index + 1 < quotes.size() ? quotes.get(index + 1).sipTimestampMs() : toMs;
  }

  private static Strokes wicks(Collection<Aggregate> bars) {
    Strokes wicks = new Strokes();
    for (Aggregate bar : bars) {
      long middle = (bar.startMs() + bar.endMs()) / 2;
      wicks.line(middle, bar.lowUsd(), middle, bar.highUsd());
    }
    return wicks;
  }

  private static Strokes bodies(Collection<Aggregate> bars) {
    Strokes bodies = new Strokes();
    for (Aggregate bar : bars) {
      bodies.box(startOf(bar), endOf(bar), bar.openUsd(), bar.closeUsd());
    }
    return bodies;
  }

  private static long startOf(Aggregate bar) {
    return bar.startMs() + gap(bar);
  }

  private static long endOf(Aggregate bar) {
    return bar.endMs() - gap(bar);
  }

  private static long gap(Aggregate bar) {
    return Math.round(GAP * (bar.endMs() - bar.startMs()));
  }

  private static boolean isRising(Aggregate bar) {
    return bar.closeUsd() >= bar.openUsd();
  }

  private Panel area(String name, Strokes outlines, Color edge, Color inside) {
    if (!outlines.isEmpty()) {
      add(name, outlines, XYSeriesRenderStyle.PolygonArea)
          .setLineStyle(Ink.line(1))
          .setLineColor(edge)
          .setFillColor(inside);
    }
    return this;
  }

  private Panel fill(String name, Strokes outlines, Color inside) {
    if (!outlines.isEmpty()) {
      add(name, outlines, XYSeriesRenderStyle.PolygonArea).setFillColor(inside);
    }
    return this;
  }

  private Panel line(String name, Strokes strokes, Color colour, float width) {
    return line(name, strokes, colour, Ink.line(width));
  }

  private Panel line(String name, Strokes strokes, Color colour, BasicStroke stroke) {
    if (!strokes.isEmpty()) {
      add(name, strokes, XYSeriesRenderStyle.Line).setLineStyle(stroke).setLineColor(colour);
    }
    return this;
  }

  private XYSeries add(String name, Strokes strokes, XYSeriesRenderStyle style) {
    XYSeries series = chart.addSeries(name, strokes.times(), strokes.values());
    series.setXYSeriesRenderStyle(style);
    series.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE);
    return series;
  }
}
