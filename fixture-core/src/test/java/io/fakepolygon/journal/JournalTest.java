package io.fakepolygon.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.journal.JournalEntry.Kind;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Instant NOON = Instant.parse("2024-01-02T17:00:00Z");

  private long nowNs = MarketTime.toNs(NOON);
  private final JournalRecorder recorder = new JournalRecorder(() -> nowNs, 10_000);
  private final Journal journal = recorder.journal();

  @Test
  void isEmptyAndCompleteAtFirst() {
    assertThat(journal.entries()).isEmpty();
    assertThat(journal.isComplete()).isTrue();
  }

  @Test
  void hasEverythingInTheOrderInWhichItHappened() {
    recorder.connected(1, "127.0.0.1:5050");
    recorder.told(new int[] {1}, frames("[greeting]"));
    nowNs += 1_000_000_000;
    recorder.said(1, "{}");
    recorder.ended(1, "closed by the client with 1000");

    assertThat(journal.entries())
        .containsExactly(
            new JournalEntry(1, NOON, Kind.CONNECTED, "127.0.0.1:5050"),
            new JournalEntry(1, NOON, Kind.TOLD, "[greeting]"),
            new JournalEntry(1, NOON.plusSeconds(1), Kind.SAID, "{}"),
            new JournalEntry(1, NOON.plusSeconds(1), Kind.ENDED, "closed by the client with 1000"));
  }

  @Test
  void framesAreToldToEachOfTheirReceivers() {
    recorder.told(new int[] {1, 3}, frames("[a]", "[\u00e9\u20ac]"));
    recorder.told(new int[] {2}, frames("[b]"));

    assertThat(journal.told())
        .containsExactly("[a]", "[a]", "[\u00e9\u20ac]", "[\u00e9\u20ac]", "[b]");
    assertThat(journal.of(3).told()).containsExactly("[a]", "[\u00e9\u20ac]");
    assertThat(journal.of(2).told()).containsExactly("[b]");
    assertThat(journal.connections()).containsExactly(1, 2, 3);
  }

  @Test
  void ofAConnectionHasNothingOfTheOthers() {
    recorder.connected(1, "one");
    recorder.connected(2, "two");
    recorder.said(1, "from one");
    recorder.said(2, "from two");

    assertThat(journal.of(2).said()).containsExactly("from two");
    assertThat(journal.of(2).entries()).extracting(JournalEntry::connection).containsOnly(2);
    assertThat(journal.of(7).entries()).isEmpty();
  }

  @Test
  void aFloodOfEventsDoesNotWashAwayWhatWasSaid() {
    recorder.connected(1, "one");
    recorder.said(1, "hello");
    for (int i = 0; i < 1_000; i++) {
      recorder.told(new int[] {1}, frames("[" + "x".repeat(100) + i + "]"));
    }

    assertThat(journal.said()).containsExactly("hello");
    assertThat(journal.told()).hasSizeBetween(10, 100).last().asString().endsWith("x999]");
    assertThat(journal.isComplete()).isFalse();
  }

  @Test
  void aTalkativeClientIsForgottenFromItsBeginning() {
    recorder.connected(1, "one");
    for (int i = 0; i < 1_000; i++) {
      recorder.said(1, "message " + i);
    }

    assertThat(journal.said()).hasSizeBetween(10, 100).last().isEqualTo("message 999");
    assertThat(journal.of(1).isComplete()).isFalse();
  }

  @Test
  void aConnectionThatBeganLaterIsCompleteAlthoughAnEarlierOneIsNot() {
    recorder.connected(1, "one");
    recorder.told(new int[] {1}, frames("x".repeat(9_500)));
    recorder.told(new int[] {1}, frames("x".repeat(9_500)));
    recorder.connected(2, "two");
    recorder.told(new int[] {2}, frames("[short]"));

    assertThat(journal.of(1).isComplete()).isFalse();
    assertThat(journal.of(2).isComplete()).isTrue();
    assertThat(journal.isComplete()).isFalse();
  }

  @Test
  void whatIsTooLargeForItIsForgottenAtOnce() {
    recorder.said(1, "x".repeat(10_000));

    assertThat(journal.said()).isEmpty();
    assertThat(journal.isComplete()).isFalse();
  }

  @Test
  void switchedOffHasNothingAndIsNotComplete() {
    JournalRecorder off = new JournalRecorder(() -> nowNs, 0);
    off.connected(1, "one");
    off.said(1, "hello");

    assertThat(off.isOn()).isFalse();
    assertThat(off.journal().entries()).isEmpty();
    assertThat(off.journal().isComplete()).isFalse();
  }

  @Test
  void anEntryReadsAsASentenceWithoutTheKey() {
    recorder.connected(1, "127.0.0.1:5050");
    recorder.said(1, "{\"action\":\"auth\",\"params\":\"secret\"}");
    recorder.said(1, "{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");
    recorder.told(new int[] {1}, frames("[]"));
    recorder.ended(1, "the connection was lost");

    assertThat(journal.entries())
        .extracting(JournalEntry::toString)
        .containsExactly(
            "2024-01-02T17:00:00Z connection 1 connected from 127.0.0.1:5050",
            "2024-01-02T17:00:00Z connection 1 said {\"action\":\"auth\",\"params\":\"…\"}",
            "2024-01-02T17:00:00Z connection 1 said {\"action\":\"subscribe\",\"params\":\"T.AAPL\"}",
            "2024-01-02T17:00:00Z connection 1 was told []",
            "2024-01-02T17:00:00Z connection 1 ended: the connection was lost");
    assertThat(journal).hasToString("journal of all connections, 5 entries");
    assertThat(journal.of(1)).hasToString("journal of connection 1, 5 entries");
  }

  private ToldFrames frames(String... texts) {
    byte[] bytes = String.join("", texts).getBytes(UTF_8);
    int[] lengths = Stream.of(texts).mapToInt(text -> text.getBytes(UTF_8).length).toArray();
    int[] starts = new int[lengths.length];
    long[] times = new long[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      starts[i] = i == 0 ? 0 : starts[i - 1] + lengths[i - 1];
      times[i] = nowNs;
    }
    return new ToldFrames(bytes, starts, lengths, times);
  }
}
