package io.fakepolygon.plot;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

/** What is drawn is what the tape says. */
class MarketPictureTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");
  private static final String SYMBOL = "FAKETICKER";
  private static final int HEIGHT = 300;
  private static final FakePolygonConfig MARKET = FakePolygonConfig.builder().seed(7).build();

  private FakePolygonServer polygon;

  @BeforeEach
  void startWithoutAnyClient() {
    polygon = FakePolygonServer.start(MARKET);
  }

  @AfterEach
  void stop() {
    polygon.close();
  }

  @Test
  void tradesAreTheTapes() {
    List<Trade> trades = tape("T", Trade.class, Duration.ofMinutes(1));

    XYSeries drawn = drawn(minute().prices(HEIGHT), "trades");

    assertThat(trades).hasSize(600);
    assertThat(drawn.getXData())
        .containsExactly(trades.stream().mapToDouble(Trade::sipTimestampMs).toArray());
    assertThat(drawn.getYData())
        .containsExactly(trades.stream().mapToDouble(Trade::priceUsd).toArray());
  }

  @Test
  void bandGoesForthAlongTheBidsAndBackAlongTheAsks() {
    List<Quote> quotes = tape("Q", Quote.class, Duration.ofMinutes(1));

    double[] drawn = drawn(minute().prices(HEIGHT), "quotes").getYData();

    assertThat(quotes).hasSize(600);
    assertThat(DoubleStream.of(drawn).limit(1_200).toArray())
        .containsExactly(twice(quotes.stream().mapToDouble(Quote::bidUsd)));
    assertThat(DoubleStream.of(drawn).skip(1_200).toArray())
        .containsExactly(reversed(twice(quotes.stream().mapToDouble(Quote::askUsd))));
  }

  @Test
  void candlesGoFromOpenToCloseAndTheirWicksFromLowToHigh() {
    List<Aggregate> seconds = tape("A", Aggregate.class, Duration.ofMinutes(1));

    Panel prices = minute().prices(HEIGHT);

    assertThat(seconds).hasSize(60);
    List<Aggregate> rising =
        seconds.stream().filter(bar -> bar.closeUsd() >= bar.openUsd()).toList();
    List<Aggregate> falling =
        seconds.stream().filter(bar -> bar.closeUsd() < bar.openUsd()).toList();
    assertThat(rising).isNotEmpty();
    assertThat(falling).isNotEmpty();
    assertThat(prices("rising bodies", prices)).containsExactly(opensAndCloses(rising));
    assertThat(prices("falling bodies", prices)).containsExactly(opensAndCloses(falling));
    assertThat(prices("rising wicks", prices)).containsExactly(lowsAndHighs(rising));
    assertThat(prices("falling wicks", prices)).containsExactly(lowsAndHighs(falling));
  }

  @Test
  void minuteIsFramedByItsBar() {
    Aggregate bar = tape("AM", Aggregate.class, Duration.ofMinutes(1)).get(0);

    Panel prices = minute().prices(HEIGHT);

    assertThat(prices("frames", prices))
        .containsExactly(bar.lowUsd(), bar.lowUsd(), bar.highUsd(), bar.highUsd(), bar.lowUsd());
    assertThat(prices("notches", prices))
        .containsExactly(bar.openUsd(), bar.openUsd(), bar.closeUsd(), bar.closeUsd());
    assertThat(drawn(prices, "frames").getXData())
        .startsWith((double) OPEN.toEpochMilli(), OPEN.toEpochMilli() + 60_000.0);
  }

  @Test
  void volumesAreTheBars() {
    List<Aggregate> seconds = tape("A", Aggregate.class, Duration.ofMinutes(1));

    assertThat(prices("volumes", minute().volume(HEIGHT)))
        .containsExactly(
            seconds.stream().flatMapToDouble(bar -> box(0, (double) bar.volumeShares())).toArray());
  }

  @Test
  void closeUpShowsTheCalmestSecondWithItsOwnTrades() {
    Aggregate calmest =
        tape("A", Aggregate.class, Duration.ofMinutes(1)).stream()
            .min(comparingDouble(bar -> bar.highUsd() - bar.lowUsd()))
            .orElseThrow();

    XYSeries trades = drawn(minute().closeUp(HEIGHT), "trades");

    assertThat(trades.getYData()).hasSize(10).startsWith(calmest.openUsd());
    assertThat(trades.getYMin()).isEqualTo(calmest.lowUsd());
    assertThat(trades.getYMax()).isEqualTo(calmest.highUsd());
    assertThat(trades.getXMin()).isEqualTo((double) calmest.startMs());
  }

  @Test
  void longSpanIsDrawnWithMinuteBarsAlone() {
    List<Aggregate> minutes = tape("AM", Aggregate.class, Duration.ofHours(1));

    Panel prices = picture(OPEN, Duration.ofHours(1)).prices(HEIGHT);

    assertThat(minutes).hasSize(60);
    assertThat(prices.chart().getSeriesCollection())
        .extracting(XYSeries::getName)
        .doesNotContain("trades", "quotes", "frames");
    assertThat(
            prices("rising wicks", prices).length / 2 + prices("falling wicks", prices).length / 2)
        .isEqualTo(60);
  }

  @Test
  void barsThatReachOutOfTheSpanAreLeftOut() {
    Panel prices = picture(OPEN.plusMillis(500), Duration.ofSeconds(2)).prices(HEIGHT);

    assertThat(drawn(prices, "trades").getYData()).hasSize(20);
    assertThat(DoubleStream.of(drawn(prices, "mark").getXData()).filter(x -> x > 0).min())
        .hasValue((double) OPEN.plusSeconds(1).toEpochMilli());
  }

  @Test
  void spanWithTradesButWithoutAnyBarIsDrawnToo() {
    assertThat(picture(OPEN.plusMillis(500), Duration.ofMillis(400)).paint()).isNotNull();
  }

  @Test
  void titleSaysSymbolSeedAndSpan() {
    assertThat(minute().title())
        .isEqualTo(
            new Title(
                "FAKETICKER, oscillating, seed 7",
                "Tuesday 2 January 2024, 09:30:00 to 09:31:00 in New York:"
                    + " 600 quotes, 600 trades, 60 second bars, 1 minute bar"));
  }

  private MarketPicture minute() {
    return picture(OPEN, Duration.ofMinutes(1));
  }

  private MarketPicture picture(Instant from, Duration length) {
    return MarketPicture.of(polygon.tape(), subject(from, length), Size.USUAL).orElseThrow();
  }

  private static Subject subject(Instant from, Duration length) {
    return new Subject(MARKET.market(), SYMBOL, from, from.plus(length));
  }

  // Quotes and trades stand at steps of 100 ms from the beginning on; bars are due at their end.
  private <E extends MarketEvent> List<E> tape(String channel, Class<E> type, Duration length) {
    Instant end = OPEN.plus(length);
    boolean isBar = type == Aggregate.class;
    return polygon
        .tape()
        .of(channel + "." + SYMBOL)
        .between(isBar ? OPEN : OPEN.minusMillis(100), isBar ? end : end.minusMillis(100))
        .stream()
        .map(type::cast)
        .toList();
  }

  private static XYSeries drawn(Panel panel, String series) {
    return panel.chart().getSeries(series);
  }

  private static double[] prices(String series, Panel panel) {
    return DoubleStream.of(drawn(panel, series).getYData())
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  private static double[] opensAndCloses(List<Aggregate> bars) {
    return flat(bars, bar -> box(bar.openUsd(), bar.closeUsd()));
  }

  private static DoubleStream box(double one, double other) {
    return DoubleStream.of(one, one, other, other, one);
  }

  private static double[] lowsAndHighs(List<Aggregate> bars) {
    return flat(bars, bar -> DoubleStream.of(bar.lowUsd(), bar.highUsd()));
  }

  private static double[] flat(List<Aggregate> bars, Function<Aggregate, DoubleStream> values) {
    return bars.stream().flatMapToDouble(values).toArray();
  }

  private static double[] twice(DoubleStream values) {
    return values.flatMap(value -> DoubleStream.of(value, value)).toArray();
  }

  private static double[] reversed(double[] values) {
    return Stream.iterate(values.length - 1, i -> i >= 0, i -> i - 1)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
