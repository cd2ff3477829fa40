package io.fakepolygon.journal;

import io.fakepolygon.clock.MarketTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is written down, and forgotten, at once. */
sealed interface Page {

  /** {@return its place among all pages; later is higher} */
  long order();

  /** {@return roughly what it takes in memory, in bytes} */
  long weight();

  /** {@return the connections that it is about} */
  IntStream whose();

  /** {@return how many entries it has} */
  int count();

  /** {@return its entries that belong to some connections} */
  Stream<JournalEntry> entries(IntPredicate connections);

  /** A single thing. */
  record Single(long order, JournalEntry entry) implements Page {
    private static final int OVERHEAD = 160;

    @Override
    public long weight() {
      return OVERHEAD + 2L * entry.text().length();
    }

    @Override
    public IntStream whose() {
      return entry.connection() == JournalEntry.THE_CLOCK
          ? IntStream.empty()
          : IntStream.of(entry.connection());
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public Stream<JournalEntry> entries(IntPredicate connections) {
      return connections.test(entry.connection()) ? Stream.of(entry) : Stream.empty();
    }
  }

  /** Frames that some connections were told, all of them the same. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
  record Told(long order, int[] connections, ToldFrames frames) implements Page {

    @Override
    public long weight() {
      return frames.weight() + 4L * connections.length;
    }

    @Override
    public IntStream whose() {
      return Arrays.stream(connections);
    }

    @Override
    public int count() {
      return frames.count() * connections.length;
    }

    @Override
    public Stream<JournalEntry> entries(IntPredicate wanted) {
      int[] told = Arrays.stream(connections).filter(wanted).toArray();
      return told.length == 0
          ? Stream.empty()
          : IntStream.range(0, frames.count()).boxed().flatMap(frame -> entries(frame, told));
    }

    private Stream<JournalEntry> entries(int frame, int[] told) {
      String text = frames.text(frame);
      Instant at = MarketTime.toInstant(frames.timesNs()[frame]);
      return Arrays.stream(told)
          .mapToObj(connection -> new JournalEntry(connection, at, JournalEntry.Kind.TOLD, text));
    }
  }
}
