package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.Tls;
import io.fakepolygon.assertions.PolygonAssertions;
import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.server.AcknowledgementFraming;
import io.fakepolygon.server.ConnectionCapPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RecordingClientTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");
  private static final Duration IMPATIENT = Duration.ofMillis(50);

  @AutoClose private final FakePolygonServer polygon = start(FakePolygonConfig.builder());

  @AutoClose private final RecordingClient client = RecordingClient.connectedTo(polygon);

  @Test
  void everyFrameIsKeptAsItCame() {
    client.subscribe("T.FAKETICKER", "Q.FAKETICKER");
    client.unsubscribe("Q.FAKETICKER");

    assertThat(client.sentFrames())
        .containsExactly(
            "{\"action\":\"auth\",\"params\":\"fake-polygon-key\"}",
            "{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER,Q.FAKETICKER\"}",
            "{\"action\":\"unsubscribe\",\"params\":\"Q.FAKETICKER\"}");
    assertThat(client.rawFrames())
        .containsExactly(
            "[{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}]",
            "[{\"ev\":\"status\",\"status\":\"auth_success\",\"message\":\"authenticated\"}]",
            "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.FAKETICKER\"},"
                + "{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: Q.FAKETICKER\"}]",
            "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"unsubscribed to: Q.FAKETICKER\"}]");
  }

  @Test
  void whatItReceivedIsExactlyWhatWasDueToIt() {
    client.subscribe("T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER");

    polygon.clock().advance(Duration.ofMinutes(1));

    PolygonAssertions.assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
    assertThat(client.received().trades("FAKETICKER")).hasSize(600);
  }

  @Test
  void aFailedAssertionOnWhatItReceivedTellsTheMarketTime() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                PolygonAssertions.assertThat(client.received())
                    .isExactly(polygon.tape().of("T.*").between(OPEN, OPEN.plusSeconds(1))))
        .withMessageContaining("market time 2024-01-02T14:30:00Z");
  }

  @Test
  void whatItReceivesCanBeAwaitedInWords() {
    client.subscribe("T.FAKETICKER");
    polygon.clock().run(100);

    client.awaitReceived("five trades", received -> received.trades().size() >= 5);

    client.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> client.awaitReceived("a halt", received -> false))
        .withMessageStartingWith("The connection ended before it came: a halt\n  client: ");
  }

  @Test
  void whatIsDueToItIsKnownWhileItIsConnected() {
    try (RecordingClient another = RecordingClient.connectedTo(polygon)) {
      another.subscribe("Q.*");
      client.subscribe("T.FAKETICKER");

      polygon.clock().advance(SECOND);

      assertThat(eventsOf(client)).hasSize(10).isEqualTo(dueTo(client));
      assertThat(eventsOf(another)).hasSize(20).isEqualTo(dueTo(another));
    }
  }

  @Test
  void whatWasDueToItIsKnownAfterItHasClosed() {
    client.subscribe("T.FAKETICKER");
    polygon.clock().advance(SECOND);
    client.close();
    polygon.clock().advance(SECOND);

    assertThat(polygon.connections()).isEmpty();
    assertThat(eventsOf(client)).hasSize(10).isEqualTo(dueTo(client));
  }

  @Test
  void whatWasDueToItIsKnownAfterItsServerHasClosed() {
    client.subscribe("T.FAKETICKER");
    polygon.clock().advance(SECOND);
    polygon.close();

    assertThat(eventsOf(client)).hasSize(10).isEqualTo(dueTo(client));
  }

  @Test
  void aCutIsNoticedByTheServerBeforeItReturns() {
    client.subscribe("T.FAKETICKER");

    client.drop();

    assertThat(polygon.connections()).isEmpty();
    assertThat(client.awaitEnd()).isEqualTo("cut by the client");
    assertThat(dueTo(client)).isEmpty();
  }

  @Test
  void aCutAfterTheServerHasClosedIsHarmless() {
    polygon.close();

    assertThatNoException().isThrownBy(client::drop);
  }

  @Test
  void closingTwiceOrWithoutAConnectionIsHarmless() {
    RecordingClient.of(polygon).close();
    client.close();
    client.close();

    assertThat(client.awaitEnd()).isEqualTo("closed by the client");
  }

  @Test
  void framesCanBeAwaitedWhileTheClockMovesByItself() {
    client.subscribe("T.FAKETICKER");
    polygon.clock().run(100);

    client.awaitFrames(5);

    assertThat(client.rawFrames()).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void aStatusAndTheEndCanBeAwaited() {
    try (FakePolygonServer capped =
            start(FakePolygonConfig.builder().connectionCap(1, ConnectionCapPolicy.EVICT_OLDEST));
        RecordingClient oldest = RecordingClient.connectedTo(capped);
        RecordingClient newest = RecordingClient.connectedTo(capped)) {

      oldest.awaitStatus("max_connections");

      assertThat(oldest.awaitEnd()).isEqualTo("closed by the server with 1008");
      assertThat(newest.connection().id()).isEqualTo(2);
    }
  }

  @Test
  void whatDoesNotComeInTimeIsSaidWithWhatCame() {
    client.subscribe("T.FAKETICKER").patience(IMPATIENT);

    assertThatExceptionOfType(ConditionTimeoutException.class)
        .isThrownBy(() -> client.awaitFrames(99))
        .withMessage(
            """
            Did not come within PT0.05S: 99 frames
              client: %s, open
              sent: 2 frames, the last: {"action":"subscribe","params":"T.FAKETICKER"}
              received: 3 frames, the last: [{"ev":"status","status":"success","message":"subscribed to: T.FAKETICKER"}]
              server: connection 1 from %s, holding [T.FAKETICKER]""",
            polygon.url(), client.connection().remoteAddress());
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsSaid() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "ws://127.0.0.1:" + silent.getLocalPort();

      assertThatExceptionOfType(ConditionTimeoutException.class)
          .isThrownBy(() -> new RecordingClient().patience(IMPATIENT).connect(url))
          .withMessage(
              """
              Did not come within PT0.05S: the greeting
                client: %s, open
                sent: nothing
                received: nothing""",
              url);
    }
  }

  @Test
  void aConnectionThatIsNotGreetedIsCut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RecordingClient impatient = new RecordingClient().patience(IMPATIENT);

      assertThatExceptionOfType(ConditionTimeoutException.class)
          .isThrownBy(() -> impatient.connect("ws://127.0.0.1:" + silent.getLocalPort()));

      assertThat(impatient.awaitEnd()).isEqualTo("cut by the client");
      try (Socket accepted = silent.accept()) {
        accepted.setSoTimeout(10_000);
        assertThat(accepted.getInputStream().readAllBytes()).startsWith('G', 'E', 'T');
      }
    }
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> client.awaitFrames(99))
        .withMessage("Interrupted while waiting for 99 frames");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aConditionThatThrowsIsNotHidden() {
    AssertionError mine = new AssertionError("mine");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                client.awaitReceived(
                    "nothing",
                    received -> {
                      throw mine;
                    }))
        .isSameAs(mine);
  }

  @Test
  void aCloseEndsTheWaitOfAnotherThread() {
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> client.awaitFrames(99));

    client.close();

    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withMessageContaining("The connection ended before it came: 99 frames");
  }

  @Test
  void nothingIsAwaitedAfterTheEnd() {
    client.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> client.awaitFrames(99))
        .withMessage(
            """
            The connection ended before it came: 99 frames
              client: %s, closed by the client
              sent: 1 frames, the last: {"action":"auth","params":"fake-polygon-key"}
              received: 2 frames, the last: [{"ev":"status","status":"auth_success","message":"authenticated"}]
              server: nobody is connected""",
            polygon.url());
  }

  @Test
  void aRefusedKeyIsSaid() {
    try (FakePolygonServer strict = start(FakePolygonConfig.builder().apiKeys("secret"));
        RecordingClient stranger = RecordingClient.of(strict).connect(strict.url())) {

      assertThatIllegalStateException()
          .isThrownBy(() -> stranger.authenticate("a \"guess\""))
          .withMessageStartingWith(
              "The server answered the key 'a \"guess\"' with auth_failed: authentication failed\n  client: ");
      assertThat(stranger.awaitEnd()).isEqualTo("failed: java.io.EOFException");
    }
  }

  @Test
  void aRefusedSubscriptionIsSaid() {
    assertThatIllegalStateException()
        .isThrownBy(() -> client.subscribe("T.FAKETICKER", "LULD.FAKETICKER"))
        .withMessageStartingWith(
            "The server answered subscribe T.FAKETICKER, LULD.FAKETICKER with error: not authorized\n  client: ");
  }

  @Test
  void allAnswersAreAwaitedThoughTheFirstIsARefusal() {
    try (FakePolygonServer polite =
            start(
                FakePolygonConfig.builder()
                    .acknowledgementFraming(AcknowledgementFraming.FRAME_PER_PARAMETER));
        RecordingClient bold = RecordingClient.connectedTo(polite)) {
      for (int asked = 1; asked <= 50; asked++) {
        assertThatIllegalStateException()
            .isThrownBy(() -> bold.subscribe("LULD.A", "T.A", "T.B", "T.C", "T.D"));

        assertThat(bold.rawFrames()).hasSize(2 + 5 * asked);
      }
    }
  }

  @Test
  void theAnswersToWhatWasSentRawAreNotTakenForItsOwn() {
    try (FakePolygonServer polite =
            start(
                FakePolygonConfig.builder()
                    .acknowledgementFraming(AcknowledgementFraming.FRAME_PER_PARAMETER));
        RecordingClient hasty = RecordingClient.connectedTo(polite)) {
      hasty.send("{\"action\":\"subscribe\",\"params\":\"T.A,T.B,T.C,T.D\"}");

      hasty.subscribe("T.E", "T.F");

      assertThat(hasty.received().statuses())
          .contains(Status.subscribedTo("T.E"), Status.subscribedTo("T.F"));
    }
  }

  @Test
  void severalTopicsMayStandInOneText() {
    client.subscribe("T.FAKETICKER,Q.FAKETICKER", "T.FAKETICKER").unsubscribe("T.FAKETICKER,A.X");

    assertThat(client.connection().topics()).hasToString("[Q.FAKETICKER]");
  }

  @Test
  void threadsMaySubscribeAtOnce() {
    CompletableFuture.allOf(
            IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.runAsync(() -> client.subscribe("T.S" + i)))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(client.connection().topics()).hasSize(50);
  }

  @Test
  void aSubscriptionWithoutAKeyIsRefusedAtOnce() {
    try (RecordingClient hasty = RecordingClient.of(polygon).connect(polygon.url())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> hasty.subscribe("T.FAKETICKER", "Q.FAKETICKER"))
          .withMessageStartingWith(
              "The server answered subscribe T.FAKETICKER, Q.FAKETICKER with auth_required: ");
    }
  }

  @Test
  void aRefusedConnectionIsSaid() {
    FakePolygonServer gone = FakePolygonServer.start(FakePolygonConfig.builder().build());
    gone.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> RecordingClient.of(gone).connect(gone.url()))
        .withMessageStartingWith(
            "The connection ended before it came: the greeting\n  client: %s, failed: java.net.ConnectException: "
                .formatted(gone.url()))
        .withMessageEndingWith(
            "\n  sent: nothing\n  received: nothing\n  server: The server is closed");
  }

  @Test
  void aPathThatIsNotServedIsSaid() {
    String url = polygon.url() + "/nowhere";

    assertThatIllegalStateException()
        .isThrownBy(() -> RecordingClient.of(polygon).connect(url))
        .withMessageContaining("client: %s, refused with HTTP 404\n", url);
  }

  @Test
  void whatIsNoTopicIsRefusedBeforeItIsSent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.subscribe("FAKETICKER"))
        .withMessageStartingWith("No dot in topic 'FAKETICKER'.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.subscribe())
        .withMessage("No topics. Name at least one, such as T.FAKETICKER");
    assertThat(client.sentFrames()).hasSize(1);
  }

  @Test
  void anythingCanBeSentAsItIs() {
    client.send("{\"action\":\"subscribe\",\"params\":\"T.A,nonsense\"}").awaitFrames(3);

    assertThat(client.connection().topics()).hasToString("[T.A]");
  }

  @Test
  void nothingIsSentWithoutAConnection() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RecordingClient.of(polygon).subscribe("T.FAKETICKER"))
        .withMessage("This client is not connected. Call connect(polygon.url()) first");
    client.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> client.send("hello"))
        .withMessageStartingWith(
            "The connection has ended, so this cannot be sent: hello\n  client: ");
    assertThat(client.sentFrames()).doesNotContain("hello");
  }

  @Test
  void aSecondConnectionIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> client.connect("ws://elsewhere"))
        .withMessage(
            "This client has been connected to %s before. Make another for another connection",
            polygon.url());
  }

  @Test
  void aClientOfAnotherServerKnowsNoConnection() {
    try (RecordingClient stranger = new RecordingClient()) {
      stranger.connect(polygon.url()).authenticate("key").subscribe("T.*");

      assertThatIllegalStateException()
          .isThrownBy(() -> polygon.tape().dueTo(stranger))
          .withMessage(
              "This client does not know its server. Make it by RecordingClient.of(polygon)");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> RecordingClient.of(polygon).connection())
        .withMessageStartingWith(
            "The server knows no connection of this client.\n  client: not connected\n");
  }

  @Test
  void noPatienceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.patience(Duration.ZERO))
        .withMessage("The patience PT0S is not above 0");
  }

  @Test
  void aServerThatShowsItsOwnCertificateCanBeTrusted() {
    Tls tls = Tls.selfSigned();
    try (FakePolygonServer secure =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(tls).build());
        RecordingClient trusting = RecordingClient.of(secure).trusting(tls.certificate())) {
      trusting.connect(secure.url()).authenticate("key").subscribe("T.*");

      assertThat(trusting.connection().topics()).hasToString("[T.*]");
      assertThatIllegalStateException()
          .isThrownBy(() -> RecordingClient.connectedTo(secure))
          .withMessageContaining("failed: javax.net.ssl.SSLHandshakeException");
    }
  }

  @Test
  void anOkHttpClientOfTheTestsOwnCanBeUsed() {
    OkHttpClient own =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .url(polygon.url().replace("ws", "http"))
                            .build()))
            .build();
    try (RecordingClient redirected = RecordingClient.of(polygon).using(own)) {
      redirected.connect("ws://127.0.0.1:1/").authenticate("key");

      assertThat(redirected.connection().id()).isEqualTo(2);
    } finally {
      own.dispatcher().executorService().shutdown();
    }
  }

  private List<MarketEvent> dueTo(RecordingClient whom) {
    return polygon.tape().dueTo(whom).toList();
  }

  private static List<MarketEvent> eventsOf(RecordingClient whom) {
    return whom.rawFrames().stream()
        .flatMap(frame -> FrameReader.read(frame).stream())
        .map(received -> received.message())
        .filter(MarketEvent.class::isInstance)
        .map(MarketEvent.class::cast)
        .toList();
  }

  private static FakePolygonServer start(FakePolygonConfig.Builder config) {
    return TheRun.start(config.build());
  }
}
