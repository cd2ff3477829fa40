package io.fakepolygon.samples.bugs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.concurrent.ScheduledExecutorService;

/** Reads an exact size as a float, which has seven digits. */
public final class ReadsSizesAsFloat extends Diary {
  /** As {@link Diary}. */
  public ReadsSizesAsFloat(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected BigDecimal sizeOf(JsonNode trade) {
    return new BigDecimal(Float.parseFloat(trade.path("ds").asText()));
  }
}
