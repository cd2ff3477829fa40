package io.fakepolygon.samples.bugs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/** Believes the documentation, by which a band's time is in ms: dates millions of years away. */
public final class TakesBandTimesForMs extends Diary {
  /** As {@link Diary}. */
  public TakesBandTimesForMs(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected Instant timeOf(JsonNode band) {
    return Instant.ofEpochMilli(band.path("t").asLong());
  }
}
