package io.fakepolygon.assertions;

import io.fakepolygon.protocol.ReceivedMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Where, and by how much, what was received differs from what was expected. Events are compared as
 * the wire writes them, to the letter; statuses do not count.
 *
 * <p>As long as both agree they are read side by side, and nothing is kept. From the first
 * difference on, each distinct event is kept once and the two orders as numbers, to count what
 * became of the events. See {@link Alignment} for what the counts mean.
 */
final class Difference {
  private static final int NEIGHBOURS = 2;
  private static final String END = "(nothing more)";

  private final Deque<String> agreed = new ArrayDeque<>();
  private long agreedCount;
  private final List<String> expectedFromHere = new ArrayList<>();
  private final List<String> receivedFromHere = new ArrayList<>();
  private final Alignment alignment = new Alignment();

  private Difference() {}

  /** {@return what to say if the events received are not exactly those expected} */
  static Optional<String> fromExactly(Iterator<Wanted> expected, Messages received) {
    return find(expected, received, false)
        .map(difference -> difference.report("Expected exactly %s", received));
  }

  /** {@return what to say if the events received do not begin with those expected} */
  static Optional<String> fromStart(Iterator<Wanted> expected, Messages received) {
    return find(expected, received, true)
        .map(difference -> difference.report("Expected %s at the beginning", received));
  }

  private static Optional<Difference> find(
      Iterator<Wanted> expectedEvents, Messages received, boolean mayGoOn) {
    Iterator<ReceivedMessage> receivedEvents = received.streamWithoutStatuses().iterator();
    Difference difference = new Difference();
    while (expectedEvents.hasNext() && receivedEvents.hasNext()) {
      Wanted wanted = expectedEvents.next();
      ReceivedMessage came = receivedEvents.next();
      if (!wanted.json().equals(came.json())) {
        difference.expected(wanted);
        difference.received(came);
        break;
      }
      difference.agree(wanted.json());
    }
    boolean found = !difference.expectedFromHere.isEmpty();
    if (!found && !expectedEvents.hasNext() && (mayGoOn || !receivedEvents.hasNext())) {
      return Optional.empty();
    }
    expectedEvents.forEachRemaining(difference::expected);
    receivedEvents.forEachRemaining(difference::received);
    difference.alignment.rememberAgreed(received.streamWithoutStatuses(), difference.agreedCount);
    if (mayGoOn) {
      difference.alignment.endAfterLastExpected();
    }
    return Optional.of(difference);
  }

  private void agree(String json) {
    if (agreed.size() == NEIGHBOURS) {
      agreed.remove();
    }
    agreed.add(json);
    agreedCount++;
  }

  private void expected(Wanted wanted) {
    keep(expectedFromHere, wanted.json());
    alignment.expect(wanted.topic(), wanted.json());
  }

  private void received(ReceivedMessage message) {
    keep(receivedFromHere, message.json());
    alignment.receive(Text.topicOf(message.message()), message.json());
  }

  private static void keep(List<String> fromHere, String json) {
    if (fromHere.size() <= NEIGHBOURS) {
      fromHere.add(json);
    }
  }

  private String report(String expectation, Messages received) {
    StringBuilder report = new StringBuilder();
    report
        .append(expectation.formatted(Text.count(agreedCount + alignment.expectedCount(), "event")))
        .append(", received ")
        .append(Text.number(agreedCount + alignment.receivedCount()))
        .append(": the first difference is at event ")
        .append(Text.number(agreedCount + 1))
        .append(", statuses not counted.");
    appendLines(report, "both", agreedCount - agreed.size(), agreed);
    appendLines(report, "expected", agreedCount, withEnd(expectedFromHere));
    appendLines(report, "received", agreedCount, withEnd(receivedFromHere));
    return report.append(alignment.harms().lines()).append(received.lastLine()).toString();
  }

  private static List<String> withEnd(List<String> fromHere) {
    List<String> lines = new ArrayList<>(fromHere);
    if (lines.size() <= NEIGHBOURS) {
      lines.add(END);
    }
    return lines;
  }

  private void appendLines(
      StringBuilder report, String label, long before, Iterable<String> messages) {
    int width = Text.number(agreedCount + 1 + NEIGHBOURS).length();
    long number = before;
    for (String json : messages) {
      number++;
      report
          .append("\n  %-8s ".formatted(number == before + 1 ? label : ""))
          .append(" ".repeat(width - Text.number(number).length()))
          .append(Text.number(number))
          .append("  ")
          .append(Text.shown(json));
    }
  }
}
