package io.fakepolygon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.upstream.CapturedFrames;
import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A feed whose frames are broken, or unusual down to the byte: what is good in them is passed on,
 * the rest is counted, and the connection goes on. Which row of protocol.md, section 7, each is for
 * stands at {@link UpstreamMisbehaviourTest}.
 */
class MalformedUpstreamTest {
  private static final String TRADE = CapturedFrames.TRADE.json();
  private static final String GOOD = ScriptedProxy.inside(TRADE);

  private final ScriptedProxy proxy = ScriptedProxy.start(Manners.ofTheVendor());
  private final ScriptedConnection feed = proxy.feed.next();
  private final TestClient client = proxy.client("T.AAPL");
  private final TestClient bystander = proxy.client("Q.AAPL");

  @AfterEach
  void theConnectionGoesOn() {
    feed.send(TRADE);
    assertThat(client.nextFrame()).isEqualTo(TRADE);
    assertThat(ScriptedProxy.framesOf(bystander)).isEmpty();
    proxy.assertThatAllClientsAreStillConnected();
    UpstreamInfo info = proxy.info();
    assertThat(info.state()).isEqualTo(UpstreamState.READY);
    assertThat(info.trouble()).isEmpty();
    assertThat(info.logins()).isEqualTo(1);
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":NaN}",
        "{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":Infinity}",
        "{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":-Infinity}"
      })
  void notANumberCostsItsEventAndNoOther(String wrong) {
    sends("[" + GOOD + "," + wrong + "," + GOOD + "]");

    assertThat(ScriptedProxy.framesOf(client)).containsExactly("[" + GOOD + "," + GOOD + "]");
    assertThat(proxy.info().malformed()).isEqualTo(Map.of(Malformation.EVENT, 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "", "{}", "null", "17", "\"[]\"", "<html></html>"})
  void whatIsNoArrayIsCountedAndPassedOnToNobody(String frame) {
    sends(frame);

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    assertThat(proxy.info().malformed()).isEqualTo(Map.of(Malformation.FRAME, 1L));
  }

  @Test
  void aBareEventIsNoFrame() {
    sends(GOOD);

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    assertThat(proxy.info().malformed()).isEqualTo(Map.of(Malformation.FRAME, 1L));
  }

  @Test
  void ofAFrameThatBreaksOffTheEventsBeforeTheBreakAreGood() {
    sends("[" + GOOD + "," + GOOD.substring(0, 40));

    assertThat(ScriptedProxy.framesOf(client)).containsExactly("[" + GOOD + "]");
    assertThat(proxy.info().malformed()).containsKey(Malformation.FRAME);
  }

  @Test
  void anEventThatDoesNotSayWhereItBelongsIsCounted() {
    sends("[{\"sym\":\"AAPL\"},{\"ev\":\"T\"},null," + GOOD + "]");

    assertThat(ScriptedProxy.framesOf(client)).containsExactly("[" + GOOD + "]");
    assertThat(proxy.info().malformed())
        .isEqualTo(
            Map.of(Malformation.NO_KIND, 1L, Malformation.NO_TICKER, 1L, Malformation.EVENT, 1L));
  }

  /** The largest would also be more than may be queued for a client. */
  @ParameterizedTest
  @ValueSource(ints = {900_000, 2_000_000, 20_000_000})
  void anEventThatFitsInNoFrameThatClientsReadIsCountedAndItsNeighboursPass(int length) {
    String huge = "{\"ev\":\"T\",\"sym\":\"AAPL\",\"novel\":\"" + "x".repeat(length) + "\"}";

    sends("[" + GOOD + "," + huge + "," + GOOD + "]");

    assertThat(ScriptedProxy.framesOf(client)).containsExactly("[" + GOOD + "," + GOOD + "]");
    assertThat(proxy.info().malformed()).isEqualTo(Map.of(Malformation.TOO_LARGE, 1L));
  }

  @Test
  void aStatusThatIsNoneIsCounted() {
    sends("[{\"ev\":\"status\"},{\"ev\":\"status\",\"status\":7,\"message\":[]}]");

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    assertThat(proxy.info().malformed()).isEqualTo(Map.of(Malformation.EVENT, 2L));
  }

  @Test
  void aStatusThatMeansNothingChangesNothing() {
    sends("[{\"ev\":\"status\",\"status\":\"slow_consumer\",\"message\":\"hurry\"}]");
    sends("[{\"ev\":\"status\",\"status\":\"error\",\"message\":\"of nothing asked\"}]");
    sends("[{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}]");
    sends("[{\"ev\":\"status\",\"status\":\"auth_success\",\"message\":\"authenticated\"}]");

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    assertThat(feed.said().stream().filter(frame -> frame.contains("auth"))).hasSize(1);
  }

  @Test
  void anEmptyArrayIsAFrameOfNothing() {
    sends("[]");

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    assertThat(proxy.info().malformed()).isEmpty();
  }

  @Test
  void aBinaryFrameIsReadAsText() {
    feed.sendBinary(TRADE.getBytes(UTF_8));
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).containsExactly(TRADE);
  }

  @Test
  void aBinaryFrameOfNoTextIsCounted() {
    feed.sendBinary(new byte[] {0, (byte) 0xff, 7});
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    assertThat(proxy.info().malformed()).isEqualTo(Map.of(Malformation.FRAME, 1L));
  }

  /** A client's library would end its connection over such bytes. */
  @Test
  void whatIsNoUtf8IsReplacedSoThatClientsCanReadIt() {
    byte[] latin1 = "[{\"ev\":\"T\",\"sym\":\"AAPL\",\"note\":\"caf\u00e9\"}]".getBytes(ISO_8859_1);

    feed.sendFragmented(latin1);
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client))
        .containsExactly("[{\"ev\":\"T\",\"sym\":\"AAPL\",\"note\":\"caf\ufffd\"}]");
  }

  @Test
  void aFrameInFragmentsCutInsideACharacterIsOneFrame() {
    String frame = CapturedFrames.TEXTS.json();
    byte[] bytes = frame.getBytes(UTF_8);
    int inside = frame.substring(0, frame.indexOf("\ud83d\ude00")).getBytes(UTF_8).length + 2;

    feed.sendFragmented(bytes, 1, inside, inside, inside + 1);
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).containsExactly(frame);
  }

  @Test
  void aPingOfTheFeedIsAnsweredAndIsNoFrame() {
    feed.sendPing("are you there");
    feed.awaitRead();

    assertThat(proxy.info().frames()).isEqualTo(4);
  }

  private void sends(String frame) {
    feed.send(frame);
    feed.awaitRead();
  }
}
