package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.StreamHarm.Gap;
import io.fakepolygon.upstream.ScriptedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults strike what a real feed sends as well. */
class FaultsThroughTheProxyTest {
  private static final String FIRST =
      "{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":190.01,\"s\":100,\"q\":1}";
  private static final String SECOND =
      "{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":190.02,\"s\":100,\"q\":2}";

  private final ScriptedProxy proxy =
      ScriptedProxy.configured(
          config -> config.controlApi(true).fault(Fault.of(new Gap()).on("T.AAPL")));
  private final ScriptedConnection feed = proxy.feed.next();

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void whatTheFeedSendsIsLeftOutByOrderAndTold() {
    TestClient client = proxy.client("T.AAPL");

    feed.send("[" + FIRST + "," + SECOND + "]");
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).containsExactly("[" + SECOND + "]");
    assertThat(proxy.server.faults().ledger().strikes())
        .singleElement()
        .satisfies(strike -> assertThat(strike.due()).containsExactly(FIRST));
  }

  @Test
  void aViewFromElsewhereHasTheOrders() {
    try (FakePolygonServer view = RemoteHost.of(proxy.server.url()).view()) {
      assertThat(view.faults().orders()).isEqualTo(proxy.server.faults().orders()).hasSize(1);
    }
  }

  @Test
  void whatStrikesOnceStrikesOneClient() {
    TestClient spoiled = proxy.client("T.AAPL");
    TestClient other = proxy.client("T.AAPL");

    feed.send("[" + FIRST + "]");
    feed.awaitRead();
    feed.send("[" + SECOND + "]");
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(spoiled)).containsExactly("[" + SECOND + "]");
    assertThat(ScriptedProxy.framesOf(other))
        .containsExactly("[" + FIRST + "]", "[" + SECOND + "]");
  }
}
