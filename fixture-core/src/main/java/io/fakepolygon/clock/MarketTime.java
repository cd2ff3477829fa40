package io.fakepolygon.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.locks.StampedLock;
import java.util.function.LongSupplier;

/**
 * Market time: stands still until it is moved, or runs at a speed.
 *
 * <p>It counts nanoseconds since the Unix epoch, UTC, from 1970-01-01T00:00:00Z up to
 * 2262-01-01T00:00:00Z, where a running clock stops. It never goes back.
 *
 * <p>Any thread may read it. One thread alone, the market thread, changes it: {@link #moveTo},
 * {@link #run}, {@link #pause}.
 */
public final class MarketTime {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST =
      LocalDate.of(2262, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
  private static final long NS_PER_SECOND = 1_000_000_000L;

  /** The fastest that time runs: market seconds per second. */
  public static final double MAX_SPEED = 1_000_000;

  /**
   * The last instant there is. Some months before {@link Long#MAX_VALUE}, which therefore never
   * comes.
   */
  static final long LAST_NS = LAST.getEpochSecond() * NS_PER_SECOND;

  // The computer's monotonic clock. Nothing else in this room reads the computer's time.
  private final LongSupplier nanoTime;

  // Written under the write lock. A reader that needs the monotonic clock too reads both under the
  // lock: had it read the clock after a change of pace but gone by the pace before, it would see a
  // time that the next reader finds not yet reached.
  private volatile Pace pace;
  // The furthest instant the market has been moved to; now is never behind it. The market thread
  // alone writes it, at every step and so without the lock: it only grows.
  private volatile long reachedNs;
  private final StampedLock lock = new StampedLock();

  private MarketTime(Instant start, LongSupplier nanoTime) {
    long startNs = toNs(start);
    this.pace = new Pace.Standing(startNs);
    this.reachedNs = startNs;
    this.nanoTime = nanoTime;
  }

  /**
   * {@return market time that stands still at {@code start}}
   *
   * @param start where it begins
   * @throws IllegalArgumentException if {@code start} lies outside 1970 to 2262
   */
  public static MarketTime startingAt(Instant start) {
    return startingAt(start, System::nanoTime);
  }

  /** The same, with another monotonic clock in place of the computer's: for tests. */
  static MarketTime startingAt(Instant start, LongSupplier nanoTime) {
    return new MarketTime(start, nanoTime);
  }

  /**
   * {@return now, in nanoseconds since the Unix epoch, UTC} Any thread; never less than any thread
   * has seen before.
   */
  public long nowNs() {
    long stamp = lock.tryOptimisticRead();
    long nowNs = nowNs(nanoTime.getAsLong());
    if (lock.validate(stamp)) {
      return nowNs;
    }
    stamp = lock.readLock();
    try {
      return nowNs(nanoTime.getAsLong());
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** {@return now} Any thread. */
  public Instant now() {
    return toInstant(nowNs());
  }

  /** {@return whether time moves by itself} Any thread. */
  public boolean isRunning() {
    return speed() > 0;
  }

  /** {@return market seconds per second; 0 when standing still} Any thread. */
  public double speed() {
    return pace.speed();
  }

  /**
   * Moves the market to {@code ns}. Time that stands still becomes {@code ns}. Time that runs, or
   * ran before it was paused, may already be past {@code ns}: then this only notes how far the
   * market has got, and no reader will see an earlier time. Market thread only.
   *
   * @param ns nanoseconds since the Unix epoch, UTC
   * @throws IllegalArgumentException if {@code ns} is before the instant last moved to, or outside
   *     1970 to 2262
   */
  public void moveTo(long ns) {
    refuseBackwards(reachedNs, ns);
    reachedNs = ns;
  }

  /**
   * Lets time run, from now on; when it runs already, changes its speed without a jump. Market
   * thread only.
   *
   * @param speed market seconds per second, above 0 and at most 1,000,000
   * @throws IllegalArgumentException if the speed is none of these
   */
  public void run(double speed) {
    if (!(speed > 0 && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException(
          ("Speed %s cannot be run at. Write market seconds per second, above 0 and at most"
                  + " 1000000: 1.0 is real time.")
              .formatted(speed));
    }
    long stamp = lock.writeLock();
    try {
      long anchorNanoTime = nanoTime.getAsLong();
      pace = new Pace.Running(nowNs(anchorNanoTime), anchorNanoTime, speed);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Stops time where it is now; harmless when it stands still. Market thread only. */
  public void pause() {
    long stamp = lock.writeLock();
    try {
      pace = new Pace.Standing(nowNs(nanoTime.getAsLong()));
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /**
   * {@return how many real nanoseconds it is until market time {@code marketNs}} Reckoned from
   * where the run began, so waiting from step to step does not drift. 0 exactly when {@code
   * marketNs} is now or past; {@link Long#MAX_VALUE} when time stands still, or ends before it.
   * Market thread only.
   *
   * @param marketNs nanoseconds since the Unix epoch, UTC
   */
  public long nanosUntil(long marketNs) {
    return marketNs <= reachedNs ? 0 : pace.nanosUntil(marketNs, nanoTime.getAsLong());
  }

  /**
   * {@return this time as a clock of the JDK, in UTC} Any thread may use it; it follows every later
   * change.
   */
  public Clock asJavaClock() {
    return new MarketJavaClock(this, ZoneOffset.UTC);
  }

  /**
   * {@return the instant in nanoseconds since the Unix epoch, UTC} Exact.
   *
   * @param instant between 1970-01-01T00:00:00Z and 2262-01-01T00:00:00Z, both included
   * @throws IllegalArgumentException if it lies outside
   */
  public static long toNs(Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "%s is no market time. Give an instant from %s to %s.".formatted(instant, FIRST, LAST));
    }
    return instant.getEpochSecond() * NS_PER_SECOND + instant.getNano();
  }

  /**
   * {@return the instant that many nanoseconds after the Unix epoch} Exact.
   *
   * @param ns from 0 to the nanoseconds of 2262-01-01T00:00:00Z
   * @throws IllegalArgumentException if it lies outside
   */
  public static Instant toInstant(long ns) {
    Instant instant = Instant.ofEpochSecond(0, ns);
    toNs(instant);
    return instant;
  }

  /**
   * {@return {@code ns + amountNs}, neither below 0, or {@link Long#MAX_VALUE} where the sum is too
   * great}
   */
  static long later(long ns, long amountNs) {
    return amountNs > Long.MAX_VALUE - ns ? Long.MAX_VALUE : ns + amountNs;
  }

  private long nowNs(long nanoTimeNow) {
    return Math.max(pace.nowNs(nanoTimeNow), reachedNs);
  }

  private static void refuseBackwards(long reachedNs, long ns) {
    // Asked at every step, so without an instant as long as all is well.
    if (ns < reachedNs || ns > LAST_NS) {
      Instant asked = toInstant(ns);
      throw new IllegalArgumentException(
          "Market time cannot go back to %s: it has reached %s. Give that instant or a later one."
              .formatted(asked, toInstant(reachedNs)));
    }
  }
}
