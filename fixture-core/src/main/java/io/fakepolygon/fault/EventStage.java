package io.fakepolygon.fault;

import io.fakepolygon.protocol.RawFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongFunction;

/** Which events come to one connection, and what stands in them. Owned by one thread. */
final class EventStage {
  private final int connection;
  private final FaultBook book;
  // By channel and symbol: the last that was due.
  private final Map<String, String> before = new HashMap<>();
  private final PriorityQueue<Late> late =
      new PriorityQueue<>(Comparator.comparingLong(Late::ns).thenComparingLong(Late::order));
  private final List<Waiting> behindTheNext = new ArrayList<>();
  private long lastOrder;

  EventStage(int connection, FaultBook book) {
    this.connection = connection;
    this.book = book;
  }

  /** Takes an event that is due, and adds those that come in its place. */
  void pass(WireEvent due, long nowNs, List<WireEvent> out) {
    List<Waiting> waited = List.copyOf(behindTheNext);
    behindTheNext.clear();
    List<WireEvent> come = List.of(due);
    for (Standing standing : book.standing()) {
      come = treat(standing, due, come, nowNs);
    }
    before.put(key(due), due.json());
    if (come.isEmpty()) {
      behindTheNext.addAll(0, waited);
      return;
    }
    out.addAll(come);
    for (Waiting waiting : waited) {
      List<WireEvent> both = new ArrayList<>(come);
      both.add(waiting.event);
      book.note(waiting.standing, connection, nowNs, come, both, "behind the next");
      out.add(waiting.event);
      come = both;
    }
  }

  /** {@return the events that come by now, though they were due another time} */
  List<WireEvent> due(long nowNs) {
    List<WireEvent> come = new ArrayList<>();
    while (nextNs() <= nowNs) {
      Late one = late.remove();
      WireEvent event = one.event.saying(one.json.apply(Math.floorDiv(nowNs, 1_000_000L)));
      book.note(one.standing, connection, nowNs, List.of(), List.of(event), "comes late");
      come.add(event);
    }
    return come;
  }

  /** {@return when the next of those comes, or Long.MAX_VALUE} */
  long nextNs() {
    return late.isEmpty() ? Long.MAX_VALUE : late.peek().ns;
  }

  boolean isWaiting() {
    return !late.isEmpty() || !behindTheNext.isEmpty();
  }

  private List<WireEvent> treat(
      Standing standing, WireEvent due, List<WireEvent> come, long nowNs) {
    boolean isMine =
        standing.harm() instanceof FieldHarm field
            ? !field.needsOneBefore() || before.containsKey(key(due))
            : standing.harm() instanceof StreamHarm;
    if (!isMine
        || come.isEmpty()
        || !standing.isAbout(due.channel(), due.symbol())
        || !standing.meets(connection, nowNs)) {
      return come;
    }
    List<WireEvent> after = new ArrayList<>();
    for (WireEvent event : come) {
      for (String json : apply(standing, event, nowNs)) {
        after.add(event.saying(json));
      }
    }
    book.note(standing, connection, nowNs, come, after, "strikes");
    return after;
  }

  private List<String> apply(Standing standing, WireEvent event, long nowNs) {
    if (standing.harm() instanceof FieldHarm field) {
      Optional<RawFields> last = Optional.ofNullable(before.get(key(event))).map(RawFields::of);
      return field.applyTo(RawFields.of(event.json()), last);
    }
    return ((StreamHarm) standing.harm())
        .applyTo(
            event.json(),
            new StreamHarm.Detour() {
              @Override
              public void later(Duration delay, LongFunction<String> json) {
                late.add(new Late(nowNs + delay.toNanos(), ++lastOrder, standing, event, json));
              }

              @Override
              public void behindTheNext(String json) {
                behindTheNext.add(new Waiting(standing, event.saying(json)));
              }
            });
  }

  private static String key(WireEvent event) {
    return event.channel() + "." + event.symbol();
  }

  private record Late(
      long ns, long order, Standing standing, WireEvent event, LongFunction<String> json) {}

  private record Waiting(Standing standing, WireEvent event) {}
}
