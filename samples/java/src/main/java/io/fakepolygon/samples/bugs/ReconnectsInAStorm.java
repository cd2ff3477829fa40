package io.fakepolygon.samples.bugs;

import java.util.concurrent.ScheduledExecutorService;

/** Comes back at once, however often it is sent away. */
public final class ReconnectsInAStorm extends Diary {
  /** As {@link Diary}. */
  public ReconnectsInAStorm(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected long pauseMsBefore(int attempt) {
    return 0;
  }
}
