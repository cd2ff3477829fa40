package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.control.ControlApi;
import io.fakepolygon.control.Served;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.Faults;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Referee;
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
    MarketTime time = timeAtStart(config);
    Instant start = time.now();
    server = opening.open(new Market(config.market()), time, config.faults());
    clock = new ServerClock(server);
    tape = new Tape(server::market, time::now, start);
    worlds = path.isEmpty() && config.control().open() ? new HostedWorlds(this) : null;
    control =
        new ControlApi(
            new Served(
                server,
                start,
                () -> specification().toJson(),
                () -> AnnotationText.of(specification()),
                () -> EnvironmentText.of(specification())),
            worlds,
            config.control());
  }

  static FakePolygonServer start(FakePolygonConfig config) {
    return open(
        config,
        "",
        (market, time, faults) ->
            MarketServer.start(market, time, config.server(), config.upstream(), faults));
  }

  /** Starts a world on the port of this server, under a path of its own. */
  InProcessServer startBeside(String ownPath, FakePolygonConfig asked) {
    FakePolygonConfig theirs = asked.withDoorsOf(config);
    return open(
        theirs,
        ownPath,
        (market, time, faults) ->
            server.startBeside(ownPath, market, time, theirs.server(), faults));
  }

  private static InProcessServer open(FakePolygonConfig config, String path, Opening opening) {
    try {
      return new InProcessServer(config, path, opening).begin();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A real-time clock runs from the moment at which the computer's was read: it would stay behind
  // it for good by whatever the server takes to start.
  private static MarketTime timeAtStart(FakePolygonConfig config) {
    if (config.clockMode() != ClockMode.REAL_TIME) {
      return MarketTime.startingAt(config.start());
    }
    MarketTime time = MarketTime.startingAt(Instant.EPOCH);
    time.moveTo(MarketTime.toNs(Instant.now()));
    time.run(1);
    return time;
  }

  private InProcessServer begin() {
    server.serve(control);
    switch (config.clockMode()) {
      case MANUAL, REAL_TIME -> {}
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
    return (config.tls() == null ? "ws://" : "wss://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + address.getPort()
        + path
        + assetClass.path();
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
  public Scenario addScenario(Scenario scenario) {
    return server.addScenario(scenario);
  }

  @Override
  public Scenario addScenarioNow(Scenario scenario) {
    return server.addScenarioNow(scenario);
  }

  @Override
  public List<Scenario> scenarios() {
    return server.market().spec().scenarios();
  }

  @Override
  public Faults faults() {
    return server.faults();
  }

  @Override
  public Journal journal() {
    return server.journal();
  }

  @Override
  public Referee referee() {
    return server.referee();
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

  private FakePolygonConfig specification() {
    return config.withScenarios(scenarios());
  }

  private void endWorlds() {
    if (worlds != null) {
      worlds.close();
    }
  }

  /** How it comes to its sockets. */
  private interface Opening {
    MarketServer open(Market market, MarketTime time, List<Fault> faults) throws IOException;
  }
}
