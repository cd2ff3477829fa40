package io.fakepolygon.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.journal.JournalTail.News;
import io.fakepolygon.protocol.Topic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTailTest {
  private final JournalRecorder recorder = new JournalRecorder(() -> 0, 1_000_000);

  @Test
  void itBeginsWithWhatIsWrittenFromThenOn() {
    recorder.said(1, "before");
    JournalTail tail = recorder.tail(JournalSource.ALL, Optional.empty());
    recorder.said(1, "after");

    assertThat(texts(tail.read(10))).containsExactly("after");
    assertThat(tail.read(10).entries()).isEmpty();
  }

  @Test
  void ofTooMuchTheNewestIsReadAndTheRestCounted() {
    JournalTail tail = recorder.tail(JournalSource.ALL, Optional.empty());
    for (int i = 0; i < 10; i++) {
      recorder.said(1, "number " + i);
    }

    News news = tail.read(2);

    assertThat(texts(news)).containsExactly("number 8", "number 9");
    assertThat(news.leftOut()).isEqualTo(8);
  }

  @Test
  void aConnectionsTailHasNothingOfOthers() {
    JournalTail tail = recorder.tail(2, Optional.empty());
    recorder.said(1, "one");
    recorder.said(2, "two");

    assertThat(texts(tail.read(10))).containsExactly("two");
  }

  @Test
  void aTopicsTailHasNoFramesWithoutIt() {
    JournalTail tail = recorder.tail(JournalSource.ALL, Optional.of(Topic.parse("T.ONE")));
    told("[{\"ev\":\"T\",\"sym\":\"TWO\"}]");
    told("[{\"ev\":\"T\",\"sym\":\"TWO\"},{\"ev\":\"T\",\"sym\":\"ONE\"}]");
    told("[{\"ev\":\"status\",\"status\":\"success\"}]");
    told("[{\"ev\":\"T\",\"sy");

    assertThat(tail.read(10).entries()).hasSize(3);
  }

  private void told(String frame) {
    byte[] bytes = frame.getBytes(UTF_8);
    recorder.told(
        new int[] {1},
        new ToldFrames(bytes, new int[] {0}, new int[] {bytes.length}, new long[] {0}));
  }

  private static List<String> texts(News news) {
    return news.entries().stream().map(JournalEntry::text).toList();
  }
}
