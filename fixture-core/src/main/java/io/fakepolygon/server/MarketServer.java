package io.fakepolygon.server;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.clock.MarketTimers;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Market;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.subscription.Subscriptions;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
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
  private final Hub hub;
  private final ClockWork clockWork;
  private final ClockDoor clock;
  private final Doorway doorway;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MarketServer(
      Market market,
      MarketTime time,
      ServerOptions options,
      @Nullable UpstreamOptions upstream,
      Opening opening)
      throws IOException {
    thread = new MarketThread("fake-polygon-market", this::beat);
    timers = new MarketTimers(time, thread::wake, "fake-polygon-scheduler");
    Subscriptions<Connection> subscriptions = new Subscriptions<>();
    journal = new JournalRecorder(time::nowNs, options.journalBytes());
    Publisher publisher =
        new Publisher(market, options.channels(), subscriptions, time::nowNs, catchUp, journal);
    hub =
        new Hub(
            options,
            thread,
            publisher,
            subscriptions,
            this::reachedNs,
            journal,
            answers -> feed(upstream, options, market, publisher, answers));
    clockWork = new ClockWork(time, timers, thread, publisher, hub, options);
    clock = new ClockDoor(time, timers, thread, clockWork);
    doorway = opening.open(options, thread, hub);
    thread.start();
  }

  private Feed feed(
      @Nullable UpstreamOptions upstream,
      ServerOptions options,
      Market market,
      Publisher publisher,
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
   * @throws IOException if the address cannot be listened on
   */
  public static MarketServer start(
      Market market, MarketTime time, ServerOptions options, @Nullable UpstreamOptions upstream)
      throws IOException {
    return new MarketServer(market, time, options, upstream, Acceptor::bind);
  }

  /**
   * Opens another server on the port of this one, to which all paths lead that begin with a prefix.
   * What the options say of address, port and TLS is this one's. It is to be closed before this
   * one.
   *
   * @param prefix two segments, such as {@code /worlds/7}
   */
  public MarketServer startBeside(
      String prefix, Market market, MarketTime time, ServerOptions options) {
    if (!(doorway instanceof Acceptor listening)) {
      throw new IllegalStateException("This server does not listen itself");
    }
    try {
      return new MarketServer(
          market,
          time,
          options,
          null,
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

  /** {@return how the clock is moved} */
  public ClockDoor clock() {
    return clock;
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

  /** {@return what each connection said and was told; readable after {@link #close} as well} */
  public Journal journal() {
    return journal.journal();
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
