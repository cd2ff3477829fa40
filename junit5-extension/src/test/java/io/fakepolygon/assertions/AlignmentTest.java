package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.Harms.Harm.DUPLICATED;
import static io.fakepolygon.assertions.Harms.Harm.MISSING;
import static io.fakepolygon.assertions.Harms.Harm.REORDERED;
import static io.fakepolygon.assertions.Harms.Harm.UNEXPECTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each letter is an event. */
class AlignmentTest {

  @ParameterizedTest
  @CsvSource({
    "abcd, abcd, ''",
    "abcd, acd, 1 missing",
    "abcd, abccd, 1 duplicated",
    "abcd, abcdabcd, 4 duplicated",
    "abcd, cabcd, 1 duplicated",
    "abcd, abxcd, 1 unexpected",
    "abcd, abxxcd, 2 unexpected",
    "abcd, bacd, 1 reordered",
    "abcd, bcda, 1 reordered",
    "abcd, dcba, 3 reordered",
    "abcd, xdyb, '2 missing, 1 reordered, 2 unexpected'",
    "aabb, abab, 1 reordered",
    "aabb, ab, 2 missing",
    "'', ab, 2 unexpected",
    "ab, '', 2 missing",
  })
  void tellsWhatBecameOfEachEvent(String expected, String received, String harms) {
    assertThat(harmsOf(expected, received).lines())
        .isEqualTo("\nBy topic:" + (harms.isEmpty() ? "" : "\n  T.X: " + harms));
  }

  @RepeatedTest(50)
  void ofEventsExpectedOnceTheFewestAreReordered(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Integer> expected = IntStream.range(0, 12).boxed().toList();
    List<Integer> received = new ArrayList<>(expected);
    Collections.shuffle(received, random);
    received.subList(0, random.nextInt(4)).clear();
    for (int i = random.nextInt(4); i > 0; i--) {
      received.add(random.nextInt(received.size()), random.nextInt(16));
    }
    long missing = expected.stream().filter(event -> !received.contains(event)).count();
    long unexpected = received.stream().filter(event -> event >= 12).count();
    long common = expected.size() - missing;

    Harms harms = new Harms();
    harms.add("T.X", MISSING, missing);
    harms.add("T.X", DUPLICATED, received.size() - unexpected - common);
    harms.add("T.X", REORDERED, common - longestCommonOrder(expected, received));
    harms.add("T.X", UNEXPECTED, unexpected);

    assertThat(harmsOf(expected.stream(), received.stream()).lines()).isEqualTo(harms.lines());
  }

  @Test
  void topicsAreInTheOrderInWhichTheyWereFirstSeen() {
    Alignment alignment = new Alignment();
    alignment.expect("T.B", "b");
    alignment.receive("T.A", "a");
    alignment.rememberAgreed(Stream.empty(), 0);

    assertThat(alignment.harms().lines())
        .isEqualTo("\nBy topic:\n  T.B: 1 missing\n  T.A: 1 unexpected");
  }

  private static Harms harmsOf(String expected, String received) {
    return harmsOf(expected.chars().boxed(), received.chars().boxed());
  }

  private static Harms harmsOf(Stream<Integer> expected, Stream<Integer> received) {
    Alignment alignment = new Alignment();
    expected.forEach(event -> alignment.expect("T.X", "" + event));
    received.forEach(event -> alignment.receive("T.X", "" + event));
    alignment.rememberAgreed(Stream.empty(), 0);
    return alignment.harms();
  }

  /** The textbook's way, which takes the product of both lengths. */
  private static int longestCommonOrder(List<Integer> one, List<Integer> other) {
    int[][] longest = new int[one.size() + 1][other.size() + 1];
    for (int i = 1; i <= one.size(); i++) {
      for (int j = 1; j <= other.size(); j++) {
        longest[i][j] =
            one.get(i - 1).equals(other.get(j - 1))
                ? longest[i - 1][j - 1] + 1
                : Math.max(longest[i - 1][j], longest[i][j - 1]);
      }
    }
    return longest[one.size()][other.size()];
  }
}
