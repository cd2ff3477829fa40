package io.fakepolygon.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last connections that have ended, as many as {@link Limits} allow. */
final class EndedConnections {
  private final int mostHoldings;
  private final Deque<ConnectionInfo> infos = new ArrayDeque<>();
  private int holdings;

  /** Remembers none yet, and never more than so many holdings, all together. */
  EndedConnections(int mostHoldings) {
    this.mostHoldings = mostHoldings;
  }

  void add(ConnectionInfo info) {
    infos.add(info);
    holdings += info.holdings().size();
    while (infos.size() > Limits.MOST_ENDED_CONNECTIONS || holdings > mostHoldings) {
      holdings -= infos.remove().holdings().size();
    }
  }

  /** {@return them in the order of their end} */
  List<ConnectionInfo> infos() {
    return List.copyOf(infos);
  }
}
