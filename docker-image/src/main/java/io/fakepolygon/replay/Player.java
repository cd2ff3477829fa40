package io.fakepolygon.replay;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.ConnectionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Plays a flight on a server that stands at its start. */
public final class Player {
  private static final Duration LOOKS_EVERY = Duration.ofMillis(10);
  private static final Duration MOVES_EVERY = Duration.ofMillis(50);
  private static final Duration SILENT_FOR = Duration.ofMillis(500);
  private static final double LONGEST_NS = 1e18;

  private final FlightFile flight;
  private final FakePolygonServer server;
  private final OptionalDouble speed;
  private final Duration patience;
  private final Consumer<String> says;

  /**
   * A player.
   *
   * @param speed market seconds per second; empty for at once
   * @param patience how long to wait for clients each time, in real time
   * @param says is told what the operator should know
   */
  public Player(
      FlightFile flight,
      FakePolygonServer server,
      OptionalDouble speed,
      Duration patience,
      Consumer<String> says) {
    this.flight = flight;
    this.server = server;
    this.speed = speed;
    this.patience = patience;
    this.says = says;
  }

  /** Plays all of it. {@return whether clients were told what was recorded} */
  public boolean play() {
    List<Step> steps = Score.of(flight, server.clock().now());
    for (Step step : steps) {
      if (!take(step)) {
        return false;
      }
    }
    Comparison comparison = Comparison.of(flight, server.journal());
    says.accept(comparison.sentence());
    return comparison.isSame();
  }

  private boolean take(Step step) {
    if (step instanceof Step.Await await) {
      return await(await);
    }
    try {
      if (step instanceof Step.Advance advance) {
        advance(advance);
      } else if (step instanceof Step.OrderFault ordered) {
        server.faults().order(ordered.fault());
      } else if (step instanceof Step.Withdraw withdrawn) {
        server.faults().withdraw(server.faults().orders().get(withdrawn.order() - 1));
      }
      return true;
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      says.accept("The replay ends at %s: %s".formatted(server.clock().now(), e.getMessage()));
      return false;
    }
  }

  private boolean await(Step.Await await) {
    long begin = System.nanoTime();
    boolean silent = true;
    while (!isMet(await)) {
      long waited = System.nanoTime() - begin;
      if (waited > patience.toNanos()) {
        says.accept(
            "The replay ends at %s: within %s no clients came to what was recorded, which is %s. Connected: %s"
                .formatted(server.clock().now(), patience, await.describe(), connected()));
        return false;
      }
      if (silent && waited > SILENT_FOR.toNanos()) {
        says.accept("Waits at %s for %s.".formatted(server.clock().now(), await.describe()));
        silent = false;
      }
      LockSupport.parkNanos(LOOKS_EVERY.toNanos());
    }
    return true;
  }

  private boolean isMet(Step.Await await) {
    Map<Integer, Set<String>> held =
        server.connections().stream()
            .collect(
                toMap(
                    ConnectionInfo::id,
                    info -> info.topics().stream().map(Topic::toString).collect(toSet())));
    return await.isMetBy(held, server.journal().connections().size());
  }

  private String connected() {
    List<ConnectionInfo> all = server.connections();
    return all.isEmpty()
        ? "nobody."
        : String.join("; ", all.stream().map(ConnectionInfo::describe).toList()) + ".";
  }

  private void advance(Step.Advance advance) {
    if (speed.isPresent()) {
      advanceSlowly(advance, speed.getAsDouble());
    } else {
      server.clock().advanceTo(advance.to(), advance.delivery());
    }
  }

  private void advanceSlowly(Step.Advance advance, double marketSecondsPerSecond) {
    long begin = System.nanoTime();
    Instant from = server.clock().now();
    Instant now = from;
    while (now.isBefore(advance.to())) {
      LockSupport.parkNanos(MOVES_EVERY.toNanos());
      double ns = (System.nanoTime() - begin) * marketSecondsPerSecond;
      Instant next = from.plusNanos((long) Math.min(ns, LONGEST_NS));
      now = next.isAfter(advance.to()) ? advance.to() : next;
      server.clock().advanceTo(now, advance.delivery());
    }
  }
}
