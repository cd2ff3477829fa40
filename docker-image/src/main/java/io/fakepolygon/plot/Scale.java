package io.fakepolygon.plot;

import io.fakepolygon.protocol.LuldBand;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * Which prices a panel reaches from and to: all there are, and the bands where these are near.
 *
 * @param lowest US dollars
 * @param highest US dollars
 */
record Scale(double lowest, double highest) {
  // Bands farther away than this many times the range of prices would press these flat.
  private static final double NEAR = 0.6;
  private static final double MARGIN = 0.05;
  private static final double LEAST_USD = 0.01;

  static Scale of(Excerpt excerpt) {
    DoubleSummaryStatistics usd = excerpt.pricesUsd().summaryStatistics();
    double reach = NEAR * (usd.getMax() - usd.getMin());
    double lowest = usd.getMin() - reach;
    double highest = usd.getMax() + reach;
    bandsUsd(excerpt).filter(band -> band >= lowest && band <= highest).forEach(usd);
    double margin = Math.max(LEAST_USD, MARGIN * (usd.getMax() - usd.getMin()));
    return new Scale(usd.getMin() - margin, usd.getMax() + margin);
  }

  /** {@return whether some part of a band lies within} */
  boolean showsBands(Excerpt excerpt) {
    return bandsUsd(excerpt).anyMatch(band -> band > lowest && band < highest);
  }

  private static DoubleStream bandsUsd(Excerpt excerpt) {
    return excerpt.bands().stream()
        .filter(band -> band.upperUsd() > 0)
        .flatMapToDouble(Scale::both);
  }

  private static DoubleStream both(LuldBand band) {
    return DoubleStream.of(band.lowerUsd(), band.upperUsd());
  }
}
