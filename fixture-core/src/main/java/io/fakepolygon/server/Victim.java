package io.fakepolygon.server;

import io.fakepolygon.fault.FaultBook;
import io.fakepolygon.fault.Outgoing;
import io.fakepolygon.fault.Sabotage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ordered faults do to one connection. Owned by the market thread. */
final class Victim {
  private final int connection;
  private final FaultBook book;
  // Made when it is needed: most connections of most servers are never struck.
  private @Nullable Sabotage sabotage;
  private final List<Runnable> behindData = new ArrayList<>();
  private boolean doomed;
  private boolean answersPings = true;
  private long comesBackAtNs;

  Victim(int connection, FaultBook book) {
    this.connection = connection;
    this.book = book;
  }

  /** {@return whether it is to end, so that nothing more is sent} */
  boolean isDoomed() {
    return doomed;
  }

  void doom() {
    doomed = true;
  }

  /** {@return whether anything is still to be sent} */
  boolean isWaiting() {
    return !behindData.isEmpty() || (sabotage != null && sabotage.isWaiting());
  }

  /** {@return market time at which something is to be sent, or Long.MAX_VALUE} */
  long nextMarketNs() {
    return sabotage == null ? Long.MAX_VALUE : sabotage.nextMarketNs();
  }

  /** {@return what is to be sent now, of events that are due} */
  List<Outgoing> publish(FrameBatch batch, long nowNs, long realNs) {
    return doomed ? List.of() : sabotage().publish(WireEvents.in(batch), nowNs, realNs);
  }

  /** {@return what is to be sent now, where something other than events is to be sent} */
  List<Outgoing> pass(Outgoing one, long nowNs, long realNs) {
    return doomed ? List.of() : sabotage().pass(one, nowNs, realNs);
  }

  /** {@return what is to be sent now, though it was due before} */
  List<Outgoing> due(long nowNs, long realNs) {
    return doomed || sabotage == null ? List.of() : sabotage.due(nowNs, realNs);
  }

  /** Something is to be done behind the next frame of events. */
  void doBehindData(Runnable deed) {
    behindData.add(deed);
  }

  /** {@return what is to be done behind the frame of events that has just been sent} */
  List<Runnable> takeBehindData() {
    List<Runnable> taken = List.copyOf(behindData);
    behindData.clear();
    return taken;
  }

  /** {@return whether that is news} */
  boolean answerPings(boolean answered) {
    boolean changes = answered != answersPings;
    answersPings = answered;
    return changes;
  }

  /** {@return real time at which something is to be sent, if nobody has been told; 0 otherwise} */
  long tellWhenItComesBack() {
    long next = sabotage == null ? Long.MAX_VALUE : sabotage.nextRealNs();
    boolean isNews = next != Long.MAX_VALUE && next != comesBackAtNs;
    comesBackAtNs = isNews ? next : comesBackAtNs;
    return isNews ? next : 0;
  }

  private Sabotage sabotage() {
    Sabotage current = sabotage;
    if (current == null) {
      current = new Sabotage(connection, book);
      sabotage = current;
    }
    return current;
  }
}
