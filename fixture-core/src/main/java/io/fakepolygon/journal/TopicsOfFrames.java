package io.fakepolygon.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.FrameSlicer;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Topic;

/** What the events in a frame belong to. */
final class TopicsOfFrames {
  private static final String STATUS = "status";

  private TopicsOfFrames() {}

  /** {@return false only of a frame of events none of which belongs to a topic} */
  static boolean mayHold(JournalEntry entry, Topic topic) {
    if (entry.kind() != Kind.TOLD) {
      return true;
    }
    Search search = new Search(topic);
    FrameSlicer.slice(entry.text().getBytes(UTF_8), search);
    return search.found;
  }

  private static final class Search implements FrameSlicer.Sink {
    private final Topic topic;
    private boolean found;

    Search(Topic topic) {
      this.topic = topic;
    }

    @Override
    public void event(String ev, String ticker, byte[] bytes, int start, int length) {
      found |=
          ev.equals(STATUS)
              || Channel.of(ev).filter(channel -> topic.covers(channel, ticker)).isPresent();
    }

    // Who looks for a topic wants to see what a fault made of it too.
    @Override
    public void malformed(Malformation kind, String what) {
      found = true;
    }
  }
}
