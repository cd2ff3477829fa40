package io.fakepolygon.fault;

import io.fakepolygon.fault.Absence.Return;
import io.fakepolygon.protocol.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what is absent, and until when. Owned by one thread. */
final class AbsenceRecorder {
  private final Deque<Entry> entries = new ArrayDeque<>();
  // Those that have not ended, by topic.
  private final Map<Topic, Deque<Entry>> open = new LinkedHashMap<>();

  int size() {
    return entries.size();
  }

  void lost(int order, int connection, Topic topic, Instant now) {
    Entry entry = new Entry(order, connection, topic, now);
    entries.add(entry);
    open.computeIfAbsent(topic, absent -> new ArrayDeque<>()).add(entry);
  }

  void forgetOldest() {
    Entry oldest = entries.remove();
    open.computeIfPresent(
        oldest.topic, (topic, those) -> those.remove(oldest) && those.isEmpty() ? null : those);
  }

  void held(Topic topic, Instant now) {
    if (topic.isWildcard()) {
      List.copyOf(open.keySet()).stream()
          .filter(one -> one.channel() == topic.channel())
          .forEach(one -> end(one, now));
    } else {
      end(topic, now);
      open.getOrDefault(Topic.everyTickerOf(topic.channel()), new ArrayDeque<>())
          .forEach(entry -> entry.returns.putIfAbsent(topic, now));
    }
  }

  List<Absence> asTheyStand() {
    return entries.stream().map(Entry::asItStands).toList();
  }

  private void end(Topic topic, Instant now) {
    Deque<Entry> ended = open.remove(topic);
    if (ended != null) {
      ended.forEach(entry -> entry.until = Optional.of(now));
    }
  }

  private static final class Entry {
    private final int order;
    private final int connection;
    private final Topic topic;
    private final Instant from;
    private final Map<Topic, Instant> returns = new LinkedHashMap<>();
    private Optional<Instant> until = Optional.empty();

    Entry(int order, int connection, Topic topic, Instant from) {
      this.order = order;
      this.connection = connection;
      this.topic = topic;
      this.from = from;
    }

    Absence asItStands() {
      List<Return> within = new ArrayList<>();
      returns.forEach((one, at) -> within.add(new Return(one, at)));
      return new Absence(order, connection, topic, from, until, within);
    }
  }
}
