package io.fakepolygon.control;

import io.fakepolygon.journal.JournalEntry;
import java.util.List;

/**
 * What {@code GET /control/v1/journal} answers.
 *
 * @param complete whether nothing has been forgotten of what was asked for
 * @param entries in the order in which they happened
 */
public record JournalAnswer(boolean complete, List<JournalEntry> entries) {

  /** Copies the list. */
  public JournalAnswer {
    entries = List.copyOf(entries);
  }
}
