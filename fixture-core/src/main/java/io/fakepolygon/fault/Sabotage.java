package io.fakepolygon.fault;

import io.fakepolygon.fault.Outgoing.Ending;
import java.util.ArrayList;
import java.util.List;

/**
 * What the orders do to one connection: events that are due go in, what its socket is to be sent
 * comes out. Owned by one thread.
 *
 * <p>Market times are nanoseconds since the Unix epoch, real times of any clock that does not go
 * back.
 */
public final class Sabotage {
  private final int connection;
  private final FaultBook book;
  private final EventStage events;
  private final FrameStage frames;
  private final LineStage line;

  /**
   * Nothing done yet.
   *
   * @param connection its number
   */
  public Sabotage(int connection, FaultBook book) {
    this.connection = connection;
    this.book = book;
    events = new EventStage(connection, book);
    frames = new FrameStage(connection, book);
    line = new LineStage(connection, book);
  }

  /**
   * Frames of events fall due.
   *
   * @param due the events of each
   * @return what is to be sent now; nothing comes behind an {@link Ending}
   */
  public List<Outgoing> publish(List<List<WireEvent>> due, long nowNs, long realNs) {
    List<Outgoing> out = new ArrayList<>();
    List<WireEvent> left = due.stream().flatMap(List::stream).toList();
    int position = 0;
    for (List<WireEvent> frame : due) {
      List<WireEvent> together = new ArrayList<>();
      for (WireEvent event : frame) {
        position++;
        events.pass(event, nowNs, together);
        List<Standing> reached = reachedBy(event, nowNs);
        if (!reached.isEmpty()) {
          send(together, nowNs, realNs, out);
          together.clear();
          if (isCut(out, left.subList(position, left.size()), nowNs)) {
            return out;
          }
        }
        count(event, nowNs);
        if (ends(reached, left.subList(position, left.size()), nowNs, out)) {
          return out;
        }
      }
      send(together, nowNs, realNs, out);
      if (isCut(out, left.subList(position, left.size()), nowNs)) {
        return out;
      }
    }
    return out;
  }

  /** {@return what is to be sent now, though it was due before} */
  public List<Outgoing> due(long nowNs, long realNs) {
    List<Outgoing> out = new ArrayList<>(line.due(nowNs, realNs));
    out.addAll(line.pass(frames.due(nowNs), nowNs, realNs));
    send(events.due(nowNs), nowNs, realNs, out);
    return out;
  }

  /** {@return what is to be sent now} Something other than events is to be sent. */
  public List<Outgoing> pass(Outgoing other, long nowNs, long realNs) {
    return line.pass(List.of(other), nowNs, realNs);
  }

  /** {@return the market time at which something comes, or Long.MAX_VALUE} */
  public long nextMarketNs() {
    return Math.min(events.nextNs(), line.nextMarketNs());
  }

  /** {@return the real time at which something comes, or Long.MAX_VALUE} */
  public long nextRealNs() {
    return line.nextRealNs();
  }

  /** {@return whether anything is still to come} */
  public boolean isWaiting() {
    return events.isWaiting() || frames.isWaiting() || line.isWaiting();
  }

  private void send(List<WireEvent> together, long nowNs, long realNs, List<Outgoing> out) {
    if (!together.isEmpty()) {
      out.addAll(line.pass(frames.pass(together, nowNs), nowNs, realNs));
    }
  }

  /** {@return the orders for which this event is the last before they strike} */
  private List<Standing> reachedBy(WireEvent event, long nowNs) {
    return book.standing().stream()
        .filter(one -> countsEvents(one) && one.isAbout(event.channel(), event.symbol()))
        .filter(one -> one.isAboutToBeReached(connection, nowNs))
        .toList();
  }

  private void count(WireEvent event, long nowNs) {
    for (Standing one : book.standing()) {
      if (countsEvents(one) && one.isAbout(event.channel(), event.symbol())) {
        one.count(connection, nowNs);
      }
    }
  }

  /** {@return whether one of them ends the connection} */
  private boolean ends(
      List<Standing> reached, List<WireEvent> left, long nowNs, List<Outgoing> out) {
    for (Standing one : reached) {
      if (one.harm() instanceof ConnectionHarm harm && one.draws(connection)) {
        book.note(one, connection, nowNs, left, List.of(), "strikes");
        out.addAll(line.pass(List.of(new Ending(one.number(), harm)), nowNs, 0));
        return true;
      }
    }
    return false;
  }

  /** {@return whether what was sent ends with the end of the connection} */
  private boolean isCut(List<Outgoing> out, List<WireEvent> left, long nowNs) {
    if (out.isEmpty() || !(out.get(out.size() - 1) instanceof Ending ending)) {
      return false;
    }
    for (Standing one : book.standing()) {
      if (one.number() == ending.order() && !left.isEmpty()) {
        book.note(one, connection, nowNs, left, List.of(), "never comes");
      }
    }
    return true;
  }

  /** {@return whether what an order counts are events, behind which it strikes} */
  private static boolean countsEvents(Standing one) {
    return one.harm() instanceof LineHarm
        || (one.harm() instanceof ConnectionHarm harm && !harm.isOfLogIn());
  }
}
