package io.fakepolygon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.RecordingDialer.RecordingLine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {
  private static final String AUTH = "{\"action\":\"auth\",\"params\":\"vendor-\\\"key\\\"\"}";
  private static final long SECOND_NS = 1_000_000_000;

  private static final UpstreamOptions OPTIONS =
      UpstreamOptions.of(URI.create("wss://feed.example/stocks"), "vendor-\"key\"");

  private final RecordingDialer feed = new RecordingDialer();
  private final Heard heard = new Heard();
  private long nowNs = -5 * SECOND_NS;
  private final Upstream upstream =
      new Upstream(OPTIONS, Runnable::run, () -> nowNs, 1 << 20, heard, feed);

  @BeforeEach
  void connect() {
    upstream.beat();
  }

  @Test
  void connectsByItselfAndSaysNothingBeforeItIsGreeted() {
    assertThat(feed.lines).hasSize(1);
    assertThat(feed.last().sent).isEmpty();
    assertThat(upstream.info().state()).isEqualTo(UpstreamState.LOGGING_IN);
  }

  @Test
  void showsItsKeyWhenItIsGreetedAndOnlyOnce() {
    feed.last().saysStatus("connected", "Connected Successfully");
    feed.last().saysStatus("connected", "Connected Successfully");

    assertThat(feed.last().sent).containsExactly(AUTH);
  }

  @Test
  void asksForNothingBeforeTheKeyIsAccepted() {
    upstream.want(topic("T.AAPL"));
    feed.last().saysStatus("connected", "Connected Successfully");
    upstream.beat();

    assertThat(feed.last().sent).containsExactly(AUTH);
  }

  @Test
  void asksForWhatIsWantedOnceTheKeyIsAccepted() {
    upstream.want(topic("T.AAPL"));
    upstream.want(topic("Q.MSFT"));
    logIn();

    assertThat(feed.last().takeSent()).containsExactly(subscribe("T.AAPL,Q.MSFT"));
    assertThat(upstream.info().state()).isEqualTo(UpstreamState.READY);
  }

  @Test
  void whatAClientWritesIsNoMoreThanAParameter() {
    upstream.want(topic("T.\"},{\"action\":\"auth"));
    logIn();

    assertThat(feed.last().takeSent())
        .containsExactly(subscribe("T.\\\"},{\\\"action\\\":\\\"auth"));
  }

  @Test
  void passesAcknowledgementsOn() {
    upstream.want(topic("T.AAPL"));
    logIn();
    feed.last().acknowledges("T.AAPL");

    assertThat(heard.told).containsExactly("confirmed T.AAPL", "frame ended");
    assertThat(upstream.isConfirmed(topic("T.AAPL"))).isTrue();
  }

  @Test
  void passesEventsOnAsTheyAre() {
    logIn();
    feed.last()
        .says("[{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":1.50} , {\"ev\":\"LULD\",\"T\":\"B\"}]");

    assertThat(heard.told)
        .containsExactly(
            "T.AAPL {\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":1.50}",
            "LULD.B {\"ev\":\"LULD\",\"T\":\"B\"}",
            "frame ended");
  }

  @Test
  void noEventCountsBeforeTheKeyIsAccepted() {
    feed.last().says("[{\"ev\":\"T\",\"sym\":\"AAPL\"}]");

    assertThat(heard.told).containsExactly("frame ended");
  }

  @Test
  void aRefusedTopicIsToldWithTheFeedsWords() {
    upstream.want(topic("NOI.AAPL"));
    logIn();
    feed.last().saysStatus("error", "not authorized");

    assertThat(heard.told).containsExactly("refused NOI.AAPL: not authorized", "frame ended");
    assertThat(upstream.refusalOf(topic("NOI.AAPL"))).contains(Status.NOT_AUTHORIZED);
    assertThat(upstream.info().topicsRefused()).isEqualTo(1);
  }

  @Test
  void aTopicIsWithdrawnHalfAMinuteAfterItsLastClientLeft() {
    upstream.want(topic("T.AAPL"));
    logIn();
    feed.last().acknowledges("T.AAPL");
    feed.last().takeSent();
    upstream.leave(topic("T.AAPL"));

    assertThat(upstream.beat()).isEqualTo(30 * SECOND_NS);
    passes(29);
    assertThat(feed.last().takeSent()).isEmpty();
    passes(1);
    assertThat(feed.last().takeSent())
        .containsExactly("{\"action\":\"unsubscribe\",\"params\":\"T.AAPL\"}");
  }

  @Test
  void whereNothingIsDueItSleeps() {
    logIn();

    assertThat(upstream.beat()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aLostConnectionIsReplacedAtOnceAndEverythingAskedForAnew() {
    upstream.want(topic("T.AAPL"));
    logIn();
    feed.last().acknowledges("T.AAPL");
    feed.last().listener.ended("EOFException: null");

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.LOST);
    assertThat(upstream.info().trouble()).isEqualTo("EOFException: null");
    upstream.beat();
    assertThat(feed.lines).hasSize(2);
    logIn();
    assertThat(feed.last().takeSent()).containsExactly(subscribe("T.AAPL"));
    assertThat(upstream.info().trouble()).isEmpty();
  }

  @Test
  void aGapIsCountedAndItsLengthKept() {
    upstream.want(topic("T.AAPL"));
    logIn();
    feed.last().listener.ended("lost");
    upstream.beat();
    nowNs += 3 * SECOND_NS;
    logIn();

    assertThat(upstream.info().gaps()).isEqualTo(1);
    assertThat(upstream.info().lastGap()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aLossThatNobodyMissesIsNoGap() {
    logIn();
    feed.last().listener.ended("lost");
    upstream.beat();
    logIn();

    assertThat(upstream.info().gaps()).isZero();
  }

  @Test
  void whatAnOlderConnectionStillSaysIsNotHeard() {
    logIn();
    RecordingLine old = feed.last();
    old.listener.ended("lost");
    upstream.beat();
    logIn();
    heard.told.clear();

    old.says("[{\"ev\":\"T\",\"sym\":\"AAPL\"}]");
    old.listener.ended("once more");

    assertThat(heard.told).isEmpty();
    assertThat(upstream.info().state()).isEqualTo(UpstreamState.READY);
  }

  @Test
  void whoeverDoesNotLogUsInInTimeIsGivenUp() {
    assertThat(upstream.beat()).isEqualTo(10 * SECOND_NS);
    passes(10);

    assertThat(feed.lines.get(0).end).isEqualTo("cut");
    assertThat(upstream.info().trouble()).isEqualTo("not logged in within 10.0 s");
    upstream.beat();
    assertThat(feed.lines).hasSize(2);
  }

  @Test
  void aRefusedKeyIsShownAndNotHammered() {
    feed.last().saysStatus("connected", "Connected Successfully");
    feed.last().saysStatus("auth_failed", "authentication failed");

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.KEY_REFUSED);
    assertThat(upstream.info().trouble()).isEqualTo("auth_failed 'authentication failed'");
    passes(149);
    assertThat(feed.lines).hasSize(1);
    passes(151);
    assertThat(feed.lines).hasSize(2);
  }

  @Test
  void anAccountWithoutTheFeedIsShownAndNotHammered() {
    feed.last().saysStatus("connected", "Connected Successfully");
    feed.last().saysStatus("auth_failed", "Your plan doesn't include websocket access.");

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.KEY_REFUSED);
    assertThat(upstream.info().trouble()).contains("Your plan doesn't include websocket access.");
  }

  @Test
  void tooManyConnectionsAfterSuccessAreShownAndNotHammered() {
    upstream.want(topic("T.AAPL"));
    logIn();
    feed.last().acknowledges("T.AAPL");
    feed.last().saysStatus("max_connections", "Maximum number of websocket connections exceeded.");

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.TOO_MANY_CONNECTIONS);
    passes(29);
    assertThat(feed.lines).hasSize(1);
    passes(31);
    assertThat(feed.lines).hasSize(2);
  }

  @Test
  void aCloseWith1008MeansTooManyConnectionsEvenWithoutAWord() {
    logIn();
    feed.last().listener.closed(1008, "");

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.TOO_MANY_CONNECTIONS);
    assertThat(upstream.info().trouble()).isEqualTo("closed by the feed with 1008 ''");
  }

  @Test
  void anyOtherCloseIsALoss() {
    logIn();
    feed.last().listener.closed(1001, "restart");

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.LOST);
    assertThat(upstream.info().trouble()).isEqualTo("closed by the feed with 1001 'restart'");
  }

  @Test
  void aFeedWhoseLoginFailsIsTriedAgain() {
    feed.last().saysStatus("connected", "Connected Successfully");
    feed.last().saysStatus("auth_timeout", "No authentication request received.");

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.LOST);
    upstream.beat();
    assertThat(feed.lines).hasSize(2);
  }

  @Test
  void aKeyThatTheFeedRepeatsIsNotShown() {
    feed.last().saysStatus("connected", "Connected Successfully");
    feed.last().saysStatus("auth_failed", "unknown key vendor-\\\"key\\\"");

    assertThat(upstream.info().trouble()).isEqualTo("auth_failed 'unknown key …'");
  }

  @Test
  void aKeyThatIsCutOffIsNotShownEither() {
    assertThat(
            UpstreamOptions.of(URI.create("wss://feed.example"), "vendor-key")
                .withoutKey("unknown vendor-k"))
        .isEqualTo("unknown …");
  }

  @Test
  void malformedFramesAreCountedByKindAndCostNothingElse() {
    logIn();
    feed.last().says("[{\"ev\":\"T\",\"sym\":\"AAPL\"},{\"ev\":\"T\"},{\"ev\":\"T\"},[]");

    assertThat(upstream.info().malformed())
        .containsEntry(Malformation.NO_TICKER, 2L)
        .containsEntry(Malformation.EVENT, 1L)
        .containsEntry(Malformation.FRAME, 1L);
    assertThat(upstream.info().events()).isEqualTo(1);
    assertThat(upstream.info().frames()).isEqualTo(3);
    assertThat(upstream.info().state()).isEqualTo(UpstreamState.READY);
  }

  @Test
  void whatAFeedSaysAfterTheGoodByeIsNotKept() {
    List<Runnable> handedOver = new ArrayList<>();
    RecordingDialer other = new RecordingDialer();
    Upstream closing = new Upstream(OPTIONS, handedOver::add, () -> nowNs, 1 << 20, heard, other);
    closing.beat();
    closing.close();

    other.last().says("[{\"ev\":\"T\",\"sym\":\"AAPL\"}]");

    assertThat(handedOver).isEmpty();
  }

  @Test
  void anEndThatIsSaidTwiceInOneFrameIsOneEnd() {
    String timeout = "{\"ev\":\"status\",\"status\":\"auth_timeout\",\"message\":\"late\"}";
    feed.last().says("[%s,%s]".formatted(timeout, timeout));

    upstream.beat();
    assertThat(feed.lines).hasSize(2);
  }

  @Test
  void closingWhileItLogsInGivesUpTheAttempt() {
    upstream.close();

    assertThat(feed.last().end).isEqualTo("cut");
    assertThat(feed.closed).isTrue();
  }

  @Test
  void sayingGoodByeEndsTheConnectionForGood() {
    logIn();
    upstream.close();
    feed.last().listener.ended("closed");

    assertThat(feed.last().end).isEqualTo("closed");
    assertThat(feed.closed).isTrue();
    assertThat(upstream.info().state()).isEqualTo(UpstreamState.CLOSED);
    assertThat(upstream.beat()).isEqualTo(Long.MAX_VALUE);
  }

  private void logIn() {
    feed.last().saysStatus("connected", "Connected Successfully");
    assertThat(feed.last().takeSent()).containsExactly(AUTH);
    feed.last().saysStatus("auth_success", "authenticated");
    heard.told.clear();
    upstream.beat();
  }

  private void passes(long seconds) {
    nowNs += seconds * SECOND_NS;
    upstream.beat();
  }

  private static Topic topic(String text) {
    return Topic.read(text).orElseThrow();
  }

  private static String subscribe(String params) {
    return "{\"action\":\"subscribe\",\"params\":\"" + params + "\"}";
  }

  private static final class Heard implements Downstream {
    final List<String> told = new ArrayList<>();

    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      told.add(
          "%s.%s %s"
              .formatted(ev, ticker, new String(frame, start, length, StandardCharsets.UTF_8)));
    }

    @Override
    public void frameEnded() {
      told.add("frame ended");
    }

    @Override
    public void confirmed(Topic topic) {
      told.add("confirmed " + topic);
    }

    @Override
    public void refused(Topic topic, Status status) {
      told.add("refused %s: %s".formatted(topic, status.message()));
    }
  }
}
