package io.fakepolygon;

import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.MarketEvent;
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
  private final Filter filter;
  private final long limit;

  TapeSection(Walk walk, long fromNs, long toNs, Filter filter) {
    this(walk, fromNs, toNs, filter, Long.MAX_VALUE);
  }

  private TapeSection(Walk walk, long fromNs, long toNs, Filter filter, long limit) {
    this.walk = walk;
    this.fromNs = fromNs;
    this.toNs = toNs;
    this.filter = filter;
    this.limit = limit;
  }

  /** {@return its first events, as many as {@code most}} */
  TapeSection limitedTo(long most) {
    return new TapeSection(walk, fromNs, toNs, filter, most);
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
