package io.fakepolygon.fault;

import io.fakepolygon.fault.LineHarm.Bandwidth;
import io.fakepolygon.fault.LineHarm.Hold;
import io.fakepolygon.fault.LineHarm.Latency;
import io.fakepolygon.fault.LineHarm.SilentStall;
import io.fakepolygon.fault.Outgoing.Ending;
import io.fakepolygon.fault.Outgoing.Ping;
import io.fakepolygon.fault.Outgoing.TextFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When what was sent to one connection arrives: each order is a stretch of line that a frame has to
 * pass, in the order of the orders, and no frame overtakes another. Owned by one thread.
 */
final class LineStage {
  private final int connection;
  private final FaultBook book;
  // What waits, by the stretch it waits in.
  private final Map<Standing, Stretch> stretches = new LinkedHashMap<>();

  LineStage(int connection, FaultBook book) {
    this.connection = connection;
    this.book = book;
  }

  /** Takes what is sent. {@return what arrives at once} */
  List<Outgoing> pass(List<Outgoing> sent, long nowNs, long realNs) {
    List<Outgoing> arrived = new ArrayList<>();
    for (Outgoing one : sent) {
      if (one instanceof Ending) {
        stretches.clear();
      }
      travel(one, 0, nowNs, realNs, arrived);
    }
    return arrived;
  }

  /** {@return what has arrived by now} */
  List<Outgoing> due(long nowNs, long realNs) {
    List<Outgoing> arrived = new ArrayList<>();
    // Those nearest to the client first: what comes from behind stays behind.
    List<Stretch> nearestFirst = new ArrayList<>(stretches.values());
    nearestFirst.sort(Comparator.comparingInt((Stretch one) -> one.standing.number()).reversed());
    for (Stretch stretch : nearestFirst) {
      while (stretch.isDue(nowNs, realNs)) {
        Outgoing one = stretch.next(nowNs);
        travel(one, stretch.standing.number(), nowNs, realNs, arrived);
      }
      if (stretch.waiting.isEmpty() && stretch.standing.isOver(nowNs)) {
        stretches.remove(stretch.standing);
      }
    }
    return arrived;
  }

  /** {@return the market time at which something arrives, or Long.MAX_VALUE} */
  long nextMarketNs() {
    return next(false);
  }

  /** {@return the real time at which something arrives, or Long.MAX_VALUE} */
  long nextRealNs() {
    return next(true);
  }

  private long next(boolean real) {
    return stretches.values().stream()
        .filter(stretch -> isReal(stretch.standing) == real)
        .mapToLong(Stretch::nextNs)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  boolean isWaiting() {
    return stretches.values().stream().anyMatch(stretch -> !stretch.waiting.isEmpty());
  }

  /** Goes on behind the order of a number, until it arrives or has to wait. */
  private void travel(Outgoing one, int behind, long nowNs, long realNs, List<Outgoing> arrived) {
    if (one instanceof Ending) {
      arrived.add(one);
      return;
    }
    for (Standing standing : book.standingAnd(stretches.keySet())) {
      if (standing.number() > behind
          && standing.harm() instanceof LineHarm harm
          && harm.isOnTheWay()
          && stops(standing, one, nowNs, realNs)) {
        return;
      }
    }
    arrived.add(one);
  }

  private boolean stops(Standing standing, Outgoing one, long nowNs, long realNs) {
    Stretch stretch = stretches.get(standing);
    boolean crowded = stretch != null && !stretch.waiting.isEmpty();
    boolean live =
        standing.isLive(nowNs) && standing.concerns(connection) && standing.isReached(connection);
    // Pings are how the clock sees what has arrived: market time cannot move while they wait.
    if (one instanceof Ping && !isReal(standing)) {
      return false;
    }
    if (standing.harm() instanceof SilentStall) {
      return live && swallow(standing, one, nowNs);
    }
    if (!live && !crowded) {
      return false;
    }
    long now = isReal(standing) ? realNs : nowNs;
    return stretches.computeIfAbsent(standing, Stretch::new).takes(one, live, now, nowNs);
  }

  private boolean swallow(Standing standing, Outgoing one, long nowNs) {
    if (!(one instanceof TextFrame frame) || !standing.draws(connection)) {
      return false;
    }
    book.noteTexts(standing, connection, nowNs, frame.readable(), List.of(), "never comes");
    return true;
  }

  private static boolean isReal(Standing standing) {
    return (standing.harm() instanceof Latency latency && latency.time() == TimeBase.REAL)
        || (standing.harm() instanceof Bandwidth bandwidth && bandwidth.time() == TimeBase.REAL);
  }

  /** What waits in a stretch of line. */
  private final class Stretch {
    private final Standing standing;
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private long freeNs = Long.MIN_VALUE;
    private long frames;

    Stretch(Standing standing) {
      this.standing = standing;
    }

    boolean takes(Outgoing one, boolean live, long now, long marketNs) {
      boolean delayed = live && standing.draws(connection);
      if (!delayed && waiting.isEmpty()) {
        return false;
      }
      long release = Math.max(freeNs, delayed ? release(one, now) : now);
      if (release <= now && waiting.isEmpty()) {
        return false;
      }
      freeNs = release;
      waiting.add(new Parcel(release, one));
      if (one instanceof TextFrame frame) {
        book.noteTexts(
            standing, connection, marketNs, frame.readable(), List.of(), "is on its way");
      }
      return true;
    }

    private long release(Outgoing one, long now) {
      frames++;
      if (standing.harm() instanceof Latency latency) {
        double part = standing.vary(connection, frames);
        return now + latency.delay().toNanos() + (long) (part * latency.jitter().toNanos());
      } else if (standing.harm() instanceof Bandwidth bandwidth && one instanceof TextFrame frame) {
        return Math.max(freeNs, now) + frame.text().length * 1_000_000_000L / bandwidth.rate();
      }
      return standing.harm() instanceof Hold ? standing.endNs() : now;
    }

    boolean isDue(long nowNs, long realNs) {
      return !waiting.isEmpty()
          && (standing.isWithdrawn() || nextNs() <= (isReal(standing) ? realNs : nowNs));
    }

    long nextNs() {
      return waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().releaseNs;
    }

    Outgoing next(long marketNs) {
      Outgoing one = waiting.remove().content;
      if (one instanceof TextFrame frame && !frame.events().isEmpty()) {
        book.noteTexts(standing, connection, marketNs, List.of(), frame.readable(), "arrives");
      }
      return one;
    }
  }

  /**
   * Something on its way.
   *
   * @param releaseNs when it goes on, in the time of its stretch
   */
  private record Parcel(long releaseNs, Outgoing content) {}
}
