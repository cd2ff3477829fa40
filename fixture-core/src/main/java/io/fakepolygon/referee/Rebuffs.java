package io.fakepolygon.referee;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the last connections of each client ended: one that is turned away as soon as it comes has to
 * wait before it comes again. A client is known by its key, and before one was accepted by its
 * host.
 */
final class Rebuffs {
  static final int FROM_THE = 3;
  static final long AT_ONCE_NS = Duration.ofSeconds(1).toNanos();
  static final long SHORTEST_WAIT_NS = Duration.ofMillis(100).toNanos();
  private static final int MOST_CLIENTS = 1_000;
  // Connections of one client can overlap: the one before is mostly the last, not always.
  private static final int ENDS_KEPT = 8;

  private final Map<String, Deque<End>> ends = new LinkedHashMap<>();

  /** A connection has ended. {@return how it stormed, if it did} */
  Optional<Storm> ended(Player player, Moment now) {
    boolean rebuffed =
        player.wasEndedByServer() && now.realNs() - player.came.realNs() < AT_ONCE_NS;
    Deque<End> own = endsOf(player);
    Optional<End> before = lastBefore(player.came, own);
    int inARow = rebuffed ? before.map(End::inARow).orElse(0) + 1 : 0;
    if (own.size() == ENDS_KEPT) {
      own.removeFirst();
    }
    own.addLast(new End(now, inARow));
    return before
        .filter(end -> inARow >= FROM_THE && player.came.isWithin(SHORTEST_WAIT_NS, end.at))
        .map(end -> new Storm(inARow, player.came.realNs() - end.at.realNs()));
  }

  private Deque<End> endsOf(Player player) {
    // The blank keeps a key that looks like a host apart.
    String name = player.key == null ? player.host : "key " + player.key;
    if (ends.size() == MOST_CLIENTS && !ends.containsKey(name)) {
      ends.remove(ends.keySet().iterator().next());
    }
    return ends.computeIfAbsent(name, absent -> new ArrayDeque<>());
  }

  private static Optional<End> lastBefore(Moment came, Deque<End> own) {
    for (Iterator<End> latest = own.descendingIterator(); latest.hasNext(); ) {
      End end = latest.next();
      if (!came.isBefore(end.at)) {
        return Optional.of(end);
      }
    }
    return Optional.empty();
  }

  /**
   * A connection that came too soon.
   *
   * @param inARow how many in a row, with this one, the server ended at once
   * @param waitedNs how long the client had waited, real time
   */
  record Storm(int inARow, long waitedNs) {}

  /** The end of a connection; {@code inARow} as above, 0 if the server did not end it at once. */
  private record End(Moment at, int inARow) {}
}
