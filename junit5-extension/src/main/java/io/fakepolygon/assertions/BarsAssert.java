package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Aggregate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;

/** Assertions on bars. Made by {@link MessagesAssert#secondBars} and {@code minuteBars}. */
public class BarsAssert extends AbstractEventsAssert<BarsAssert, Aggregate> {

  /** For AssertJ's soft assertions; write {@link MessagesAssert#secondBars} instead. */
  public BarsAssert(List<Aggregate> actual) {
    super(actual, BarsAssert.class, Subject.alone("bar"));
  }

  /**
   * Verifies that all prices, from low to high, lie between two, both included.
   *
   * <pre>{@code
   * assertThat(client.received()).secondBars("FAKETICKER").havePricesBetween(94.0, 106.0); // passes
   * assertThat(client.received()).secondBars("FAKETICKER").havePricesBetween(100.0, 106.0); // fails
   * }</pre>
   *
   * @param lowUsd US dollars per share
   * @param highUsd US dollars per share
   */
  public BarsAssert havePricesBetween(double lowUsd, double highUsd) {
    return each(
        "to have prices from %s to %s".formatted(Text.price(lowUsd), Text.price(highUsd)),
        bar -> lowUsd <= bar.lowUsd() && bar.highUsd() <= highUsd);
  }

  /**
   * Verifies that all volumes lie between two, both included.
   *
   * <pre>{@code
   * assertThat(client.received()).secondBars("FAKETICKER").haveVolumesBetween(1_000, 125_000); // passes
   * assertThat(client.received()).secondBars("FAKETICKER").haveVolumesBetween(0, 1_000); // fails
   * }</pre>
   *
   * @param leastShares whole shares
   * @param mostShares whole shares
   */
  public BarsAssert haveVolumesBetween(long leastShares, long mostShares) {
    return each(
        "to have volumes from %d to %d".formatted(leastShares, mostShares),
        bar -> leastShares <= bar.volumeShares() && bar.volumeShares() <= mostShares);
  }

  /**
   * Verifies that each bar begins where the one before it ended, so that none is missing between
   * the first and the last. Where nothing trades there is no bar, and so a gap.
   *
   * <pre>{@code
   * assertThat(client.received()).secondBars("FAKETICKER").haveNoGaps(); // passes
   * assertThat(Messages.parse(framesWithoutOneBar)).secondBars("FAKETICKER").haveNoGaps(); // fails
   * }</pre>
   */
  public BarsAssert haveNoGaps() {
    Map<String, Long> lastEnds = new HashMap<>();
    return each(
        "to begin where the one before ended",
        bar -> {
          Long lastEnd = lastEnds.put(Text.topicOf(bar), bar.endMs());
          return lastEnd == null || lastEnd == bar.startMs();
        });
  }

  /**
   * {@return AssertJ's own assertions on the last prices, in US dollars per share}
   *
   * <pre>{@code
   * assertThat(client.received()).secondBars("FAKETICKER").extractingCloses().allMatch(close -> close < 106); // passes
   * assertThat(client.received()).secondBars("FAKETICKER").extractingCloses().contains(0.0); // fails
   * }</pre>
   */
  public ListAssert<Double> extractingCloses() {
    return extracting(Aggregate::closeUsd);
  }

  /**
   * {@return AssertJ's own assertions on the volumes, in whole shares}
   *
   * <pre>{@code
   * assertThat(client.received()).secondBars("FAKETICKER").extractingVolumes().doesNotContain(0L); // passes
   * assertThat(client.received()).secondBars("FAKETICKER").extractingVolumes().contains(0L); // fails
   * }</pre>
   */
  public ListAssert<Long> extractingVolumes() {
    return extracting(Aggregate::volumeShares);
  }
}
