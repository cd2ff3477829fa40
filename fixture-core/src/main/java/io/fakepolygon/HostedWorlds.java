package io.fakepolygon;

import io.fakepolygon.control.Worlds;
import io.fakepolygon.server.ServerClosedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The worlds on the port of one server. One that nobody has used for an hour, neither a client nor
 * a request, has been forgotten by whoever started it, and ends when the next is started.
 */
final class HostedWorlds implements Worlds {
  private static final int MOST = 1_000;
  private static final Duration LONGEST_IDLE = Duration.ofHours(1);

  private final InProcessServer host;
  private final Map<Integer, InProcessServer> running = new ConcurrentSkipListMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private volatile boolean closed;

  HostedWorlds(InProcessServer host) {
    this.host = host;
  }

  @Override
  public String start(String specification) {
    FakePolygonConfig config = FakePolygonConfig.fromJson(specification).build();
    endForgotten();
    if (closed) {
      throw new ServerClosedException();
    }
    if (running.size() >= MOST) {
      throw new IllegalStateException(
          "There are %d worlds already. End some by DELETE /control/v1/worlds/<id>"
              .formatted(MOST));
    }
    int number = last.incrementAndGet();
    running.put(number, host.startBeside("/worlds/" + number, config));
    if (closed) {
      endAll();
      throw new ServerClosedException();
    }
    return Integer.toString(number);
  }

  @Override
  public List<String> running() {
    return running.keySet().stream().map(number -> Integer.toString(number)).toList();
  }

  @Override
  public boolean end(String number, Duration patience) {
    InProcessServer world =
        number.matches("[0-9]{1,9}") ? running.remove(Integer.valueOf(number)) : null;
    if (world == null) {
      return false;
    }
    if (patience.isZero()) {
      world.close();
    } else {
      world.shutDown(patience);
    }
    return true;
  }

  /** Ends all, and starts no other. */
  void close() {
    closed = true;
    endAll();
  }

  private void endAll() {
    running().forEach(number -> end(number, Duration.ZERO));
  }

  private void endForgotten() {
    running.forEach(
        (number, world) -> {
          try {
            if (world.isUnusedFor(LONGEST_IDLE)) {
              end(Integer.toString(number), Duration.ZERO);
            }
          } catch (ServerClosedException e) {
            // Somebody else has just ended it.
            running.remove(number, world);
          }
        });
  }
}
