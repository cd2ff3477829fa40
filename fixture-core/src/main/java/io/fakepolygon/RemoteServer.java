package io.fakepolygon;

import io.fakepolygon.control.ControlClient;
import io.fakepolygon.control.RecordJson;
import io.fakepolygon.fault.Faults;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Referee;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.NotSubscribedException;
import io.fakepolygon.server.ServerClosedException;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.upstream.UpstreamInfo;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server elsewhere, as its control API shows it. Its tape is computed here: a market is a
 * function of its specification, the same wherever it is computed. Of that specification only the
 * scenarios change, and for each section of the tape they are asked for.
 */
class RemoteServer implements FakePolygonServer {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteServer.class);
  private static final String CONNECTIONS = "/control/v1/connections";
  private static final String SCENARIOS = "/control/v1/scenarios";
  private static final String SUBSCRIPTIONS = "/control/v1/subscriptions?within=";
  private static final Duration LONGEST_QUESTION = Duration.ofMinutes(10);

  private final ControlClient control;
  private final FakePolygonConfig specification;
  private final RemoteClock clock;
  private final Tape tape;
  private final RemoteJournal journal;
  private final RemoteReferee referee;
  private final RemoteFaults faults;
  // As it was when it was last asked for.
  private volatile Market market;
  private volatile boolean closed;
  // From the moment at which its end is asked for.
  private volatile boolean ending;

  /**
   * A server that runs.
   *
   * @param specification what it says of itself, or was started with
   */
  RemoteServer(ControlClient control, FakePolygonConfig specification) {
    this.control = control;
    this.specification = specification;
    clock = new RemoteClock(control, specification.server().deliveryTimeout());
    market = new Market(specification.market());
    tape = new Tape(this::market, clock::now, clock.start());
    journal = new RemoteJournal(control);
    referee = new RemoteReferee(control);
    faults = new RemoteFaults(control, this::refuseIfClosed);
  }

  @Override
  public String url(AssetClass assetClass) {
    URI base = control.base();
    return "%s://%s%s%s"
        .formatted(
            base.getScheme().equals("https") ? "wss" : "ws",
            base.getRawAuthority(),
            base.getRawPath(),
            assetClass.path());
  }

  @Override
  public String apiKey() {
    return specification.server().apiKeys().stream()
        .findFirst()
        .orElse(FakePolygonConfig.DEFAULT_API_KEY);
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
    return add(RecordJson.text(scenario));
  }

  @Override
  public Scenario addScenarioNow(Scenario scenario) {
    return add(
        RecordJson.text(
            Map.of(
                "kind", scenario.kind(),
                "length", scenario.length(),
                "strength", scenario.strength(),
                "symbols", scenario.symbols())));
  }

  private Scenario add(String scenario) {
    refuseIfClosed();
    return control.post(SCENARIOS, scenario, Scenario.class);
  }

  @Override
  public List<Scenario> scenarios() {
    return market().spec().scenarios();
  }

  private Market market() {
    Market known = market;
    if (closed) {
      return known;
    }
    List<Scenario> scenarios = control.list(SCENARIOS, "scenarios", Scenario.class);
    if (scenarios.equals(known.spec().scenarios())) {
      return known;
    }
    Market changed = known.withScenarios(scenarios);
    market = changed;
    return changed;
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public Journal journal() {
    return new Journal(journal);
  }

  @Override
  public Referee referee() {
    return referee;
  }

  @Override
  public List<ConnectionInfo> connections() {
    refuseIfClosed();
    return control.list(CONNECTIONS, "connections", ConnectionInfo.class);
  }

  @Override
  public List<ConnectionInfo> endedConnections() {
    refuseIfClosed();
    return control.list(CONNECTIONS + "?state=ended", "connections", ConnectionInfo.class);
  }

  @Override
  public ServerCounters counters() {
    refuseIfClosed();
    return control.get("/control/v1/counters", ServerCounters.class);
  }

  @Override
  public Optional<UpstreamInfo> upstream() {
    refuseIfClosed();
    return control.list("/control/v1/upstream", "upstream", UpstreamInfo.class).stream()
        .findFirst();
  }

  @Override
  public void awaitSubscribed(Duration longest, String... topics) {
    refuseIfClosed();
    if (topics.length == 0) {
      return;
    }
    String query =
        Arrays.stream(topics)
            .map(topic -> Topic.parse(topic).toString())
            .map(topic -> "&topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    try {
      askUntilSubscribed(longest, query);
    } catch (IllegalStateException e) {
      if (ending) {
        // It may have gone before it was asked.
        ServerClosedException end = new ServerClosedException();
        end.addSuppressed(e);
        throw end;
      }
      throw e;
    }
  }

  private void askUntilSubscribed(Duration longest, String query) {
    Duration left = longest.isNegative() ? Duration.ZERO : longest;
    while (left.compareTo(LONGEST_QUESTION) > 0) {
      if (isSubscribed(query)) {
        return;
      }
      left = left.minus(LONGEST_QUESTION);
    }
    control.get(SUBSCRIPTIONS + left + query);
  }

  private boolean isSubscribed(String query) {
    try {
      control.get(SUBSCRIPTIONS + LONGEST_QUESTION + query);
      return true;
    } catch (NotSubscribedException e) {
      return false;
    }
  }

  @Override
  public void dropConnections() {
    refuseIfClosed();
    control.delete(CONNECTIONS);
  }

  /** It is not ours to end. */
  @Override
  public void shutDown(Duration patience) {
    throw new IllegalStateException(
        "The server at %s was not started from here, and cannot be shut down from here"
            .formatted(control.base()));
  }

  @Override
  public void close() {
    closed = true;
    clock.close();
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new ServerClosedException();
    }
  }

  /** A world that was started from here, and ends from here. */
  static final class Guest extends RemoteServer {
    // Of a longer one the memory, here and on the way, is not worth it: ask before the end.
    private static final long MOST_FRAMES_KEPT = 20_000;

    private final ControlClient host;
    private final String number;

    Guest(ControlClient world, FakePolygonConfig specification, ControlClient host, String number) {
      super(world, specification);
      this.host = host;
      this.number = number;
    }

    @Override
    public void shutDown(Duration patience) {
      FakePolygonConfig.requirePatience(patience);
      end("?patience=" + patience);
    }

    @Override
    public void close() {
      end("");
    }

    private synchronized void end(String how) {
      if (super.closed) {
        return;
      }
      super.ending = true;
      // As in process, an end is not to be interrupted.
      boolean interrupted = Thread.interrupted();
      keepJournal();
      keepScenarios();
      keepJudgement();
      keepFaults();
      try {
        host.delete("/control/v1/worlds/" + number + how);
      } catch (UncheckedIOException | IllegalStateException e) {
        // The host has gone, or has forgotten a world that nobody used: it has ended already.
        LOG.debug("The world at {} cannot be asked any more", host.base(), e);
      } finally {
        super.close();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private void keepScenarios() {
      try {
        super.scenarios();
      } catch (RuntimeException e) {
        LOG.debug("Of the scenarios of the world at {} the last are lost", host.base(), e);
      }
    }

    private void keepJudgement() {
      try {
        super.referee.keep();
      } catch (RuntimeException e) {
        LOG.debug("What the referee of the world at {} said last is lost", host.base(), e);
      }
    }

    private void keepFaults() {
      try {
        super.faults.keep();
      } catch (RuntimeException e) {
        LOG.debug("The faults of the world at {} are lost", host.base(), e);
      }
    }

    private void keepJournal() {
      try {
        if (counters().framesSent() <= MOST_FRAMES_KEPT) {
          super.journal.keep();
        }
      } catch (RuntimeException e) {
        LOG.debug("The journal of the world at {} is lost", host.base(), e);
      }
    }
  }
}
