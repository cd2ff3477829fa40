package io.fakepolygon.plot;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One chart over New York time. What is added later lies on top of what is there. */
final class Panel {
  private static final TimeZone NEW_YORK = TimeZone.getTimeZone("America/New_York");
  private static final int NOTCH_WIDTH = 14;
  // What a bar leaves empty of its window on either side, so that bars stand apart.
  private static final double GAP = 0.14;
  // Pixels that stay empty before and after the span, so that its ends can be seen and labelled.
  private static final int SIDE = 22;

  private final XYChart chart;
  private final long fromMs;
  private final long toMs;

  /**
   * A panel with nothing in it.
   *
   * @param labelsWidth what the labels of values take at least; panels with the same stand in line
   */
  Panel(int width, int height, int labelsWidth, long fromMs, long toMs) {
    this.chart = new XYChart(width, height);
    double sideMs = (double) SIDE * (toMs - fromMs) / (width - labelsWidth - 2 * SIDE);
    this.fromMs = fromMs;
    this.toMs = toMs;
    chart
        .getStyler()
        .setLegendVisible(false)
        .setChartTitleVisible(false)
        .setChartBackgroundColor(Ink.PAPER)
        .setChartPadding(10)
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
        .setXAxisMax(toMs + sideMs)
        .setTimezone(NEW_YORK);
  }

  /** Labels the time axis, after a pattern of {@link java.text.SimpleDateFormat}. */
  Panel timed(String pattern, int distance) {
    chart
        .getStyler()
        .setXAxisTicksVisible(true)
        .setXAxisTickMarkSpacingHint(distance)
        .setDatePattern(pattern);
    return this;
  }

  Panel scaled(double lowest, double highest, int distance, Function<Double, String> label) {
    chart
        .getStyler()
        .setYAxisMin(lowest)
        .setYAxisMax(highest)
        .setYAxisTickMarkSpacingHint(distance)
        .setYAxisTickLabelsFormattingFunction(label);
    return this;
  }

  /** Bid to ask, from each quote's instant to the next one's. */
  Panel addQuotes(List<Quote> quotes) {
    Strokes band = new Strokes();
    for (int i = 0; i < quotes.size(); i++) {
      double bid = quotes.get(i).bidUsd();
      band.to(quotes.get(i).sipTimestampMs(), bid).to(endOf(quotes, i), bid);
    }
    for (int i = quotes.size() - 1; i >= 0; i--) {
      double ask = quotes.get(i).askUsd();
      band.to(endOf(quotes, i), ask).to(quotes.get(i).sipTimestampMs(), ask);
    }
    return area("quotes", band, Ink.QUOTE, Ink.QUOTE);
  }

  Panel addTrades(Collection<Trade> trades, int diameter) {
    Strokes points = new Strokes();
    trades.forEach(trade -> points.to(trade.sipTimestampMs(), trade.priceUsd()));
    chart.getStyler().setMarkerSize(diameter);
    if (!points.isEmpty()) {
      add("trades", points, XYSeriesRenderStyle.Scatter)
          .setMarker(SeriesMarkers.CIRCLE)
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
    Strokes ground = new Strokes().line(fromMs, 0, toMs, 0);
    return area("volumes", columns, Ink.VOLUME, Ink.VOLUME).line("ground", ground, Ink.AXIS, 1);
  }

  void paintOn(Graphics2D page, int x, int y) {
    Graphics2D here = (Graphics2D) page.create(x, y, chart.getWidth(), chart.getHeight());
    chart.paint(here, chart.getWidth(), chart.getHeight());
    here.dispose();
  }

  XYChart chart() {
    return chart;
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

  private Panel line(String name, Strokes strokes, Color colour, float width) {
    if (!strokes.isEmpty()) {
      add(name, strokes, XYSeriesRenderStyle.Line)
          .setLineStyle(Ink.line(width))
          .setLineColor(colour);
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
