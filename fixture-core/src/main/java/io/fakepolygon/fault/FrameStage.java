package io.fakepolygon.fault;

import io.fakepolygon.fault.FrameHarm.MergedBatch;
import io.fakepolygon.fault.FrameHarm.TruncatedFrame;
import io.fakepolygon.fault.Outgoing.Ending;
import io.fakepolygon.fault.Outgoing.TextFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the events of one connection are put into frames. Owned by one thread. */
final class FrameStage {
  private final int connection;
  private final FaultBook book;
  // By the order: the frames that wait for the last of theirs.
  private final Map<Standing, Merging> merging = new LinkedHashMap<>();

  FrameStage(int connection, FaultBook book) {
    this.connection = connection;
    this.book = book;
  }

  /**
   * {@return what comes in place of a frame with these events; the end of the connection, perhaps}
   */
  List<Outgoing> pass(List<WireEvent> events, long nowNs) {
    List<WireEvent> all = merged(events, nowNs);
    if (all.isEmpty()) {
      return List.of();
    }
    List<TextFrame> frames = List.of(TextFrame.of(all));
    List<Outgoing> ending = new ArrayList<>();
    for (Standing standing : book.standing()) {
      if (standing.harm() instanceof FrameHarm harm
          && !(harm instanceof MergedBatch)
          && isAbout(standing, all)
          && standing.meets(connection, nowNs)) {
        if (harm instanceof TruncatedFrame) {
          frames = firstOf(standing, frames, nowNs);
          ending.add(new Ending(standing.number(), harm));
        }
        frames = treat(standing, harm, frames, nowNs);
        if (!ending.isEmpty()) {
          break;
        }
      }
    }
    List<Outgoing> out = new ArrayList<>(frames);
    out.addAll(ending);
    return out;
  }

  boolean isWaiting() {
    return !merging.isEmpty();
  }

  /** {@return the frames of withdrawn orders, which wait for nothing any more} */
  List<Outgoing> due(long nowNs) {
    boolean over = merging.keySet().stream().anyMatch(standing -> standing.isWithdrawn());
    return over ? pass(List.of(), nowNs) : List.of();
  }

  /** {@return the first alone, for nothing comes behind it} */
  private List<TextFrame> firstOf(Standing standing, List<TextFrame> frames, long nowNs) {
    for (TextFrame lost : frames.subList(1, frames.size())) {
      book.noteTexts(standing, connection, nowNs, lost.readable(), List.of(), "never comes");
    }
    return frames.subList(0, 1);
  }

  private List<TextFrame> treat(
      Standing standing, FrameHarm harm, List<TextFrame> frames, long nowNs) {
    List<TextFrame> after = new ArrayList<>();
    for (TextFrame frame : frames) {
      List<TextFrame> parts = harm.applyTo(frame);
      after.addAll(parts);
      note(standing, frame, parts, nowNs);
    }
    return after;
  }

  private void note(Standing standing, TextFrame frame, List<TextFrame> parts, long nowNs) {
    List<String> due = frame.readable();
    List<String> sent = new ArrayList<>();
    for (TextFrame part : parts) {
      if (!part.isBrokenOff()) {
        sent.addAll(part.readable());
      }
    }
    boolean unchanged = due.equals(sent);
    book.noteTexts(
        standing,
        connection,
        nowNs,
        unchanged ? List.of() : due,
        unchanged ? List.of() : sent,
        "strikes");
  }

  /**
   * {@return the events of a frame with those that waited for it; none if it has to wait itself}
   */
  private List<WireEvent> merged(List<WireEvent> events, long nowNs) {
    List<WireEvent> all = events;
    // One that has struck as often as it may still waits for its last frame.
    for (Standing standing : book.standingAnd(merging.keySet())) {
      if (standing.harm() instanceof MergedBatch harm) {
        all = merge(standing, harm, all, nowNs);
      }
    }
    for (Standing gone : List.copyOf(merging.keySet())) {
      if (gone.isWithdrawn()) {
        all = released(gone, all, nowNs);
      }
    }
    return all;
  }

  private List<WireEvent> merge(
      Standing standing, MergedBatch harm, List<WireEvent> events, long nowNs) {
    Merging pending = merging.get(standing);
    if (pending == null) {
      if (!isAbout(standing, events) || !standing.meets(connection, nowNs)) {
        return events;
      }
      pending = new Merging();
      merging.put(standing, pending);
    }
    if (events.isEmpty()) {
      return events;
    }
    pending.frames++;
    if (pending.frames == harm.frames()) {
      return released(standing, events, nowNs);
    }
    pending.events.addAll(events);
    book.note(standing, connection, nowNs, events, List.of(), "waits for the next frame");
    return List.of();
  }

  private List<WireEvent> released(Standing standing, List<WireEvent> events, long nowNs) {
    Merging pending = merging.remove(standing);
    if (pending == null || pending.events.isEmpty()) {
      return events;
    }
    List<WireEvent> all = new ArrayList<>(pending.events);
    all.addAll(events);
    book.note(standing, connection, nowNs, events, all, "comes with the next frame");
    return all;
  }

  private static boolean isAbout(Standing standing, List<WireEvent> events) {
    return events.stream().anyMatch(event -> standing.isAbout(event.channel(), event.symbol()));
  }

  /** Frames that become one. */
  private static final class Merging {
    private final List<WireEvent> events = new ArrayList<>();
    private int frames;
  }
}
