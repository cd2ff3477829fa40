package io.fakepolygon.samples.bugs;

import java.util.concurrent.ScheduledExecutorService;

/** Has no place for a kind of event that it does not know, and ends. */
public final class BreaksOnUnknownEvents extends Diary {
  /** As {@link Diary}. */
  public BreaksOnUnknownEvents(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected void onUnknown(String ev) {
    throw new IllegalStateException("Cannot handle " + ev);
  }
}
