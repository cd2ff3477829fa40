package io.fakepolygon.samples.bugs;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** Keeps the first it hears of a second, and never learns of the correction. */
public final class IgnoresLateBars extends Diary {
  /** As {@link Diary}. */
  public IgnoresLateBars(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected boolean replaces(long start, Map<Long, BigDecimal> known) {
    return !known.containsKey(start);
  }
}
