package io.fakepolygon;

import io.fakepolygon.calendar.TradingDay;
import io.fakepolygon.calendar.UsEquities;
import io.fakepolygon.clock.MarketTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.ToLongFunction;

/**
 * The market's time, from which every instant on the wire comes.
 *
 * <p>Any thread may call. Two moves do not overlap: the second waits for the first.
 */
public interface MarketClock {

  /** {@return the market's time now} */
  Instant now();

  /**
   * Moves a standing clock on and returns once every connected client's WebSocket library has
   * received every frame that fell due. All that falls due on the way happens, in order: steps of
   * the market are sent, timers of {@link #scheduler} run.
   *
   * <p>The clock does not wait at each step for what the code under test makes of it: while that
   * works on one event, the clock may be some events ahead, and a timer set then counts from there.
   * Where that matters, advance to the event and then beyond.
   *
   * @throws IllegalArgumentException if the amount is zero or negative
   * @throws IllegalStateException if the clock moves by itself; if called from a timer of {@link
   *     #scheduler}
   * @throws io.fakepolygon.server.MissedDeliveryException if a client gives no sign of receiving
   *     anything for the configured delivery timeout; it names the client and what it had not taken
   */
  default void advance(Duration amount) {
    advance(amount, Delivery.RECEIVED);
  }

  /** As {@link #advance(Duration)}, waiting only as long as {@code delivery} asks for. */
  void advance(Duration amount, Delivery delivery);

  /**
   * As {@link #advance(Duration)}, up to an instant. Now is allowed and waits for what is under
   * way.
   *
   * @throws IllegalArgumentException if the instant is past; the sentence names both instants
   */
  default void advanceTo(Instant instant) {
    advanceTo(instant, Delivery.RECEIVED);
  }

  /** As {@link #advanceTo(Instant)}, waiting only as long as {@code delivery} asks for. */
  void advanceTo(Instant instant, Delivery delivery);

  /**
   * {@return when regular hours of US equities next begin, strictly after now} That is 09:30 in New
   * York on a trading day: {@code clock.advanceTo(clock.nextOpen())} goes there, over weekends and
   * holidays, and again to the opening after it.
   *
   * <p>It goes by the calendar of {@link UsEquities}, whether or not this server's market keeps
   * hours.
   */
  default Instant nextOpen() {
    return next(TradingDay::openNs);
  }

  /**
   * {@return when regular hours of US equities next end, strictly after now} That is 16:00 in New
   * York on a trading day, 13:00 on a half day; during regular hours, today's. See {@link
   * #nextOpen}.
   */
  default Instant nextClose() {
    return next(TradingDay::closeNs);
  }

  /**
   * {@return when the session before regular hours of US equities next begins, strictly after now}
   * That is 04:00 in New York on a trading day. See {@link #nextOpen}.
   */
  default Instant nextPreOpen() {
    return next(TradingDay::preOpenNs);
  }

  private Instant next(ToLongFunction<TradingDay> moment) {
    return Instant.ofEpochSecond(0, UsEquities.nextAfter(MarketTime.toNs(now()), moment));
  }

  /**
   * Lets the clock move by itself from now on, or changes its speed.
   *
   * @param speed market seconds per second, above 0
   * @throws IllegalArgumentException if the speed is not above 0, or beyond 1,000,000
   */
  void run(double speed);

  /**
   * Stops the clock where it is. Harmless when it stands. What fell due before is sent first, which
   * takes a while when the clock was faster than this computer.
   */
  void pause();

  /** {@return this clock as the JDK's, in UTC, for the code under test} */
  Clock asJavaClock();

  /**
   * {@return a new executor whose timers go by this clock, for the code under test} All executors
   * of one clock share one thread, so tasks run one after the other, in the order in which they
   * fall due. While {@link #advance} moves the clock, a timer sees exactly its own instant, and all
   * that fell due before it has been delivered; advance returns once the tasks have run.
   */
  ScheduledExecutorService scheduler();
}
