/**
 * What each connection said and was told, and when in market time, as far back as memory allows.
 *
 * <p>Start at {@link io.fakepolygon.journal.Journal}; what happens is written down by {@link
 * io.fakepolygon.journal.JournalRecorder}. One can be read from elsewhere too: {@link
 * io.fakepolygon.journal.JournalSource}. Nothing here knows sockets, nor who holds what.
 */
@NullMarked
package io.fakepolygon.journal;

import org.jspecify.annotations.NullMarked;
