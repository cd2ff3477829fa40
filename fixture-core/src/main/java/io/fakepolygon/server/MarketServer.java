package io.fakepolygon.server;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.clock.MarketTimers;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.Faults;
import io.fakepolygon.fault.Order;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.journal.JournalSource;
import io.fakepolygon.journal.JournalTail;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Judgement;
import io.fakepolygon.referee.Referee;
import io.fakepolygon.subscription.Subscriptions;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A market served over WebSocket: the market thread, the sockets, and the doors for other threads.
 *
 * <p>Any thread may call; each call is handed to the market thread and waits for its answer.
 */
public final class MarketServer implements AutoCloseable {
  private static final int MOST_ENDS_TOLD = 5;

  private final MarketTimers timers;
  private final MarketThread thread;
  private final CatchUp catchUp = new CatchUp();
  private final JournalRecorder journal;
  private final Publisher publisher;
  private final Hub hub;
  private final FaultDoor faults;
  private final ClockWork clockWork;
  private final ClockDoor clock;
  private final Doorway doorway;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Judgement> lastJudgement = new CompletableFuture<>();
  // Any thread reads it; the market thread alone changes it, between two steps.
  private volatile Market market;

  private MarketServer(
      Market market,
      MarketTime time,
      ServerOptions options,
      @Nullable UpstreamOptions upstream,
      List<Fault> ordered,
      Opening opening)
      throws IOException {
    this.market = market;
    thread = new MarketThread("fake-polygon-market", this::beat);
    timers = new MarketTimers(time, thread::wake, "fake-polygon-scheduler");
    Subscriptions<Connection> subscriptions = new Subscriptions<>();
    journal = new JournalRecorder(time::nowNs, options.journalBytes());
    FaultDesk desk =
        new FaultDesk(thread, market.spec().seed(), this::reachedNs, System::nanoTime, journal);
    publisher =
        new Publisher(
            market, options.channels(), subscriptions, time::nowNs, catchUp, journal, desk);
    hub =
        new Hub(
            options,
            thread,
            publisher,
            subscriptions,
            this::reachedNs,
            journal,
            desk,
            answers -> feed(upstream, options, market, answers));
    clockWork = new ClockWork(time, timers, thread, publisher, hub, journal, options);
    clock = new ClockDoor(time, timers, thread, clockWork);
    faults = new FaultDoor(thread, publisher, hub, this::market, time.now());
    faults.orderBeforeTheStart(ordered);
    doorway = opening.open(options, thread, hub);
    thread.start();
  }

  private Feed feed(
      @Nullable UpstreamOptions upstream,
      ServerOptions options,
      Market market,
      RealFeed.Answers answers) {
    return upstream == null
        ? new NoFeed()
        : new RealFeed(
            upstream,
            Set.copyOf(market.spec().symbols()),
            thread,
            System::nanoTime,
            options.slowClients().mostFromTheFeedAtOnce(),
            publisher,
            answers,
            this::relieveSlowClients);
  }

  /**
   * Starts to listen.
   *
   * @param upstream the real feed to stand beside the market; null for none
   * @param faults what is ordered before anybody connects
   * @throws IOException if the address cannot be listened on
   * @throws IllegalArgumentException if one of the faults cannot be ordered
   */
  public static MarketServer start(
      Market market,
      MarketTime time,
      ServerOptions options,
      @Nullable UpstreamOptions upstream,
      List<Fault> faults)
      throws IOException {
    return new MarketServer(market, time, options, upstream, faults, Acceptor::bind);
  }

  /**
   * Opens another server on the port of this one, to which all paths lead that begin with a prefix.
   * What the options say of address, port and TLS is this one's. It is to be closed before this
   * one.
   *
   * @param prefix two segments, such as {@code /worlds/7}
   * @param faults what is ordered before anybody connects
   */
  public MarketServer startBeside(
      String prefix, Market market, MarketTime time, ServerOptions options, List<Fault> faults) {
    if (!(doorway instanceof Acceptor listening)) {
      throw new IllegalStateException("This server does not listen itself");
    }
    try {
      return new MarketServer(
          market,
          time,
          options,
          null,
          faults,
          (sideOptions, sideThread, sideHub) ->
              new SideDoor(listening, listening.open(prefix, sideOptions, sideThread, sideHub)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From here on plain HTTP requests are answered by a service. */
  public void serve(HttpService service) {
    doorway.entrance().serve(service);
  }

  /** {@return whether for so long, in real time, there was neither a connection nor a request} */
  public boolean isUnusedFor(Duration time) {
    return doorway.entrance().unusedNs() >= time.toNanos() && connections().isEmpty();
  }

  /** {@return the address listened on} */
  public InetSocketAddress address() {
    return doorway.address();
  }

  /**
   * {@return an executor whose timers go by market time; tasks run one after the other on one
   * thread}
   */
  public ScheduledExecutorService newScheduler() {
    return timers.newScheduler();
  }

  /** {@return what it was started with} */
  public ServerOptions options() {
    return doorway.entrance().options();
  }

  /** {@return how the clock is moved} */
  public ClockDoor clock() {
    return clock;
  }

  /** {@return where faults are ordered} */
  public Faults faults() {
    return faults;
  }

  /**
   * Orders faults as {@link Faults#order(String)} does.
   *
   * @return all of them, as they stand
   */
  public List<Order> orderFaults(String text) {
    return faults.orderAll(text);
  }

  /** {@return what is served now: each scenario that is added makes another of it} Never waits. */
  public Market market() {
    return market;
  }

  /**
   * Adds a scenario to the specification of what is served. What has been sent stays as it is: the
   * scenario acts on what falls due after its start.
   *
   * @param scenario starts when everything published so far was due, or later
   * @return the same
   * @throws IllegalArgumentException if it starts earlier, or if it is for a symbol that there is
   *     not
   */
  public Scenario addScenario(Scenario scenario) {
    return thread.call(() -> add(scenario, clockWork.reachedNs()));
  }

  /**
   * Adds a scenario that starts when everything published so far was due, whatever start it has: it
   * acts from the next step on.
   *
   * @return the scenario with the start that it was given
   * @throws IllegalArgumentException if it is for a symbol that there is not
   */
  public Scenario addScenarioNow(Scenario scenario) {
    return thread.call(
        () -> {
          long reachedNs = clockWork.reachedNs();
          return add(startingAt(MarketTime.toInstant(reachedNs), scenario), reachedNs);
        });
  }

  /** Market thread only, which is between two steps whenever it takes a command. */
  private Scenario add(Scenario scenario, long reachedNs) {
    if (MarketTime.toNs(scenario.start()) < reachedNs) {
      throw new IllegalArgumentException(
          "A scenario changes nothing that has been sent: the market has reached %s, and %s cannot start at %s"
              .formatted(MarketTime.toInstant(reachedNs), scenario.kind(), scenario.start()));
    }
    List<Scenario> scenarios = new ArrayList<>(market.spec().scenarios());
    scenarios.add(scenario);
    Market changed = market.withScenarios(scenarios);
    market = changed;
    publisher.changeTo(changed);
    return scenario;
  }

  private static Scenario startingAt(Instant start, Scenario scenario) {
    return new Scenario(
        scenario.kind(), start, scenario.length(), scenario.strength(), scenario.symbols());
  }

  /** {@return the open connections, oldest first, as they stand now} */
  public List<ConnectionInfo> connections() {
    return thread.call(hub::connectionInfos);
  }

  /** {@return the connections that have ended, as they stood then, in the order of their end} */
  public List<ConnectionInfo> endedConnections() {
    return thread.call(hub::endedConnectionInfos);
  }

  /** {@return what has been counted since the start} */
  public ServerCounters counters() {
    return thread.call(hub::counters);
  }

  /** {@return the first of those that are connected, as whoever looks on wants to see them} */
  public List<Watched> watched(int most) {
    return thread.call(() -> hub.watched(most));
  }

  /**
   * {@return a tail of the journal, from now on}
   *
   * @param connection whose entries, {@link JournalSource#ALL} for all
   * @param topic what frames of events have to hold an event of, if anything
   */
  public JournalTail journalTail(int connection, Optional<Topic> topic) {
    return journal.tail(connection, topic);
  }

  /** {@return what each connection said and was told; readable after {@link #close} as well} */
  public Journal journal() {
    return journal.journal();
  }

  /** {@return who judges the clients; can be asked after {@link #close} as well} */
  public Referee referee() {
    return new Referee() {
      @Override
      public Judgement judgement() {
        return judge(false);
      }

      @Override
      public Judgement judgementAtEnd() {
        return judge(true);
      }
    };
  }

  private Judgement judge(boolean atEnd) {
    try {
      return thread.call(() -> hub.judgement(atEnd));
    } catch (ServerClosedException e) {
      return lastJudgement.join();
    }
  }

  /** {@return how it stands with the real feed, if there is one} */
  public Optional<UpstreamInfo> upstream() {
    return thread.call(() -> hub.feed().info());
  }

  /** Cuts all connections without a close frame. */
  public void dropConnections() {
    inTurn(hub::dropAll);
  }

  /**
   * Waits until each of the topics is held by some client, by name or by wildcard.
   *
   * @param longest how long at most, in real time
   * @throws NotSubscribedException if they are not held by then
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag stays
   *     set
   */
  public void awaitSubscribed(Set<Topic> topics, Duration longest) {
    CompletableFuture<Void> held = thread.call(() -> hub.desk().whenHeld(topics));
    try {
      held.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      held.cancel(false);
      throw new NotSubscribedException(
          "Nobody subscribed to all of %s within %s. Connected: %s%s"
              .formatted(topics, longest, describeConnections(), describeEnds()));
    } catch (InterruptedException e) {
      held.cancel(false);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for subscriptions to " + topics);
    } catch (ExecutionException e) {
      // Nothing else ends it so.
      throw new ServerClosedException();
    }
  }

  /**
   * Takes no more connections, closes those that are there with 1001 behind what was queued for
   * them, and waits until their clients have gone. Then does what {@link #close} does. Harmless
   * when repeated, and after or beside {@link #close}, which ends the wait.
   *
   * @param patience how long to wait at most, in real time; not at all if the calling thread is
   *     interrupted
   */
  public void shutDown(Duration patience) {
    if (!closed.get()) {
      doorway.stopAccepting();
      try {
        inTurn(this::sayGoodbye);
        doorway.entrance().awaitEmpty(patience);
        // The market thread has heard of every socket that has gone.
        inTurn(() -> {});
      } catch (IllegalStateException e) {
        // Nothing to wait for any more, or nobody who would.
        if (!closed.get() && !Thread.currentThread().isInterrupted()) {
          throw e;
        }
      } finally {
        close();
      }
    }
  }

  private void sayGoodbye() {
    clockWork.beat();
    hub.shutDown();
  }

  /**
   * Cuts all connections, as a restart of the vendor's server does, and ends all threads. Harmless
   * when repeated.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      thread.stop();
      hub.serverClosed();
      lastJudgement.complete(hub.judgement(true));
      hub.feed().close();
      timers.close();
      catchUp.close();
      doorway.close();
    }
  }

  /** Carries a command out on the market thread, and returns when that is done. */
  private void inTurn(Runnable command) {
    thread.call(Executors.callable(command));
  }

  private long beat() {
    return Math.min(clockWork.beat(), hub.feed().beat());
  }

  private void relieveSlowClients() {
    hub.relieveSlowClients();
  }

  private long reachedNs() {
    return clockWork.reachedNs();
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

  /** How a server comes to its sockets. */
  private interface Opening {
    Doorway open(ServerOptions options, MarketThread thread, Hub hub) throws IOException;
  }
}
