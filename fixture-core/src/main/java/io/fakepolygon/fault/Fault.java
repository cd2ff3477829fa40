package io.fakepolygon.fault;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A harm and when it strikes. A value; {@code polygon.faults().order(fault)} makes it happen.
 *
 * <pre>{@code
 * Fault.of(new Drop()).on("Q.FAKETICKER").after(3)          // behind the third quote, once
 * Fault.of(new Gap()).on("T.*").always().chance(0.01)       // one trade of a hundred, at random
 * Fault.of(new SilentStall()).at(noon).lasting(ofMinutes(5))
 * Fault.of(new Close(1008)).connection(2)                   // the second who came, at once
 * }</pre>
 *
 * <p>As text: {@code DROP on Q.FAKETICKER after 3}, {@code GAP on T.* always chance 0.01}, {@code
 * SILENT_STALL at 10m for 5m}, {@code CLOSE code 1008 connection 2}.
 *
 * <p>Each connection counts for itself what {@code after} is about, from the order on, or from its
 * beginning where that is later. How often a fault strikes is counted over all connections: one
 * that strikes once strikes one of them. Chance is a hash of the market's seed, the order, the
 * connection and the count, so that the same test meets the same harm.
 *
 * @param harm what happens
 * @param topics in whose events it strikes, which are also those that {@code after} counts; none
 *     for all
 * @param after how many such events, frames or requests a connection has to see before
 * @param at from when in market time; from the order on if empty
 * @param length for how long from then on; for good if empty
 * @param times how often it strikes; if empty once, and with a length as often as it can
 * @param chance how likely it strikes, above 0 and up to 1
 * @param connection the number of the connection that it strikes, 0 for any
 */
public record Fault(
    Harm harm,
    List<Topic> topics,
    long after,
    Optional<Instant> at,
    Optional<Duration> length,
    OptionalLong times,
    double chance,
    int connection) {
  /** More often than anything happens. */
  static final long ALWAYS = Long.MAX_VALUE;

  /** Copies the topics. Refuses what could never strike, in one sentence. */
  public Fault {
    topics = List.copyOf(topics);
    Amounts.requireNotNegative("after", after);
    Amounts.requireNotNegative("connection", connection);
    times.ifPresent(count -> Amounts.requirePositive("times", count));
    length.ifPresent(value -> Amounts.requirePositive("for", value));
    if (!(chance > 0 && chance <= 1)) {
      throw new IllegalArgumentException(
          "'chance' is %s. Write a number above 0, up to 1".formatted(chance));
    }
    if (harm instanceof LineHarm.MissingPong && (times.isPresent() || chance < 1)) {
      throw new IllegalArgumentException(
          "MISSING_PONG is on or off. Leave times and chance out, and write for how long");
    }
    for (Topic topic : topics) {
      if (!harm.channels().isEmpty() && !harm.channels().contains(topic.channel())) {
        throw new IllegalArgumentException(
            "%s cannot strike %s: it is for %s"
                .formatted(harm.name(), topic, harm.channels().stream().sorted().toList()));
      }
    }
  }

  /** {@return the fault that strikes once: at once, or at the next occasion} */
  public static Fault of(Harm harm) {
    return new Fault(
        harm, List.of(), 0, Optional.empty(), Optional.empty(), OptionalLong.empty(), 1, 0);
  }

  /**
   * {@return the faults of a text, separated by semicolons; none if it is blank}
   *
   * @param marketStart from where {@code at 10m} is counted
   * @throws IllegalArgumentException with one sentence that names the text and what to write
   */
  public static List<Fault> parseAll(String text, Instant marketStart) {
    return FaultText.parseAll(text, marketStart);
  }

  /**
   * {@return the fault of a text such as {@code DROP on Q.FAKETICKER after 3}}
   *
   * @throws IllegalArgumentException as {@link #parseAll}; also if it is none, or several
   */
  public static Fault parse(String text, Instant marketStart) {
    return FaultText.parse(text, marketStart);
  }

  /** {@return the text that reads as this fault, whenever the market starts} */
  public String text() {
    return FaultText.write(this);
  }

  /**
   * {@return the same for the events of some topics}
   *
   * @param values such as {@code T.FAKETICKER} or {@code A.*}
   * @throws IllegalArgumentException if one is no topic, or not of a channel in which it can strike
   */
  public Fault on(String... values) {
    List<Topic> parsed = Arrays.stream(values).map(Topic::parse).toList();
    return new Fault(harm, parsed, after, at, length, times, chance, connection);
  }

  /** {@return the same behind so many events of its topics} */
  public Fault after(long count) {
    return new Fault(harm, topics, count, at, length, times, chance, connection);
  }

  /** {@return the same from an instant of market time on} */
  public Fault at(Instant instant) {
    return new Fault(harm, topics, after, Optional.of(instant), length, times, chance, connection);
  }

  /** {@return the same for so long, in market time} */
  public Fault lasting(Duration amount) {
    return new Fault(harm, topics, after, at, Optional.of(amount), times, chance, connection);
  }

  /** {@return the same so many times} */
  public Fault times(long count) {
    return new Fault(harm, topics, after, at, length, OptionalLong.of(count), chance, connection);
  }

  /** {@return the same as often as it can} */
  public Fault always() {
    return times(ALWAYS);
  }

  /** {@return the same with a probability, above 0 and up to 1} */
  public Fault chance(double probability) {
    return new Fault(harm, topics, after, at, length, times, probability, connection);
  }

  /** {@return the same for one connection, by its number from 1 up} */
  public Fault connection(int number) {
    return new Fault(harm, topics, after, at, length, times, chance, number);
  }

  /** {@return what is left of it where there are these symbols alone; mostly itself} */
  public Optional<Fault> among(List<String> symbols) {
    List<Topic> left =
        topics.stream()
            .filter(topic -> topic.isWildcard() || symbols.contains(topic.ticker()))
            .toList();
    return left.isEmpty() && !topics.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fault(harm, left, after, at, length, times, chance, connection));
  }

  /** {@return how often it strikes at most} */
  long mostStrikes() {
    return times.orElse(length.isPresent() || harm.lasts() ? ALWAYS : 1);
  }

  /** {@return whether it is about requests for a topic} */
  boolean isFor(Topic topic) {
    return topics.isEmpty()
        || topics.stream().anyMatch(one -> one.covers(topic.channel(), topic.ticker()));
  }

  /** {@return whether it is about events of a channel and symbol} */
  boolean isAbout(Channel channel, String symbol) {
    if (topics.isEmpty()) {
      return harm.channels().isEmpty() || harm.channels().contains(channel);
    }
    for (Topic topic : topics) {
      if (topic.covers(channel, symbol)) {
        return true;
      }
    }
    return false;
  }

  /** {@return the text} */
  @Override
  public String toString() {
    return text();
  }
}
