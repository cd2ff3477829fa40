package io.fakepolygon.fault;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.protocol.Channel;
import java.util.HashMap;
import java.util.Map;

/** An order, and how far it has come. Owned by one thread. */
final class Standing {
  // What chance is asked for.
  private static final int STRIKES = 1;
  private static final int VARIETY = 2;

  private final int number;
  private final Fault fault;
  private final long seed;
  private final long startNs;
  private final long endNs;
  private final long most;
  // By connection: how many of its occasions it has met.
  private final Map<Integer, Long> met = new HashMap<>();
  // By connection: how often chance was asked.
  private final Map<Integer, Long> asked = new HashMap<>();
  private long strikes;
  private boolean isWithdrawn;

  Standing(int number, Fault fault, long seed, long nowNs) {
    this.number = number;
    this.fault = fault;
    this.seed = seed;
    startNs = fault.at().map(MarketTime::toNs).orElse(nowNs);
    endNs =
        fault
            .length()
            .map(length -> Math.min(length.toNanos(), Long.MAX_VALUE - startNs))
            .map(length -> startNs + length)
            .orElse(Long.MAX_VALUE);
    most = fault.mostStrikes();
  }

  int number() {
    return number;
  }

  Fault fault() {
    return fault;
  }

  Harm harm() {
    return fault.harm();
  }

  long startNs() {
    return startNs;
  }

  long endNs() {
    return endNs;
  }

  void withdraw() {
    isWithdrawn = true;
  }

  boolean isWithdrawn() {
    return isWithdrawn;
  }

  boolean isOver(long nowNs) {
    return isWithdrawn || strikes >= most || nowNs >= endNs;
  }

  boolean isLive(long nowNs) {
    return !isOver(nowNs) && nowNs >= startNs;
  }

  boolean concerns(int connection) {
    return fault.connection() == 0 || fault.connection() == connection;
  }

  boolean isAbout(Channel channel, String symbol) {
    return fault.isAbout(channel, symbol);
  }

  /** A connection has met an occasion. {@return whether it strikes} */
  boolean meets(int connection, long nowNs) {
    if (!isLive(nowNs) || !concerns(connection)) {
      return false;
    }
    long count = met.merge(connection, 1L, Long::sum);
    return count > fault.after() && drawn(connection, count) && struck();
  }

  /** {@return whether the next that a connection meets is the last before it strikes} */
  boolean isAboutToBeReached(int connection, long nowNs) {
    return fault.after() > 0
        && isLive(nowNs)
        && concerns(connection)
        && met.getOrDefault(connection, 0L) + 1 == fault.after();
  }

  /** A connection has met one more of what is counted. */
  void count(int connection, long nowNs) {
    if (isLive(nowNs) && concerns(connection)) {
      met.merge(connection, 1L, Long::sum);
    }
  }

  /** {@return whether a connection has met as many occasions as it has to} */
  boolean isReached(int connection) {
    return fault.after() == 0 || met.getOrDefault(connection, 0L) >= fault.after();
  }

  /** {@return whether it strikes, by chance, each time anew} */
  boolean draws(int connection) {
    return strikes < most && drawn(connection, asked.merge(connection, 1L, Long::sum)) && struck();
  }

  /** {@return whether it strikes by its time, which it does once or never} */
  boolean strikesByTime() {
    return strikes == 0 && drawn(0, 1) && struck();
  }

  /** {@return a number from 0 up to below 1, for what a harm varies} */
  double vary(int connection, long count) {
    return Chance.draw(seed, number, connection, count, VARIETY);
  }

  private boolean drawn(int connection, long count) {
    return fault.chance() >= 1
        || Chance.draw(seed, number, connection, count, STRIKES) < fault.chance();
  }

  boolean struck() {
    strikes++;
    return true;
  }

  Struck struckAs() {
    return new Struck(number, harm());
  }

  Order asItStands(long nowNs) {
    return new Order(number, fault, strikes, isOver(nowNs));
  }
}
