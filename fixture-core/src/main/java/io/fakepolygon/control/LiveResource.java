package io.fakepolygon.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.journal.JournalSource;
import io.fakepolygon.journal.JournalTail;
import io.fakepolygon.journal.JournalTail.News;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import io.fakepolygon.server.ServerClosedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * {@code live}: how things stand, four times a second until the client goes, one JSON object on a
 * line. With nobody looking on it does nothing.
 */
final class LiveResource {
  private static final int MOST_WATCHERS = 32;
  private static final int MOST_ENTRIES = 50;
  private static final int BETWEEN_STATES_MS = 250;

  private final Served served;
  private final boolean controlled;
  private final Semaphore seats = new Semaphore(MOST_WATCHERS);
  private @Nullable String instance;

  /**
   * A resource.
   *
   * @param controlled whether the rest of the control API is open
   */
  LiveResource(Served served, boolean controlled) {
    this.served = served;
    this.controlled = controlled;
  }

  Answer watch(Request request) {
    Form form = Form.ofQuery(request);
    int connection = form.wholeNumber("connection").orElse(JournalSource.ALL);
    List<Topic> topics = form.topics();
    int states = form.wholeNumber("states").orElse(Integer.MAX_VALUE);
    form.refuseOthers();
    if (topics.size() > 1) {
      throw Form.bad("There are %d topics. Write one at most".formatted(topics.size()));
    }
    if (states < 1) {
      throw Form.bad("'states' is '%d'. Write how many, or leave it out".formatted(states));
    }
    JournalTail tail = served.server().journalTail(connection, topics.stream().findFirst());
    return new Answer(
        200, Map.of("content-type", "application/x-ndjson"), out -> watch(out, tail, states));
  }

  private void watch(OutputStream out, JournalTail tail, int states) throws IOException {
    if (!seats.tryAcquire()) {
      write(out, new LiveState.Full("full", MOST_WATCHERS));
      return;
    }
    try {
      write(out, LiveState.Hello.of(served, instance(), controlled));
      for (int i = 0; i < states; i++) {
        if (i > 0) {
          Thread.sleep(BETWEEN_STATES_MS);
        }
        News news = tail.read(MOST_ENTRIES);
        write(out, LiveState.of(served, controlled, news));
        out.flush();
      }
    } catch (InterruptedException | ServerClosedException e) {
      // The client has gone, or the server does: there is nobody to tell, or nothing more.
      return;
    } finally {
      seats.release();
    }
  }

  // Made when somebody looks: most servers are never looked at, and chance takes a while to come.
  private synchronized String instance() {
    String known = instance;
    if (known == null) {
      known = UUID.randomUUID().toString();
      instance = known;
    }
    return known;
  }

  private static void write(OutputStream out, Record line) throws IOException {
    out.write((RecordJson.text(line) + "\n").getBytes(UTF_8));
  }
}
