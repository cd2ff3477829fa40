package io.fakepolygon.samples.bugs;

import java.util.concurrent.ScheduledExecutorService;

/** The client that lives through all of it. */
class DiaryTest extends DiaryContract {

  @Override
  Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
    return new Diary(url, apiKey, topics, timers);
  }
}
