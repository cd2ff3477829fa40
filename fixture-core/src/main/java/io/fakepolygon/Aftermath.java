package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.fault.Absence;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Strike;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.RawFields;
import io.fakepolygon.protocol.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of events that were due: at each step, what ordered faults left of them, and what came
 * besides. Owned by one thread.
 */
final class Aftermath {
  private final FaultLedger ledger;
  private final List<Topic> topics;
  private final Map<Long, Step> steps = new TreeMap<>();

  /**
   * Nothing was due yet.
   *
   * @param topics what the events belong to; others that came besides are left out
   */
  Aftermath(FaultLedger ledger, List<Topic> topics) {
    this.ledger = ledger;
    this.topics = topics;
  }

  /** An event fell due at a step. */
  void due(long stepNs, MarketEvent event) {
    if (ledger.absences().stream().noneMatch(absence -> covers(absence, stepNs, event))) {
      at(stepNs).lines.add(event.toJson());
    }
  }

  /** {@return the lines that came of the steps after one instant and up to another} */
  List<String> lines(long fromNs, long toNs) {
    for (Strike strike : ledger.strikes()) {
      long at = MarketTime.toNs(strike.at());
      if (at > fromNs && at <= toNs) {
        apply(strike, at(at));
      }
    }
    return steps.values().stream().flatMap(step -> step.lines.stream()).toList();
  }

  private void apply(Strike strike, Step step) {
    List<String> sent = strike.sent().stream().filter(this::belongs).toList();
    if (strike.due().isEmpty()) {
      step.lines.addAll(step.inserted, sent);
      step.inserted += sent.size();
      return;
    }
    int place = -1;
    boolean wasInserted = false;
    for (String due : strike.due()) {
      int found = step.lines.indexOf(due);
      if (found >= 0) {
        boolean isInserted = found < step.inserted;
        step.lines.remove(found);
        step.inserted -= isInserted ? 1 : 0;
        wasInserted = place < 0 ? isInserted : wasInserted;
        place = place < 0 || found < place ? found : place;
      }
    }
    if (place >= 0) {
      step.lines.addAll(place, sent);
      step.inserted += wasInserted ? sent.size() : 0;
    }
  }

  private Step at(long ns) {
    return steps.computeIfAbsent(ns, absent -> new Step());
  }

  private static boolean covers(Absence absence, long stepNs, MarketEvent event) {
    return event.belongsTo(absence.topic())
        && stepNs > MarketTime.toNs(absence.from())
        && absence.until().map(MarketTime::toNs).orElse(Long.MAX_VALUE) >= stepNs
        && absence.returns().stream()
            .noneMatch(one -> event.belongsTo(one.topic()) && stepNs > MarketTime.toNs(one.at()));
  }

  /** {@return whether a line belongs to one of the topics; what cannot be read does} */
  private boolean belongs(String line) {
    try {
      RawFields fields = RawFields.of(line);
      String symbol = unquoted(fields.get("sym").or(() -> fields.get("T")).orElse(""));
      Optional<Channel> channel = fields.get("ev").flatMap(ev -> Channel.of(unquoted(ev)));
      return channel.isEmpty()
          || topics.stream().anyMatch(topic -> topic.covers(channel.get(), symbol));
    } catch (IllegalArgumentException e) {
      // No event: the text of a frame that nobody can read.
      return true;
    }
  }

  private static String unquoted(String text) {
    return text.length() < 2 ? text : text.substring(1, text.length() - 1);
  }

  /** What comes at one step. */
  private static final class Step {
    private final List<String> lines = new ArrayList<>();
    // So many of them, the first, were due before.
    private int inserted;
  }
}
