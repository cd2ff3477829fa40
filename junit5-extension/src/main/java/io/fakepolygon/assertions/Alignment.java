package io.fakepolygon.assertions;

import io.fakepolygon.assertions.Harms.Harm;
import io.fakepolygon.protocol.ReceivedMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two orders of events, and what became of each event between them. For each distinct event:
 *
 * <ul>
 *   <li><b>missing</b>: as often as it was expected more often than received;
 *   <li><b>duplicated</b>: as often as it was received more often than expected, if it was expected
 *       at all, be it before the first difference;
 *   <li><b>unexpected</b>: as often as it was received, if it was never expected;
 *   <li><b>reordered</b>: of what is left, expected and received, the fewest that would have to be
 *       moved for the rest to stand in the order expected.
 * </ul>
 *
 * <p>The fewest, because all but the longest rising sequence of places have to move; that takes n
 * log n. An event that was received more often than expected counts at the place that suits best.
 * One that was expected more than once, which no tape has, is paired first with first, second with
 * second, so that the work stays n log n.
 */
final class Alignment {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> topics = new HashMap<>();
  private final List<String> topicOf = new ArrayList<>();
  private final IntStream.Builder expectedOrder = IntStream.builder();
  private final IntStream.Builder receivedOrder = IntStream.builder();
  private long expectedCount;
  private long receivedCount;
  private boolean onlyUpToLastExpected;
  private boolean[] agreedBefore = {};

  void expect(String topic, String json) {
    expectedOrder.add(numberOf(topic, json));
    expectedCount++;
  }

  void receive(String topic, String json) {
    receivedOrder.add(numberOf(topic, json));
    receivedCount++;
  }

  /** Notes which of the events have stood before the first difference too. Call after the rest. */
  void rememberAgreed(Stream<ReceivedMessage> received, long agreed) {
    agreedBefore = new boolean[topicOf.size()];
    received
        .limit(agreed)
        .map(message -> numbers.get(message.json()))
        .forEach(
            number -> {
              if (number != null) {
                agreedBefore[number] = true;
              }
            });
  }

  /** What was received after all that was expected does not count. */
  void endAfterLastExpected() {
    onlyUpToLastExpected = true;
  }

  long expectedCount() {
    return expectedCount;
  }

  long receivedCount() {
    return receivedCount;
  }

  Harms harms() {
    int[] expected = expectedOrder.build().toArray();
    int[] timesExpected = times(expected);
    int[] received = trimmed(receivedOrder.build().toArray(), timesExpected);
    int[] timesReceived = times(received);
    int[] timesInPlace = timesInPlace(expected, timesExpected, received);
    Harms harms = new Harms();
    for (int number = 0; number < topicOf.size(); number++) {
      String topic = topicOf.get(number);
      int wanted = timesExpected[number];
      int came = timesReceived[number];
      boolean known = wanted > 0 || agreedBefore[number];
      harms.add(topic, Harm.MISSING, wanted - came);
      harms.add(topic, known ? Harm.DUPLICATED : Harm.UNEXPECTED, came - wanted);
      harms.add(topic, Harm.REORDERED, Math.min(wanted, came) - timesInPlace[number]);
    }
    return harms;
  }

  private int numberOf(String topic, String json) {
    return numbers.computeIfAbsent(
        json,
        key -> {
          // One string for each topic, not for each event.
          topicOf.add(topics.computeIfAbsent(topic, name -> name));
          return topicOf.size() - 1;
        });
  }

  private int[] times(int[] order) {
    int[] times = new int[topicOf.size()];
    for (int number : order) {
      times[number]++;
    }
    return times;
  }

  private int[] trimmed(int[] received, int[] timesExpected) {
    int end = received.length;
    while (onlyUpToLastExpected
        && end > 0
        && timesExpected[received[end - 1]] == 0
        && !agreedBefore[received[end - 1]]) {
      end--;
    }
    return Arrays.copyOf(received, end);
  }

  /** How often each event is part of the longest order that both have in common. */
  private static int[] timesInPlace(int[] expected, int[] timesExpected, int[] received) {
    int[] places = placesOf(expected, timesExpected, received);
    // Patience sorting: the rising sequence of each length that ends lowest.
    int[] lastOfLength = new int[received.length];
    int[] before = new int[received.length];
    int longest = 0;
    for (int i = 0; i < received.length; i++) {
      if (places[i] >= 0) {
        int length = shorterThan(places[i], places, lastOfLength, longest);
        before[i] = length == 0 ? -1 : lastOfLength[length - 1];
        lastOfLength[length] = i;
        longest = Math.max(longest, length + 1);
      }
    }
    int[] inPlace = new int[timesExpected.length];
    for (int i = longest == 0 ? -1 : lastOfLength[longest - 1]; i >= 0; i = before[i]) {
      inPlace[received[i]]++;
    }
    return inPlace;
  }

  /** The place of each received event among the expected ones, or -1 if it has none. */
  private static int[] placesOf(int[] expected, int[] timesExpected, int[] received) {
    int[] firstPlace = new int[timesExpected.length];
    int[] nextPlace = new int[expected.length];
    Arrays.fill(firstPlace, -1);
    for (int place = expected.length - 1; place >= 0; place--) {
      nextPlace[place] = firstPlace[expected[place]];
      firstPlace[expected[place]] = place;
    }
    int[] places = new int[received.length];
    for (int i = 0; i < received.length; i++) {
      int number = received[i];
      places[i] = firstPlace[number];
      if (timesExpected[number] > 1 && places[i] >= 0) {
        firstPlace[number] = nextPlace[places[i]];
      }
    }
    return places;
  }

  /** The number of lengths whose sequence ends below a place. */
  private static int shorterThan(int place, int[] places, int[] lastOfLength, int longest) {
    int low = 0;
    int high = longest;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places[lastOfLength[middle]] < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
