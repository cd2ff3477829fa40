package io.fakepolygon;

import io.fakepolygon.fault.Faults;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.referee.Referee;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.upstream.UpstreamInfo;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A fake US-stocks market served over WebSocket, which no client can tell from the vendor's.
 *
 * <pre>{@code
 * try (FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().seed(42).build())) {
 *   connectTo(polygon.url(), polygon.apiKey());
 *   polygon.awaitSubscribed("T.FAKETICKER");
 *   polygon.clock().advance(Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>Any thread may call.
 */
public interface FakePolygonServer extends AutoCloseable {

  /**
   * Starts a server in this JVM. {@link RemoteHost} starts one elsewhere.
   *
   * @throws UncheckedIOException if the address cannot be listened on, as when the port is taken
   */
  static FakePolygonServer start(FakePolygonConfig config) {
    return InProcessServer.start(config);
  }

  /** {@return where stocks are served, such as {@code ws://127.0.0.1:49152/stocks}} */
  default String url() {
    return url(AssetClass.STOCKS);
  }

  /** {@return where an asset class is served} */
  String url(AssetClass assetClass);

  /** {@return a key that is good} */
  String apiKey();

  /** {@return the market's clock} */
  MarketClock clock();

  /** {@return the market's own list of what happened} */
  Tape tape();

  /**
   * Adds a scenario to the market while it runs: it is part of its specification from then on, so
   * that {@link #tape} knows of it, and a server started from that specification shows the same
   * world. What has been sent stays as it is: the scenario acts on what falls due after its start.
   *
   * <p>To end what is under way, add {@link io.fakepolygon.market.ScenarioKind#NORMAL}.
   *
   * @param scenario starts now, as a clock that stands has it, or later
   * @return the same
   * @throws IllegalArgumentException if it starts before now, in a sentence that names both
   *     instants; if it is for a symbol that there is not
   */
  Scenario addScenario(Scenario scenario);

  /**
   * Adds a scenario that starts now, whatever start it has. For a clock that moves by itself: by
   * the time a scenario of its now is added, that is past.
   *
   * @return the scenario with the start that it was given
   * @throws IllegalArgumentException if it is for a symbol that there is not
   */
  Scenario addScenarioNow(Scenario scenario);

  /**
   * {@return the scenarios of the market's specification, those that it was started with and those
   * that were added, in this order} They stay readable after {@link #close}.
   */
  List<Scenario> scenarios();

  /**
   * {@return where what goes wrong in the wild is ordered, and where it is told what that has done}
   */
  Faults faults();

  /**
   * {@return what each connection said and was told, and when} It stays readable after {@link
   * #close}.
   */
  Journal journal();

  /** {@return the journal of a client that knows which connection is its own} */
  default Journal journal(ServedClient client) {
    return journal().of(client.connection().id());
  }

  /**
   * {@return who judges the clients by what the real feed demands of them} It can be asked after
   * {@link #close} as well.
   */
  Referee referee();

  /** {@return the open connections, oldest first, as they stand now} */
  List<ConnectionInfo> connections();

  /**
   * {@return the connections that have ended, as they stood then, in the order of their end} The
   * last 256 are remembered, fewer if they held very many topics.
   */
  List<ConnectionInfo> endedConnections();

  /** {@return what has been counted since the start, over all connections} */
  ServerCounters counters();

  /**
   * {@return how it stands with the real feed, and what has been counted of it} Empty where there
   * is none.
   */
  Optional<UpstreamInfo> upstream();

  /**
   * Waits until each of the topics is held by some client, by name or by wildcard. For code under
   * test that connects and subscribes by itself.
   *
   * @throws IllegalArgumentException if one is not a topic
   * @throws IllegalStateException if they are not held within 10 seconds of real time; it says who
   *     is connected, and how the last connections ended
   */
  default void awaitSubscribed(String... topics) {
    awaitSubscribed(Duration.ofSeconds(10), topics);
  }

  /** As {@link #awaitSubscribed(String...)}, for so long at most, in real time. */
  void awaitSubscribed(Duration longest, String... topics);

  /**
   * Cuts all connections without a close frame, which their clients see as 1006, and returns when
   * none of them is there any more. Market and clock stay as they are, and whoever connects again
   * is welcome: for the question whether the code under test comes back by itself.
   */
  void dropConnections();

  /**
   * Ends the server as politely as can be: takes no more connections, publishes what is due, sends
   * every client the close code 1001 behind what was queued for it, and returns when all have left
   * and all that was started has ended. A client that has not left when the patience is over is
   * cut. Harmless when repeated, and after or beside {@link #close}.
   *
   * <p>The vendor has never been seen to do this: it drops. Its Python client takes 1001 for a
   * quiet end, and does not connect again.
   *
   * @param patience how long to wait for the clients at most, in real time; not at all if the
   *     calling thread is interrupted
   * @throws IllegalArgumentException if it is below 0 or above 365 days
   */
  void shutDown(Duration patience);

  /**
   * Cuts all connections without a close frame, as a restart of the vendor's server does, and ends
   * all that was started. Harmless when repeated.
   */
  @Override
  void close();
}
