package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.market.Market;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.MarketServer;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.upstream.UpstreamInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A server in this JVM: the rooms, put together. */
final class InProcessServer implements FakePolygonServer {
  private static final int MOST_ENDS_TOLD = 5;
  private static final Duration LONGEST_PATIENCE = Duration.ofDays(365);

  private final FakePolygonConfig config;
  private final MarketServer server;
  private final MarketClock clock;
  private final Tape tape;

  private InProcessServer(FakePolygonConfig config) throws IOException {
    this.config = config;
    Instant start = config.clockMode() == ClockMode.REAL_TIME ? Instant.now() : config.start();
    Market market = new Market(config.market());
    MarketTime time = MarketTime.startingAt(start);
    server = MarketServer.start(market, time, config.server(), config.upstream());
    clock = new ServerClock(time, server);
    tape = new Tape(market, time, start);
  }

  static FakePolygonServer start(FakePolygonConfig config) {
    try {
      InProcessServer started = new InProcessServer(config);
      switch (config.clockMode()) {
        case MANUAL -> {}
        case REAL_TIME -> started.clock.run(1);
        case SCALED -> started.clock.run(config.speed());
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String url(AssetClass assetClass) {
    InetSocketAddress address = server.address();
    String host = address.getAddress().isAnyLocalAddress() ? "localhost" : config.server().host();
    return "%s://%s:%d%s"
        .formatted(
            config.tls() == null ? "ws" : "wss",
            host.contains(":") ? "[" + host + "]" : host,
            address.getPort(),
            assetClass.path());
  }

  @Override
  public String apiKey() {
    return config.server().apiKeys().stream().findFirst().orElse(FakePolygonConfig.DEFAULT_API_KEY);
  }

  @Override
  public MarketClock clock() {
    return clock;
  }

  @Override
  public Tape tape() {
    return tape;
  }

  @Override
  public Journal journal() {
    return server.journal();
  }

  @Override
  public List<ConnectionInfo> connections() {
    return server.connections();
  }

  @Override
  public List<ConnectionInfo> endedConnections() {
    return server.endedConnections();
  }

  @Override
  public Optional<UpstreamInfo> upstream() {
    return server.upstream();
  }

  @Override
  public ServerCounters counters() {
    return server.counters();
  }

  @Override
  public void awaitSubscribed(Duration longest, String... topics) {
    Set<Topic> wanted =
        Arrays.stream(topics)
            .map(Topic::parse)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    CompletableFuture<Void> held = server.whenHeld(wanted);
    try {
      held.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      held.cancel(false);
      throw new IllegalStateException(
          "Nobody subscribed to all of %s within %s. Connected: %s%s"
              .formatted(wanted, longest, describeConnections(), describeEnds()));
    } catch (InterruptedException e) {
      held.cancel(false);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for subscriptions to " + wanted);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void dropConnections() {
    server.dropConnections();
  }

  @Override
  public void shutDown(Duration patience) {
    if (patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "The patience %s is not between 0 and 365 days".formatted(patience));
    }
    server.shutDown(patience);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Why a client is not there any more is mostly why nobody has subscribed. */
  private String describeEnds() {
    List<String> ends =
        journal().entries(JournalEntry.Kind.ENDED).stream()
            .map(entry -> "connection %d, %s".formatted(entry.connection(), entry.text()))
            .toList();
    List<String> last = ends.subList(Math.max(0, ends.size() - MOST_ENDS_TOLD), ends.size());
    return last.isEmpty() ? "" : ". Ended: " + String.join("; ", last);
  }

  private String describeConnections() {
    List<ConnectionInfo> connections = connections();
    return connections.isEmpty()
        ? "nobody"
        : connections.stream().map(ConnectionInfo::describe).collect(Collectors.joining("; "));
  }
}
