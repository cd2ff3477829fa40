package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.control.ControlApi;
import io.fakepolygon.control.Served;
import io.fakepolygon.journal.Journal;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server in this JVM: the rooms, put together. */
final class InProcessServer implements FakePolygonServer {

  private final FakePolygonConfig config;
  // What its paths begin with; empty for a server that listens itself.
  private final String path;
  private final MarketServer server;
  private final MarketClock clock;
  private final Tape tape;
  private final @Nullable HostedWorlds worlds;
  private final ControlApi control;

  private InProcessServer(FakePolygonConfig config, String path, Opening opening)
      throws IOException {
    this.config = config;
    this.path = path;
    Instant start = config.clockMode() == ClockMode.REAL_TIME ? Instant.now() : config.start();
    Market market = new Market(config.market());
    MarketTime time = MarketTime.startingAt(start);
    server = opening.open(market, time);
    clock = new ServerClock(server);
    tape = new Tape(market, time::now, start);
    worlds = path.isEmpty() && config.control().open() ? new HostedWorlds(this) : null;
    control =
        new ControlApi(new Served(server, market, start, config::toJson), worlds, config.control());
  }

  static FakePolygonServer start(FakePolygonConfig config) {
    return open(
        config,
        "",
        (market, time) -> MarketServer.start(market, time, config.server(), config.upstream()));
  }

  /** Starts a world on the port of this server, under a path of its own. */
  InProcessServer startBeside(String ownPath, FakePolygonConfig asked) {
    FakePolygonConfig theirs = asked.withDoorsOf(config);
    return open(
        theirs,
        ownPath,
        (market, time) -> server.startBeside(ownPath, market, time, theirs.server()));
  }

  private static InProcessServer open(FakePolygonConfig config, String path, Opening opening) {
    try {
      return new InProcessServer(config, path, opening).begin();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InProcessServer begin() {
    server.serve(control);
    switch (config.clockMode()) {
      case MANUAL -> {}
      case REAL_TIME -> clock.run(1);
      case SCALED -> clock.run(config.speed());
    }
    return this;
  }

  /** {@return whether for so long there was neither a connection nor a request} */
  boolean isUnusedFor(Duration time) {
    return server.isUnusedFor(time);
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
            path + assetClass.path());
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
    server.awaitSubscribed(
        Arrays.stream(topics)
            .map(Topic::parse)
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        longest);
  }

  @Override
  public void dropConnections() {
    server.dropConnections();
  }

  @Override
  public void shutDown(Duration patience) {
    FakePolygonConfig.requirePatience(patience);
    endWorlds();
    server.shutDown(patience);
  }

  @Override
  public void close() {
    endWorlds();
    server.close();
  }

  private void endWorlds() {
    if (worlds != null) {
      worlds.close();
    }
  }

  /** How it comes to its sockets. */
  private interface Opening {
    MarketServer open(Market market, MarketTime time) throws IOException;
  }
}
