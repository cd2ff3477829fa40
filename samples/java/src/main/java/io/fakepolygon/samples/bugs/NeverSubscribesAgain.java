package io.fakepolygon.samples.bugs;

import java.util.concurrent.ScheduledExecutorService;

/**
 * Takes a subscription for something that outlives its connection: connected, and silent for ever.
 */
public final class NeverSubscribesAgain extends Diary {
  /** As {@link Diary}. */
  public NeverSubscribesAgain(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected boolean subscribesTo(int connection) {
    return connection == 1;
  }
}
