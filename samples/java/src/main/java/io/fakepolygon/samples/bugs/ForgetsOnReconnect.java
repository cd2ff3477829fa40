package io.fakepolygon.samples.bugs;

import java.util.concurrent.ScheduledExecutorService;

/** Begins anew with each connection: what was heard before is lost. */
public final class ForgetsOnReconnect extends Diary {
  /** As {@link Diary}. */
  public ForgetsOnReconnect(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected void onConnectionLost() {
    forget();
  }
}
