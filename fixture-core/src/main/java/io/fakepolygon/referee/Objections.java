package io.fakepolygon.referee;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has been objected to: all is counted, and of a storm the beginning is kept. */
final class Objections {
  static final int MOST_KEPT = 1_000;
  static final int KEPT_OF_EACH_RULE = 100;

  private final List<Objection> kept = new ArrayList<>();
  private final Map<Rule, Integer> keptByRule = new EnumMap<>(Rule.class);
  private long total;

  /** {@return whether the next one of this rule will be kept, so that its text is worth writing} */
  boolean hasRoomFor(Rule rule) {
    return kept.size() < MOST_KEPT || keptByRule.getOrDefault(rule, 0) < KEPT_OF_EACH_RULE;
  }

  void add(Objection objection) {
    if (hasRoomFor(objection.rule())) {
      kept.add(objection);
      keptByRule.merge(objection.rule(), 1, Integer::sum);
    }
    total++;
  }

  /** Counts one whose text nobody will read. */
  void addUnwritten() {
    total++;
  }

  /** {@return a copy, to which more can be added} */
  Objections copy() {
    Objections copy = new Objections();
    copy.kept.addAll(kept);
    copy.keptByRule.putAll(keptByRule);
    copy.total = total;
    return copy;
  }

  Judgement judgement() {
    return new Judgement(total, kept);
  }
}
