package io.fakepolygon.samples;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Counts how often the price of a stock rises to a threshold. A price that jitters around the
 * threshold is one alert: the next needs a fall of one percent first. What is counted outlives the
 * connection, so an alert is neither lost nor doubled when that is made anew.
 */
public final class PriceAlerts implements AutoCloseable {
  private static final double REARM_FACTOR = 0.99;

  private final double threshold;
  private final TradeFeed feed;

  // Guarded by this.
  private boolean armed = true;
  private int fired;

  /** Connects in the background, then watches the trades of a topic such as {@code T.AAPL}. */
  public PriceAlerts(String url, String apiKey, String topic, double threshold) {
    this(List.of(url), apiKey, topic, threshold, Executors.newSingleThreadScheduledExecutor());
  }

  /** As {@link TradeFeed} has it, with several servers and timers of yours. */
  public PriceAlerts(
      List<String> urls,
      String apiKey,
      String topic,
      double threshold,
      ScheduledExecutorService timers) {
    this.threshold = threshold;
    this.feed = new TradeFeed(urls, apiKey, topic, timers, this::onTrade);
  }

  /** How many alerts there have been. */
  public synchronized int fired() {
    return fired;
  }

  @Override
  public void close() {
    feed.close();
  }

  private synchronized void onTrade(Print trade) {
    if (armed && trade.priceUsd() >= threshold) {
      armed = false;
      fired++;
    } else if (trade.priceUsd() < threshold * REARM_FACTOR) {
      armed = true;
    }
  }
}
