package io.fakepolygon.samples.bugs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ScheduledExecutorService;

/** Takes a trade that comes behind a later one for a repetition. */
public final class TakesOrderForGlobal extends Diary {
  private long latest;

  /** As {@link Diary}. */
  public TakesOrderForGlobal(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected boolean counts(JsonNode trade) {
    long time = trade.path("t").asLong();
    boolean isLater = time > latest;
    latest = Math.max(latest, time);
    return isLater;
  }
}
