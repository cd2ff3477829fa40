package io.fakepolygon.samples.bugs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ScheduledExecutorService;

/** Takes a size of 0 for a mistake: trades of less than a share are lost. */
public final class DropsZeroSizes extends Diary {
  /** As {@link Diary}. */
  public DropsZeroSizes(String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected boolean counts(JsonNode trade) {
    return trade.path("s").asLong() > 0;
  }
}
