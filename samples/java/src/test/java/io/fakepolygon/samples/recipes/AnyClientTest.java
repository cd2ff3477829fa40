package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.assertions.Messages;
import io.fakepolygon.junit5.FakePolygon;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;

/** Where a client keeps the text frames it received, the assertions can judge them. */
@FakePolygon(symbols = "FAKETICKER")
class AnyClientTest {

  @Test
  void receivesExactlyWhatItsSubscriptionsMadeDue(FakePolygonServer polygon, MarketClock clock) {
    var keeper = new FrameKeeper();
    WebSocket client =
        new OkHttpClient().newWebSocket(new Request.Builder().url(polygon.url()).build(), keeper);
    client.send("{\"action\":\"auth\",\"params\":\"any-key\"}");
    client.send("{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER,A.FAKETICKER\"}");
    polygon.awaitSubscribed("T.FAKETICKER", "A.FAKETICKER");

    clock.advance(Duration.ofMinutes(1));

    Messages received = Messages.parse(keeper.frames);
    assertThat(received).isExactly(polygon.tape().dueTo(polygon.connections().get(0)));
    assertThat(received).barsMatchTrades();
    client.close(1000, null);
  }

  private static final class FrameKeeper extends WebSocketListener {
    private final List<String> frames = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(WebSocket client, String frame) {
      frames.add(frame);
    }
  }
}
