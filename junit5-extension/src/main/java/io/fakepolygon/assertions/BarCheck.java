package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Message;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the bars received with the trades received.
 *
 * <p>A bar is judged if its client had heard a trade of its symbol at or before the beginning of
 * the bar's window by the time the bar came, without having connected or unsubscribed since: then
 * it has heard all trades of the window. A client that subscribes at an instant is not sent what
 * happens at that very instant; so a bar whose window begins then is not judged.
 *
 * <p>The trades of a window are all that were received, whenever they came, in the order of time
 * and sequence number. A bar that is sent again replaces the one before, which may have lacked
 * trades.
 */
final class BarCheck {
  private final Map<String, List<Trade>> trades = new HashMap<>();
  private final Map<String, Long> listeningSinceMs = new HashMap<>();
  // The latest message of each window.
  private final Map<Window, Aggregate> judged = new LinkedHashMap<>();
  private long bars;

  private BarCheck() {}

  /** {@return what to say if bars do not match trades, or none could be judged} */
  static Optional<String> complaintAbout(Messages received) {
    BarCheck check = new BarCheck();
    received.stream().forEach(message -> check.take(message.message()));
    return check.complaint().map(text -> text + received.lastLine());
  }

  private void take(Message message) {
    if (message instanceof Trade trade) {
      trades.computeIfAbsent(trade.symbol(), key -> new ArrayList<>()).add(trade);
      listeningSinceMs.putIfAbsent(trade.symbol(), trade.sipTimestampMs());
    } else if (message instanceof Aggregate bar) {
      bars++;
      Window window = new Window(Text.topicOf(bar), bar.startMs());
      if (listeningSinceMs.getOrDefault(bar.symbol(), Long.MAX_VALUE) <= bar.startMs()) {
        judged.put(window, bar);
      } else {
        judged.remove(window);
      }
    } else if (message instanceof Status status) {
      Listening.endedBy(status, Channel.T)
          .ifPresent(
              topic ->
                  listeningSinceMs.keySet().removeIf(symbol -> topic.covers(Channel.T, symbol)));
    }
  }

  private Optional<String> complaint() {
    if (judged.isEmpty()) {
      return Optional.of(
          ("Expected bars that match the trades received, but none could be judged, of %s received."
                  + " A bar is judged if a trade of its symbol at or before the beginning of its window was received:"
                  + " subscribe to trades and bars of one symbol, at least one step before the first whole window.")
              .formatted(Text.count(bars, "bar")));
    }
    trades.values().forEach(BarCheck::sort);
    Findings findings = new Findings();
    judged.values().forEach(bar -> compare(bar, findings));
    return findings.count() == 0
        ? Optional.empty()
        : Optional.of(
            "Expected bars that match the trades received, which is not true of %s of the %s judged:%s"
                .formatted(
                    Text.number(findings.count()), Text.number(judged.size()), findings.lines()));
  }

  private void compare(Aggregate bar, Findings findings) {
    List<Trade> window = tradesOf(bar);
    List<String> differences =
        window.isEmpty()
            ? List.of("no trade of its window was received")
            : new RollUp(window).differencesFrom(bar);
    if (!differences.isEmpty()) {
      findings.add(
          "%s of %s, %s: %s"
              .formatted(
                  Text.topicOf(bar),
                  Instant.ofEpochMilli(bar.startMs()),
                  Text.count(window.size(), "trade"),
                  String.join(", ", differences)));
    }
  }

  private List<Trade> tradesOf(Aggregate bar) {
    // Present and not empty: the bar is judged because a trade was heard.
    List<Trade> ofSymbol = trades.getOrDefault(bar.symbol(), List.of());
    return ofSymbol.subList(firstFrom(bar.startMs(), ofSymbol), firstFrom(bar.endMs(), ofSymbol));
  }

  private static int firstFrom(long ms, List<Trade> sorted) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).sipTimestampMs() < ms) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void sort(List<Trade> trades) {
    trades.sort(Comparator.comparingLong(Trade::sipTimestampMs).thenComparingLong(Trade::sequence));
  }

  private record Window(String topic, long startMs) {}
}
