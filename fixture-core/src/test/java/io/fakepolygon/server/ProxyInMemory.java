package io.fakepolygon.server;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Market;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.subscription.Subscriptions;
import io.fakepolygon.upstream.Downstream;
import io.fakepolygon.upstream.FeedInMemory;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole proxy without sockets and threads, for whoever measures the way of an event. */
public final class ProxyInMemory {
  private static final UpstreamOptions UPSTREAM =
      UpstreamOptions.of(URI.create("ws://feed.example/stocks"), "key");

  private final Hub hub;
  private final Publisher publisher;
  private final FeedInMemory feed;
  private @Nullable Downstream downstream;

  /** A proxy whose clients hold these topics, each client its own. */
  public ProxyInMemory(List<String> topicsOfClients) {
    FakePolygonConfig config =
        FakePolygonConfig.builder().symbols().upstream(UPSTREAM).journalBytes(0).build();
    Subscriptions<Connection> subscriptions = new Subscriptions<>();
    JournalRecorder journal = new JournalRecorder(System::nanoTime, 0);
    MarketThread thread = new MarketThread("never started", () -> Long.MAX_VALUE);
    publisher =
        new Publisher(
            new Market(config.market()),
            Set.of(),
            subscriptions,
            System::nanoTime,
            new CatchUp(),
            journal,
            NoFaults.desk());
    hub =
        new Hub(
            config.server(),
            thread,
            publisher,
            subscriptions,
            System::nanoTime,
            journal,
            NoFaults.desk(),
            answers -> {
              RealFeed made = realFeed(thread, publisher, answers);
              downstream = made.fromTheFeed();
              return made;
            });
    feed = new FeedInMemory(Objects.requireNonNull(downstream));
    topicsOfClients.forEach(this::connect);
  }

  /** The feed sends a frame, which comes as OkHttp hands it over. */
  public void feedSays(String frame) {
    feed.says(frame);
  }

  /** {@return how many events all clients together were sent} */
  public long eventsSent() {
    publisher.flush();
    return hub.counters().eventsSent();
  }

  private void connect(String topics) {
    Wire wire = new DeafWire();
    hub.connected(wire);
    say(wire, "{\"action\":\"auth\",\"params\":\"key\"}");
    say(wire, "{\"action\":\"subscribe\",\"params\":\"" + topics + "\"}");
  }

  private void say(Wire wire, String text) {
    hub.receive(wire, text, ClientAction.read(text));
  }

  private static RealFeed realFeed(
      MarketThread thread, Publisher publisher, RealFeed.Answers answers) {
    return new RealFeed(
        UPSTREAM, Set.of(), thread, System::nanoTime, 1 << 30, publisher, answers, () -> {});
  }
}
