package io.fakepolygon.samples.bugs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Takes a frame for one event, and loses the others. Source: client-js 88, a trader's lost bars.
 */
public final class ReadsFirstElementOnly extends Diary {
  /** As {@link Diary}. */
  public ReadsFirstElementOnly(
      String url, String apiKey, String topics, ScheduledExecutorService timers) {
    super(url, apiKey, topics, timers);
  }

  @Override
  protected Iterable<JsonNode> eventsIn(JsonNode frame) {
    return List.of(frame.path(0));
  }
}
