package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.market.Market;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.subscription.Subscriptions;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the hub counts of those it refuses; what they are answered, real sockets show. */
class HubTest {
  private final Hub hub = hub();

  @Test
  void connectionsBeyondTheLimitAreCounted() {
    hub.connected(new DeafWire());
    assertThat(hub.counters().connectionsRefused()).isZero();

    hub.connected(new DeafWire());
    hub.connected(new DeafWire());

    assertThat(hub.counters().connectionsRefused()).isEqualTo(2);
    assertThat(hub.connections()).hasSize(1);
  }

  @Test
  void socketsBeyondTheLimitAreCounted() {
    hub.socketRefused();
    hub.socketRefused();

    assertThat(hub.counters().socketsRefused()).isEqualTo(2);
  }

  @Test
  void requestsForTooManyTopicsAreCounted() {
    Wire wire = new DeafWire();
    hub.connected(wire);
    say(wire, "{\"action\":\"auth\",\"params\":\"key\"}");
    say(wire, "{\"action\":\"subscribe\",\"params\":\"T.A\"}");
    assertThat(hub.counters().subscriptionsRefused()).isZero();

    say(wire, "{\"action\":\"subscribe\",\"params\":\"T.B,T.C\"}");

    assertThat(hub.counters().subscriptionsRefused()).isEqualTo(1);
  }

  @Test
  void messagesThatAreTooLargeAreCounted() {
    Wire wire = new DeafWire();
    hub.connected(wire);

    hub.saidTooMuch(wire);
    hub.saidTooMuch(wire);

    assertThat(hub.counters().messagesTooLarge()).isEqualTo(1);
  }

  private void say(Wire wire, String text) {
    hub.receive(wire, text, ClientAction.read(text));
  }

  private static Hub hub() {
    FakePolygonConfig config =
        FakePolygonConfig.builder().mostConnections(1).mostTopicsPerConnection(1).build();
    Subscriptions<Connection> subscriptions = new Subscriptions<>();
    JournalRecorder journal = new JournalRecorder(() -> 0, 0);
    return new Hub(
        config.server(),
        new MarketThread("market", () -> Long.MAX_VALUE),
        new Publisher(
            new Market(config.market()),
            Set.of(),
            subscriptions,
            () -> 0,
            new CatchUp(),
            journal,
            NoFaults.desk()),
        subscriptions,
        () -> 0,
        journal,
        NoFaults.desk(),
        answers -> new NoFeed());
  }
}
