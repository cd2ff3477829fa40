package io.fakepolygon.replay;

import io.fakepolygon.Delivery;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was recorded into what is to be done: moves of the clock, each cut where a client
 * came, went or changed what it holds while it was under way.
 */
final class Score {
  private static final Pattern ADVANCED = Pattern.compile("advanced to (\\S+), (delivered|queued)");
  private static final Pattern ORDERED = Pattern.compile("order ([0-9]+): (.*)", Pattern.DOTALL);
  private static final Pattern WITHDRAWN = Pattern.compile("order ([0-9]+) withdrawn");
  private static final Pattern ACKNOWLEDGED = Pattern.compile("\"(un)?subscribed to: ([^\"]+)\"");
  private static final String STATUSES = "[{\"ev\":\"status\"";

  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, Integer> places = new LinkedHashMap<>();
  private final Map<Integer, Set<String>> open = new LinkedHashMap<>();
  private Instant now;
  private @Nullable Instant target;
  private Delivery delivery = Delivery.RECEIVED;
  private boolean runs;
  private boolean changed;

  private Score(Instant start, boolean ran) {
    now = start;
    runs = ran;
  }

  /** {@return the steps} */
  static List<Step> of(FlightFile flight, Instant start) {
    Score score = new Score(start, flight.ran());
    flight.entries().forEach(score::read);
    score.goTo(score.target);
    if (score.runs) {
      score.goTo(flight.end());
    }
    return score.steps;
  }

  /** {@return the recorded numbers of connections, in the order in which they came} */
  static List<Integer> connectionsOf(FlightFile flight) {
    return flight.entries().stream()
        .map(JournalEntry::connection)
        .filter(number -> number != JournalEntry.THE_CLOCK)
        .distinct()
        .sorted()
        .toList();
  }

  private void read(JournalEntry entry) {
    switch (entry.kind()) {
      case MOVED -> move(entry);
      case ORDERED -> order(entry);
      case CONNECTED -> {
        goTo(entry.at());
        place(entry.connection());
      }
      case ENDED -> {
        goTo(entry.at());
        open.remove(place(entry.connection()));
        changed = true;
      }
      case TOLD -> acknowledge(entry);
      case SAID, STRUCK -> {}
    }
  }

  private void move(JournalEntry entry) {
    goTo(target);
    goTo(entry.at());
    Matcher advanced = ADVANCED.matcher(entry.text());
    runs = entry.text().startsWith("running");
    if (advanced.matches()) {
      target = Instant.parse(advanced.group(1));
      delivery = advanced.group(2).equals("queued") ? Delivery.QUEUED : Delivery.RECEIVED;
    }
  }

  private void order(JournalEntry entry) {
    goTo(entry.at());
    settle();
    Matcher ordered = ORDERED.matcher(entry.text());
    Matcher withdrawn = WITHDRAWN.matcher(entry.text());
    if (ordered.matches()) {
      steps.add(new Step.OrderFault(ordered.group(2)));
    } else if (withdrawn.matches()) {
      steps.add(new Step.Withdraw(Integer.parseInt(withdrawn.group(1))));
    }
  }

  private void acknowledge(JournalEntry entry) {
    if (!entry.text().startsWith(STATUSES)) {
      return;
    }
    Matcher acknowledged = ACKNOWLEDGED.matcher(entry.text());
    while (acknowledged.find()) {
      goTo(entry.at());
      Set<String> topics =
          open.computeIfAbsent(place(entry.connection()), absent -> new LinkedHashSet<>());
      if (acknowledged.group(1) == null) {
        topics.add(acknowledged.group(2));
      } else {
        topics.remove(acknowledged.group(2));
      }
      changed = true;
    }
  }

  private int place(int connection) {
    Integer known = places.get(connection);
    if (known != null) {
      return known;
    }
    int place = places.size() + 1;
    places.put(connection, place);
    open.put(place, new LinkedHashSet<>());
    changed = true;
    return place;
  }

  /** Moves on to an instant, unless that is past. */
  private void goTo(@Nullable Instant to) {
    if (to != null && to.isAfter(now)) {
      settle();
      steps.add(new Step.Advance(to, delivery));
      now = to;
    }
    if (target != null && !target.isAfter(now)) {
      target = null;
    }
  }

  private void settle() {
    if (changed) {
      steps.add(new Step.Await(open, places.size()));
      changed = false;
    }
  }

  /** {@return whether topics are given to a connection here} */
  static boolean isAcknowledgement(JournalEntry entry) {
    return entry.kind() == Kind.TOLD
        && entry.text().startsWith(STATUSES)
        && entry.text().contains("\"subscribed to: ");
  }

  /** {@return whether a frame holds events} */
  static boolean isOfEvents(JournalEntry entry) {
    return entry.kind() == Kind.TOLD && !entry.text().startsWith(STATUSES);
  }
}
