package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.Holding;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The market's own list of what happened, and of what will: it can be asked for any topic and any
 * span, before or after it was sent. What a client received is right when it equals this.
 *
 * <p>A scenario that is added while the server runs changes what falls due after its start. A
 * section that was taken before does not know of it.
 *
 * <p>Any thread may call.
 */
public final class Tape {
  // A walk on which nothing is wanted has its next step after this.
  private static final long LAST_STEP = Long.MAX_VALUE - 1;

  private final Supplier<Market> market;
  private final Supplier<Instant> now;
  private final Instant start;

  /**
   * A tape.
   *
   * @param market asked for each section, so that it is the market as it stands then
   */
  Tape(Supplier<Market> market, Supplier<Instant> now, Instant start) {
    this.market = market;
    this.now = now;
    this.start = start;
  }

  /**
   * {@return the part of the tape that belongs to these topics, of which a span is still to be
   * chosen}
   *
   * @param topics such as {@code T.FAKETICKER} or {@code A.*}
   * @throws IllegalArgumentException if one is not a topic, or its ticker is not on this market
   */
  public Selection of(String... topics) {
    List<Topic> parsed = Arrays.stream(topics).map(Topic::parse).toList();
    parsed.forEach(market.get().spec()::requireSymbolOf);
    return new Selection(parsed);
  }

  /**
   * {@return what a client's subscriptions made due since each of them began, up to now or to its
   * end} In the order in which the client is sent it. An event that several of its topics cover is
   * there once.
   */
  public TapeSection dueTo(ConnectionInfo client) {
    List<Holding> holdings = client.holdings();
    long now = MarketTime.toNs(this.now.get());
    long from = holdings.stream().mapToLong(Holding::fromNs).min().orElse(now);
    List<Topic> topics = holdings.stream().map(Holding::topic).distinct().toList();
    return new TapeSection(
        market.get().walk(Interest.in(topics)),
        from,
        now,
        topics,
        (step, event) ->
            holdings.stream().anyMatch(held -> held.spans(step) && event.belongsTo(held.topic())),
        client.id());
  }

  /** As {@link #dueTo(ConnectionInfo)}, for a client that knows which connection is its own. */
  public TapeSection dueTo(ServedClient client) {
    return dueTo(client.connection());
  }

  /** Some topics of the tape. */
  public final class Selection {
    private final List<Topic> topics;

    private Selection(List<Topic> topics) {
      this.topics = topics;
    }

    /**
     * {@return what falls due after {@code from}, up to and including {@code to}} This is what a
     * move of the clock from the one to the other sends.
     *
     * @throws IllegalArgumentException if {@code to} is before {@code from}
     */
    public TapeSection between(Instant from, Instant to) {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(
            "A span ends after it begins: not from %s to %s".formatted(from, to));
      }
      return section(from, MarketTime.toNs(to));
    }

    /**
     * {@return the first {@code count} events that fall due after now} They follow from the clock's
     * time at this call; moving it later does not change the section.
     *
     * @throws IllegalArgumentException if {@code count} is below 0
     */
    public TapeSection next(int count) {
      if (count < 0) {
        throw new IllegalArgumentException(
            "A number of events is not below 0: %d".formatted(count));
      }
      return section(now.get(), LAST_STEP).limitedTo(count);
    }

    /** {@return what has fallen due since the server started} */
    public TapeSection elapsed() {
      return between(start, now.get());
    }

    private TapeSection section(Instant from, long toNs) {
      return new TapeSection(
          market.get().walk(Interest.in(topics)),
          MarketTime.toNs(from),
          toNs,
          topics,
          (step, event) -> true,
          0);
    }
  }
}
