package io.fakepolygon.server;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.clock.MarketTimers;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Market;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.subscription.Subscriptions;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A market served over WebSocket: the market thread, the sockets, and the doors for other threads.
 *
 * <p>Any thread may call; each call is handed to the market thread and waits for its answer.
 */
public final class MarketServer implements AutoCloseable {
  private final MarketTimers timers;
  private final MarketThread thread;
  private final CatchUp catchUp = new CatchUp();
  private final JournalRecorder journal;
  private final Hub hub;
  private final ClockWork clockWork;
  private final Acceptor acceptor;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MarketServer(
      Market market, MarketTime time, ServerOptions options, @Nullable UpstreamOptions upstream)
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
    acceptor = Acceptor.bind(options, thread, hub);
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
    return new MarketServer(market, time, options, upstream);
  }

  /** {@return the address listened on} */
  public InetSocketAddress address() {
    return acceptor.address();
  }

  /**
   * {@return an executor whose timers go by market time; tasks run one after the other on one
   * thread}
   */
  public ScheduledExecutorService newScheduler() {
    return timers.newScheduler();
  }

  /**
   * {@return whether the calling thread runs a task of a scheduler, which therefore cannot move the
   * clock}
   */
  public boolean isTimerThread() {
    return timers.onTimerThread();
  }

  /**
   * Moves a standing clock and publishes what falls due on the way.
   *
   * @param targetNs where to, nanoseconds since the Unix epoch, not before now
   * @param delivered whether to return only when every client has received what fell due
   * @throws MissedDeliveryException if a client does not show in time that it received something
   * @throws CancellationException if the calling thread is interrupted; the clock then stands where
   *     it had come to
   */
  public Move moveTo(long targetNs, boolean delivered) {
    AtomicBoolean abandoned = new AtomicBoolean();
    return thread.call(
        () -> clockWork.moveTo(targetNs, delivered, abandoned::get), () -> abandoned.set(true));
  }

  /** Lets the clock move by itself, {@code speed} market seconds per second. */
  public void run(double speed) {
    inTurn(() -> clockWork.run(speed));
  }

  /** Stops the clock where it is. */
  public void pause() {
    inTurn(clockWork::pause);
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
   * {@return a future that completes, on the market thread, once each of the topics is held by
   * somebody}
   */
  public CompletableFuture<Void> whenHeld(Set<Topic> topics) {
    return thread.call(() -> hub.desk().whenHeld(topics));
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
      acceptor.stopAccepting();
      try {
        inTurn(this::sayGoodbye);
        acceptor.awaitEmpty(patience);
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
      acceptor.close();
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
}
