package io.fakepolygon.plot;

import static io.fakepolygon.plot.Events.SYMBOL;
import static io.fakepolygon.plot.Events.TEN;
import static io.fakepolygon.plot.Events.band;
import static io.fakepolygon.plot.Events.minute;
import static io.fakepolygon.plot.Events.ms;
import static io.fakepolygon.plot.Events.picture;
import static io.fakepolygon.plot.Events.quote;
import static io.fakepolygon.plot.Events.subject;
import static io.fakepolygon.plot.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Preset;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.MarketEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

/** Sessions, scenarios, halts, bands, spread and volume, from events made by hand. */
class RealisticPictureTest {
  private static final int HEIGHT = 300;
  private static final Subject DAY =
      new Subject(
          Events.realistic(),
          SYMBOL,
          Instant.parse("2024-01-02T09:00:00Z"),
          Instant.parse("2024-01-03T01:00:00Z"));

  @Test
  void hoursBeforeAndAfterTheRegularOnesAreGrey() {
    assertThat(Session.of(DAY))
        .extracting(Session::name)
        .containsExactly("pre-market", "regular hours", "after hours");
    XYSeries grey = picture(DAY, trade(0, 100)).prices(HEIGHT).chart().getSeries("out of hours");

    assertThat(numbers(grey.getXData()))
        .contains(
            (double) DAY.fromMs(),
            (double) Instant.parse("2024-01-02T14:30:00Z").toEpochMilli(),
            (double) Instant.parse("2024-01-02T21:00:00Z").toEpochMilli(),
            (double) DAY.toMs())
        .hasSize(10);
  }

  @Test
  void marketThatNeverClosesHasNoSessions() {
    MarketSpec spec = FakePolygonConfig.builder().symbols(SYMBOL).build().market();

    assertThat(Session.of(new Subject(spec, SYMBOL, DAY.from(), DAY.to()))).isEmpty();
  }

  @Test
  void barsTooNarrowForBodiesAreLinesFromLowToHigh() {
    Panel prices = picture(DAY, minute(0, 100, 101, 10), minute(1, 101, 100.5, 10)).prices(HEIGHT);

    assertThat(prices.chart().getSeriesCollection())
        .extracting(XYSeries::getName)
        .contains("rising ranges", "falling ranges")
        .doesNotContain("rising bodies");
    assertThat(numbers(prices.chart().getSeries("falling ranges").getYData()))
        .containsExactly(100.5, 101.0);
  }

  @Test
  void bandsAreDrawnFromMessageToMessageWhereTheyAreNear() {
    Panel prices =
        picture(
                subject(3_600),
                band(0, 99, 101, 15),
                band(600, 0, 0, 17),
                band(900, 98, 102, 18),
                minute(0, 99, 101, 10))
            .prices(HEIGHT);

    XYSeries lower = prices.chart().getSeries("lower bands");
    assertThat(numbers(lower.getYData())).containsExactly(99.0, 99.0, 98.0, 98.0);
    assertThat(lower.getXData())
        .startsWith((double) ms(0), (double) ms(600))
        .endsWith((double) ms(900), (double) ms(3_600));
  }

  @Test
  void bandsThatLieFarAwayDoNotPressThePricesFlat() {
    Excerpt excerpt =
        Events.excerpt(subject(3_600), 100, band(0, 50, 150, 15), minute(0, 99, 101, 10));

    assertThat(Scale.of(excerpt).lowest()).isBetween(98.0, 99.0);
    assertThat(Scale.of(excerpt).showsBands(excerpt)).isFalse();
  }

  @Test
  void haltIsShadedAndHasNoSpread() {
    MarketPicture picture =
        picture(
            subject(1_000),
            quote(1, 100, 100.02),
            trade(1, 100),
            band(200, 0, 0, 17),
            band(500, 90, 110, 18),
            quote(501, 100, 100.04));

    assertThat(numbers(picture.prices(HEIGHT).chart().getSeries("halts").getXData()))
        .contains((double) ms(200), (double) ms(500));
    XYSeries spreads = picture.spread(HEIGHT).chart().getSeries("spreads");
    assertThat(DoubleStream.of(spreads.getXData()).filter(x -> x > ms(202) && x < ms(499)))
        .isEmpty();
  }

  @Test
  void scenariosAreNamedAndTheirEndsAreMarked() {
    Scenario gap = Scenario.of(ScenarioKind.GAP_UP, TEN.plusSeconds(60)).withStrength(2.5);
    Scenario halt = Scenario.of(ScenarioKind.TRADING_HALT, TEN.plusSeconds(100));
    Scenario other = Scenario.of(ScenarioKind.GAP_DOWN, TEN.plusSeconds(4_000));
    Strip strip = new Strip(subject(3_600, halt, gap, other));

    assertThat(strip.names()).containsExactly("GAP_UP 2.5", "TRADING_HALT");
    assertThat(strip.instantsMs()).containsExactly(ms(60), ms(100), ms(400));
  }

  @Test
  void scenarioForGoodEndsWithOneOfKindNormal() {
    Scenario wild = Scenario.of(ScenarioKind.HIGH_VOLATILITY, TEN.plusSeconds(60));
    Scenario normal = Scenario.of(ScenarioKind.NORMAL, TEN.plusSeconds(600));

    assertThat(new Strip(subject(3_600, wild, normal)).instantsMs())
        .containsExactly(ms(60), ms(600));
  }

  @Test
  void volumeOfAnAuctionIsCutAndSaid() {
    MarketPicture picture =
        picture(
            subject(3_600),
            IntStream.range(0, 60)
                .mapToObj(number -> minute(number, 100, 101, number == 59 ? 100_000 : 1_000))
                .toArray(MarketEvent[]::new));

    assertThat(picture.volumeCaption())
        .isEqualTo("Volume, shares per minute (cut; the highest is 100,000)");
    assertThat(picture.volume(HEIGHT).chart().getStyler().getYAxisMax()).isEqualTo(3_240.0);
  }

  @Test
  void titleSaysModePresetAndDay() {
    Subject mega =
        new Subject(Events.realistic(Preset.MEGA_CAP.behavior()), SYMBOL, DAY.from(), DAY.to());

    assertThat(picture(mega, trade(0, 100), minute(0, 100, 100, 10)).title())
        .isEqualTo(
            new Title(
                "FAKETICKER, realistic, MEGA_CAP, seed 42",
                "Tuesday 2 January 2024, 04:00 to 20:00 in New York: 1 trade, 1 minute bar"));
  }

  private static List<Double> numbers(double[] values) {
    return DoubleStream.of(values)
        .filter(value -> !Double.isNaN(value) && value != 0)
        .boxed()
        .toList();
  }
}
