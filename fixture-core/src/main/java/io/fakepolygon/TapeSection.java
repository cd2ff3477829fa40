package io.fakepolygon;

import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stretch of the tape, in canonical order: event time, then symbols in configured order, then
 * LULD, Q, T, A, AM. Computed while it is read, so that a day costs no memory; each reading begins
 * anew and gives the same events.
 *
 * <p>Any thread may read.
 */
public final class TapeSection implements Iterable<MarketEvent> {
  private final Walk walk;
  private final long fromNs;
  private final long toNs;
  private final List<Topic> topics;
  private final Filter filter;
  private final int connection;
  private final long limit;

  /**
   * A stretch.
   *
   * @param topics what its events belong to
   * @param connection the number of the connection that they are due to, 0 for none in particular
   */
  TapeSection(
      Walk walk, long fromNs, long toNs, List<Topic> topics, Filter filter, int connection) {
    this(walk, fromNs, toNs, topics, filter, connection, Long.MAX_VALUE);
  }

  private TapeSection(
      Walk walk,
      long fromNs,
      long toNs,
      List<Topic> topics,
      Filter filter,
      int connection,
      long limit) {
    this.walk = walk;
    this.fromNs = fromNs;
    this.toNs = toNs;
    this.topics = topics;
    this.filter = filter;
    this.connection = connection;
    this.limit = limit;
  }

  /** {@return its first events, as many as {@code most}} */
  TapeSection limitedTo(long most) {
    return new TapeSection(walk, fromNs, toNs, topics, filter, connection, most);
  }

  @Override
  public void forEach(Consumer<? super MarketEvent> action) {
    if (limit < Long.MAX_VALUE) {
      iterator().forEachRemaining(action);
      return;
    }
    for (long step = walk.nextStepAfter(fromNs); step <= toNs; step = walk.nextStepAfter(step)) {
      readStep(step, action);
    }
  }

  @Override
  public Iterator<MarketEvent> iterator() {
    return new Steps();
  }

  /** {@return the events, computed as the stream asks for them} */
  public Stream<MarketEvent> stream() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /**
   * {@return the events of one kind}
   *
   * @param kind such as {@code Trade.class}
   */
  public <E extends MarketEvent> Stream<E> stream(Class<E> kind) {
    return stream().filter(kind::isInstance).map(kind::cast);
  }

  /**
   * {@return the events as the wire writes them, each one JSON object on one line, computed as the
   * stream asks for them} Lines of events that fall due together stand in one frame, in brackets
   * and separated by commas.
   */
  public Stream<String> lines() {
    return stream().map(MarketEvent::toJson);
  }

  /**
   * {@return the lines that came, after what ordered faults made of these events} Changed events,
   * kinds that nobody has heard of, and frames that nobody can read stand as they were sent; what
   * was left out is not there; what came late stands where it came. Held in memory.
   *
   * <p>Of a section that is due to one connection, what was done to that one counts. Of another all
   * that was done counts; where several connections hold the same topics, give the {@link
   * FaultLedger#of part of the ledger} that belongs to one.
   *
   * @throws IllegalArgumentException if the ledger has forgotten something
   */
  public List<String> linesAfter(FaultLedger ledger) {
    if (!ledger.isComplete()) {
      throw new IllegalArgumentException(
          "The ledger of the faults has forgotten its beginning: it holds 100,000 events. Compare a shorter stretch");
    }
    Aftermath aftermath = new Aftermath(connection == 0 ? ledger : ledger.of(connection), topics);
    for (long step = walk.nextStepAfter(fromNs); step <= toNs; step = walk.nextStepAfter(step)) {
      long at = step;
      readStep(at, event -> aftermath.due(at, event));
    }
    return aftermath.lines(fromNs, toNs);
  }

  /** {@return all events, in a list} A minute of one symbol's T, Q, A and AM is 1,261 of them. */
  public List<MarketEvent> toList() {
    List<MarketEvent> events = new ArrayList<>();
    forEach(events::add);
    return List.copyOf(events);
  }

  private void readStep(long step, Consumer<? super MarketEvent> action) {
    walk.step(
        step,
        event -> {
          if (filter.includes(step, event)) {
            action.accept(event);
          }
        });
  }

  /** Whether an event that falls due at a step belongs to the section. */
  interface Filter {
    boolean includes(long stepNs, MarketEvent event);
  }

  private final class Steps implements Iterator<MarketEvent> {
    private final Queue<MarketEvent> ahead = new ArrayDeque<>();
    private long next = walk.nextStepAfter(fromNs);
    private long left = limit;

    @Override
    public boolean hasNext() {
      if (left == 0) {
        return false;
      }
      while (ahead.isEmpty() && next <= toNs) {
        readStep(next, ahead::add);
        next = walk.nextStepAfter(next);
      }
      return !ahead.isEmpty();
    }

    @Override
    public MarketEvent next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The section of the tape has ended");
      }
      left--;
      return ahead.remove();
    }
  }
}
