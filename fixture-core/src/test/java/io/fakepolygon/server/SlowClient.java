package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.protocol.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client's queue with its wire in the test's hand: what is sent stays until it is let go. */
final class SlowClient {
  private final RecordingWire wire = new RecordingWire();
  private final JournalRecorder journal = new JournalRecorder(() -> 0, 1 << 20);
  private final List<ByteBuf> made = new ArrayList<>();
  private final Outlet outlet;
  private final SendQueue queue;
  private long nanoTime = Long.MAX_VALUE - 1;

  /** A client with limits of so many bytes, and a second above the first of them. */
  SlowClient(SlowClientPolicy policy, long softLimitBytes, long hardLimitBytes) {
    SlowClients limits =
        new SlowClients(policy, softLimitBytes, Duration.ofSeconds(1), hardLimitBytes);
    outlet =
        new Outlet(1, wire, journal, this::goOn, limits.window(), softLimitBytes, hardLimitBytes);
    queue = SendQueue.of(limits, outlet, () -> nanoTime);
  }

  /** Sends events in one frame that others are sent too, as the publisher does. */
  void send(String... events) {
    send(batchOf(events));
  }

  /** The same while a clock waits. */
  void sendAwaited(String token, String... events) {
    FrameBatch batch = batchOf(events);
    batch.addPing(token);
    send(batch);
  }

  void acknowledge(String topic) {
    FrameBatch own = new FrameBatch(Unpooled.buffer());
    own.addAll(List.of(Status.subscribedTo(topic)), 0);
    queue.takeOwn(own);
  }

  void waitAboveSoftLimitFor(Duration duration) {
    nanoTime += duration.toNanos();
  }

  void letOneGo() {
    wire.letOneGo();
  }

  void letAllGo() {
    wire.letAllGo();
  }

  SendQueue queue() {
    return queue;
  }

  Optional<String> relieve() {
    return queue.relieve();
  }

  Outlet outlet() {
    return outlet;
  }

  /** What has been written to the socket, frame by frame; the journal has the same. */
  List<String> frames() {
    List<String> frames = wire.frames();
    assertThat(journal.journal().entries(JournalEntry.Kind.TOLD))
        .extracting(JournalEntry::text)
        .isEqualTo(frames.stream().filter(frame -> !frame.startsWith("ping")).toList());
    return frames;
  }

  /** What has been written to the socket, event by event. */
  List<String> events() {
    return frames().stream()
        .flatMap(frame -> List.of(frame.substring(1, frame.length() - 1).split("(?<=}),")).stream())
        .toList();
  }

  /** All buffers have been given back. */
  void assertNothingLeaks() {
    assertThat(made).allMatch(buffer -> buffer.refCnt() == 0);
  }

  private void send(FrameBatch batch) {
    ByteBuf bytes = batch.take();
    made.add(bytes);
    if (queue.isReadyFor(batch)) {
      if (batch.frames() > 0) {
        journal.told(new int[] {1}, batch.told());
      }
      outlet.writeShared(batch);
    } else {
      queue.takeLate(batch);
    }
    bytes.release();
  }

  private void goOn() {
    queue.goOn();
  }

  private static FrameBatch batchOf(String... events) {
    FrameBatch batch = new FrameBatch(Unpooled.buffer());
    for (String event : events) {
      byte[] bytes = event.getBytes(UTF_8);
      batch.add(bytes, 0, bytes.length, 0);
    }
    batch.endFrame();
    return batch;
  }
}
