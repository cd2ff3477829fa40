package io.fakepolygon;

import io.fakepolygon.server.MarketServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/** The clock of a server in this JVM. */
final class ServerClock implements MarketClock {
  private final MarketServer server;

  ServerClock(MarketServer server) {
    this.server = server;
  }

  @Override
  public Instant now() {
    return server.clock().time().now();
  }

  @Override
  public void advance(Duration amount, Delivery delivery) {
    server.clock().advance(amount, delivery == Delivery.RECEIVED);
  }

  @Override
  public void advanceTo(Instant instant, Delivery delivery) {
    server.clock().advanceTo(instant, delivery == Delivery.RECEIVED);
  }

  @Override
  public void run(double speed) {
    server.clock().run(speed);
  }

  @Override
  public void pause() {
    server.clock().pause();
  }

  @Override
  public Clock asJavaClock() {
    return server.clock().time().asJavaClock();
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return server.newScheduler();
  }
}
