package io.fakepolygon.fault;

import io.fakepolygon.fault.Absence.Return;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what is absent, and until when. Owned by one thread. */
final class AbsenceRecorder {
  private final Deque<Entry> entries = new ArrayDeque<>();
  // Those that have not ended. By channel, so that a wildcard takes its own away in one go.
  private final Map<Channel, Map<Topic, Deque<Entry>>> open = new EnumMap<>(Channel.class);
  private int returned;

  /** {@return how many absences there are, and returns of topics within them} */
  int weight() {
    return entries.size() + returned;
  }

  void lost(int order, int connection, Topic topic, Instant now) {
    Entry entry = new Entry(order, connection, topic, now);
    entries.add(entry);
    openOf(topic).computeIfAbsent(topic, absent -> new ArrayDeque<>()).add(entry);
  }

  void forgetOldest() {
    Entry oldest = entries.remove();
    returned -= oldest.returns.size();
    openOf(oldest.topic)
        .computeIfPresent(
            oldest.topic, (topic, those) -> those.remove(oldest) && those.isEmpty() ? null : those);
  }

  void held(Topic topic, Instant now) {
    Map<Topic, Deque<Entry>> ofChannel = openOf(topic);
    if (topic.isWildcard()) {
      ofChannel.values().forEach(those -> end(those, now));
      open.remove(topic.channel());
      return;
    }
    Deque<Entry> ended = ofChannel.remove(topic);
    if (ended != null) {
      end(ended, now);
    }
    for (Entry entry :
        ofChannel.getOrDefault(Topic.everyTickerOf(topic.channel()), new ArrayDeque<>())) {
      returned += entry.returns.putIfAbsent(topic, now) == null ? 1 : 0;
    }
  }

  List<Absence> asTheyStand() {
    return entries.stream().map(Entry::asItStands).toList();
  }

  private Map<Topic, Deque<Entry>> openOf(Topic topic) {
    return open.computeIfAbsent(topic.channel(), absent -> new LinkedHashMap<>());
  }

  private static void end(Deque<Entry> those, Instant now) {
    those.forEach(entry -> entry.until = Optional.of(now));
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
