package io.fakepolygon.referee;

import io.fakepolygon.protocol.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was held on connections that were lost, and that nobody has asked for since. A topic stands
 * here once at most: only what is held can be lost, and what is asked for stands here no more.
 */
final class Absences {
  static final int MOST_TOPICS = 100_000;

  private final Map<Topic, Absence> byTopic = new LinkedHashMap<>();
  private final Map<String, List<Absence>> byKey = new LinkedHashMap<>();

  /** A connection was lost, and these topics with it: nobody holds them now. */
  void lost(Player player, Collection<Topic> held) {
    String key = player.key;
    if (key == null) {
      return;
    }
    // It had no time to ask for what was lost before.
    for (Absence absence : byKey.getOrDefault(key, List.of())) {
      if (absence.backAs == player.connection) {
        absence.backAs = Absence.NOBODY;
      }
    }
    if (!held.isEmpty() && byTopic.size() + held.size() <= MOST_TOPICS) {
      Absence absence = new Absence(key, player.connection, held);
      held.forEach(topic -> byTopic.put(topic, absence));
      byKey.computeIfAbsent(key, absent -> new ArrayList<>()).add(absence);
    }
  }

  /** A key was accepted on a connection that had none, or another. */
  void cameBack(Player player, String key, long marketNs) {
    for (Absence absence : byKey.getOrDefault(key, List.of())) {
      if (absence.backAs == Absence.NOBODY && player.connection > absence.connection) {
        absence.backAs = player.connection;
        absence.backSinceNs = marketNs;
      }
    }
  }

  /** Somebody has asked for a topic. */
  void askedFor(Topic topic) {
    if (byTopic.isEmpty()) {
      return;
    }
    if (topic.isWildcard()) {
      List.copyOf(byTopic.keySet()).stream()
          .filter(lost -> lost.channel() == topic.channel())
          .forEach(this::forget);
    } else {
      forget(topic);
    }
  }

  /** Whoever has a key does not want a topic any more. */
  void gaveUp(String key, Topic topic) {
    Absence absence = byTopic.get(topic);
    if (absence != null && absence.key.equals(key)) {
      forget(topic);
    }
  }

  /** {@return those whose client is back and has not asked for everything, oldest first} */
  List<Absence> unrepaired() {
    return byTopic.values().stream()
        .distinct()
        .filter(absence -> absence.backAs != Absence.NOBODY)
        .toList();
  }

  private void forget(Topic topic) {
    Absence absence = byTopic.remove(topic);
    if (absence != null && absence.topics.remove(topic) && absence.topics.isEmpty()) {
      byKey.computeIfPresent(
          absence.key, (key, all) -> all.remove(absence) && all.isEmpty() ? null : all);
    }
  }

  /** What one connection held. */
  static final class Absence {
    static final int NOBODY = 0;

    final String key;
    final int connection;
    final Set<Topic> topics;
    // The connection on which its client is back.
    int backAs = NOBODY;
    long backSinceNs;

    Absence(String key, int connection, Collection<Topic> topics) {
      this.key = key;
      this.connection = connection;
      this.topics = new LinkedHashSet<>(topics);
    }
  }
}
