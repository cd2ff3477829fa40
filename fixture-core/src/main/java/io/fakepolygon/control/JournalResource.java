package io.fakepolygon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code journal}: what each connection said and was told. */
final class JournalResource {
  private final Served served;

  JournalResource(Served served) {
    this.served = served;
  }

  Answer read(Request request) {
    Form form = Form.ofQuery(request);
    Optional<Integer> connection = form.wholeNumber("connection");
    Optional<Kind> kind = form.text("kind").map(JournalResource::kind);
    form.refuseOthers();
    Journal whole = served.server().journal();
    Journal journal = connection.map(whole::of).orElse(whole);
    boolean complete = journal.isComplete();
    List<JournalEntry> entries = kind.map(journal::entries).orElseGet(journal::entries);
    JournalAnswer answer = new JournalAnswer(complete, entries);
    return new Answer(200, Map.of("content-type", Resource.JSON), out -> write(out, answer));
  }

  private static void write(OutputStream out, JournalAnswer answer) throws IOException {
    // Not closed, for closing would write once more to a client that has gone.
    JsonGenerator json = RecordJson.generator(out);
    RecordJson.write(json, answer);
    json.flush();
  }

  private static Kind kind(String text) {
    try {
      return Kind.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Form.bad(
          "'kind' is '%s'. Write connected, said, told, struck, ended, moved or ordered"
              .formatted(text));
    }
  }
}
