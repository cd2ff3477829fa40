package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.fault.Harm;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.UnknownMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each fault does, as docs/faults.md shows it. */
@FakePolygon
class FaultsTest {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final String LOG_IN = "{\"action\":\"auth\",\"params\":\"fake-polygon-key\"}";
  private static final String SUBSCRIBE = "{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}";
  private static final String SUBSCRIBE_MINUTES =
      "{\"action\":\"subscribe\",\"params\":\"AM.FAKETICKER\"}";

  // Given by the extension, for each test anew.
  FakePolygonServer polygon;
  MarketClock clock;
  RecordingClient client;

  @BeforeEach
  void subscribe() {
    client.subscribe("T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER");
  }

  private RecordingClient connect() {
    return RecordingClient.of(polygon).connect(polygon.url());
  }

  /** Waits until what was ordered first has struck. */
  private RecordingClient struck(RecordingClient whom) {
    await().until(() -> polygon.faults().orders().get(0).strikes() > 0);
    return whom;
  }

  private static List<ReceivedMessage> acknowledged(String topic) {
    Status status = Status.subscribedTo(topic);
    return List.of(new ReceivedMessage(status, status.toJson()));
  }

  @Test
  void whatWasOrderedIsNoLossOfTheClient() {
    polygon.faults().order("GAP always chance 0.2; LATE_BAR delay 200ms");

    clock.advance(Duration.ofMinutes(1));

    assertThat(client.received()).except(polygon.faults()).isExactly(polygon.tape().dueTo(client));
  }

  @Test
  void eachHarmIsHereAndInTheDocumentation() throws IOException {
    List<String> tests =
        Arrays.stream(getClass().getDeclaredMethods())
            .map(method -> method.getName().toLowerCase(Locale.ROOT))
            .toList();
    List<String> lines = Files.readAllLines(Path.of("../../docs/faults.md"));

    assertThat(Harm.all())
        .allSatisfy(
            harm -> {
              assertThat(tests).contains(harm.name().replace("_", "").toLowerCase(Locale.ROOT));
              assertThat(lines).contains("### " + harm.name());
            });
  }

  @Test
  void drop() {
    polygon.faults().order("DROP on Q.FAKETICKER after 3");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).quotes().hasSize(3);
  }

  @Test
  void close() {
    polygon.faults().order("CLOSE code 1001 at 500ms");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).trades().hasSize(4);
  }

  @Test
  void restart() {
    polygon.faults().order("RESTART down 2s at 500ms");
    clock.advance(ONE_SECOND);
    assertThat(polygon.connections()).isEmpty();
  }

  @Test
  void authFailure() {
    polygon.faults().order("AUTH_FAILURE");
    RecordingClient second = connect().send(LOG_IN);
    second.awaitStatus("auth_failed");
  }

  @Test
  void authTimeout() {
    polygon.faults().order("AUTH_TIMEOUT");
    RecordingClient second = connect().send(LOG_IN);
    second.awaitStatus("auth_timeout");
  }

  @Test
  void slowAuth() {
    polygon.faults().order("SLOW_AUTH delay 5s");
    RecordingClient second = struck(connect().send(LOG_IN));
    clock.advance(Duration.ofSeconds(5));
    second.awaitStatus("auth_success");
  }

  @Test
  void connectionCap() {
    polygon.faults().order("CONNECTION_CAP");
    RecordingClient second = connect().send(LOG_IN).send(SUBSCRIBE);
    second.awaitStatus("success").awaitStatus("max_connections");
  }

  @Test
  void eviction() {
    polygon.faults().order("EVICTION delay 20s always");
    RecordingClient second = struck(connect().authenticate(polygon.apiKey()));
    clock.advance(Duration.ofSeconds(20));
    second.awaitStatus("max_connections");
  }

  @Test
  void refusedTopic() {
    polygon.faults().order("REFUSED_TOPIC on AM.*");
    client.send(SUBSCRIBE_MINUTES).awaitStatus("error");
    assertThat(polygon.faults().ledger().absences()).hasSize(1);
  }

  @Test
  void silentTopic() {
    polygon.faults().order("SILENT_TOPIC on AM.*");
    struck(client.send(SUBSCRIBE_MINUTES));
    assertThat(client.connection().topics()).hasSize(3);
  }

  @Test
  void partialAcknowledgement() {
    polygon.faults().order("PARTIAL_ACKNOWLEDGEMENT first 0");
    client.send(SUBSCRIBE_MINUTES).awaitStatus("error");
    assertThat(client.connection().topics()).hasSize(3);
  }

  @Test
  void splitAcknowledgement() {
    polygon.faults().order("SPLIT_ACKNOWLEDGEMENT");
    client.subscribe("AM.FAKETICKER", "AM.TESTSTOCK");
    assertThat(client.received().byFrame())
        .endsWith(acknowledged("AM.FAKETICKER"), acknowledged("AM.TESTSTOCK"));
  }

  @Test
  void lateAcknowledgement() {
    polygon.faults().order("LATE_ACKNOWLEDGEMENT delay 1s");
    struck(client.send(SUBSCRIBE_MINUTES));
    clock.advance(ONE_SECOND);
    assertThat(client.received()).statuses().endsWith(Status.subscribedTo("AM.FAKETICKER"));
  }

  @Test
  void acknowledgementAfterData() {
    polygon.faults().order("ACKNOWLEDGEMENT_AFTER_DATA");
    struck(client.send(SUBSCRIBE_MINUTES));
    clock.advance(ONE_SECOND);
    assertThat(client.received()).statuses().endsWith(Status.subscribedTo("AM.FAKETICKER"));
  }

  @Test
  void silentStall() {
    polygon.faults().order("SILENT_STALL on T.FAKETICKER after 3");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).trades().hasSize(3);
  }

  @Test
  void hold() {
    polygon.faults().hold();
    clock.advance(ONE_SECOND);
    assertThat(client.received()).events().isEmpty();
  }

  @Test
  void latency() {
    polygon.faults().order("LATENCY delay 500ms");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).trades().hasSize(5);
  }

  @Test
  void bandwidth() {
    polygon.faults().order("BANDWIDTH rate 1000");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).trades().list().hasSizeLessThan(5);
  }

  @Test
  void missingPong() {
    polygon.faults().order("MISSING_PONG for 1m");
    clock.advance(ONE_SECOND);
    assertThat(polygon.faults().orders().get(0).strikes()).isEqualTo(1);
  }

  @Test
  void splitBatch() {
    polygon.faults().order("SPLIT_BATCH always");
    clock.advance(ONE_SECOND);
    assertThat(client.rawFrames()).hasSize(3 + 21);
  }

  @Test
  void mergedBatch() {
    polygon.faults().order("MERGED_BATCH frames 5 always");
    clock.advance(ONE_SECOND);
    assertThat(client.rawFrames()).hasSize(3 + 2);
  }

  @Test
  void bigFrame() {
    polygon.faults().order("BIG_FRAME bytes 1100000");
    clock.advance(Duration.ofMillis(100));
    assertThat(client.rawFrames().get(3)).hasSize(1_100_000);
  }

  @Test
  void fragmentedText() {
    polygon.faults().order("FRAGMENTED_TEXT");
    clock.advance(Duration.ofMillis(100));
    assertThat(client.rawFrames().get(3)).contains("\"note\":\"é\"");
  }

  @Test
  void malformedJson() {
    polygon.faults().order("MALFORMED_JSON");
    clock.advance(ONE_SECOND);
    assertThat(client.received().unknown()).hasSize(1);
  }

  @Test
  void notANumber() {
    polygon.faults().order("NOT_A_NUMBER");
    clock.advance(ONE_SECOND);
    assertThat(client.rawFrames().get(3)).contains(":NaN,");
  }

  @Test
  void truncatedFrame() {
    polygon.faults().order("TRUNCATED_FRAME after 4");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).trades().hasSize(4);
  }

  @Test
  void invalidUtf8() {
    polygon.faults().order("INVALID_UTF8");
    clock.advance(ONE_SECOND);
    assertThat(client.received().unknown()).hasSize(1);
  }

  @Test
  void duplicateEvent() {
    polygon.faults().order("DUPLICATE_EVENT on T.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).trades().hasSize(11);
  }

  @Test
  void gap() {
    polygon.faults().order("GAP on T.FAKETICKER times 3");
    clock.advance(ONE_SECOND);
    assertThat(client.received()).trades().hasSize(7);
  }

  @Test
  void reorder() {
    polygon.faults().order("REORDER on T.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.received().events().get(1)).isInstanceOf(Quote.class);
  }

  @Test
  void lateTrade() {
    polygon.faults().order("LATE_TRADE delay 10s");
    clock.advance(Duration.ofSeconds(11));
    assertThat(client.received().trades())
        .anyMatch(trade -> trade.sipTimestampMs() - trade.participantTimestampMs() > 9_000);
  }

  @Test
  void missingBar() {
    polygon.faults().order("MISSING_BAR on A.FAKETICKER for 1h");
    clock.advance(Duration.ofSeconds(3));
    assertThat(client.received().secondBars("FAKETICKER")).isEmpty();
  }

  @Test
  void lateBar() {
    polygon.faults().order("LATE_BAR delay 1500ms");
    clock.advance(Duration.ofSeconds(3));
    assertThat(client.received().secondBars("FAKETICKER"))
        .isNotEqualTo(polygon.tape().of("A.FAKETICKER").elapsed().toList());
  }

  @Test
  void resentBar() {
    polygon.faults().order("RESENT_BAR delay 500ms");
    clock.advance(Duration.ofMillis(1_500));
    assertThat(client.received().secondBars("FAKETICKER")).hasSize(2);
  }

  @Test
  void duplicateSequence() {
    polygon.faults().order("DUPLICATE_SEQUENCE on T.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.received().trades().get(1).sequence())
        .isEqualTo(client.received().trades().get(0).sequence());
  }

  @Test
  void backwardSequence() {
    polygon.faults().order("BACKWARD_SEQUENCE on T.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.received().trades().get(1).sequence())
        .isLessThan(client.received().trades().get(0).sequence());
  }

  @Test
  void disagreeingBar() {
    polygon.faults().order("DISAGREEING_BAR");
    clock.advance(ONE_SECOND);
    assertThat(client.received().secondBars("FAKETICKER"))
        .isNotEqualTo(polygon.tape().of("A.FAKETICKER").elapsed().toList());
  }

  @Test
  void unknownField() {
    polygon.faults().order("UNKNOWN_FIELD field nf");
    clock.advance(ONE_SECOND);
    assertThat(client.rawFrames().get(3)).contains("\"nf\":1}");
  }

  @Test
  void unknownEvent() {
    polygon.faults().order("UNKNOWN_EVENT ev NEW");
    clock.advance(ONE_SECOND);
    assertThat(client.received().unknown()).extracting(UnknownMessage::ev).containsExactly("NEW");
  }

  @Test
  void stringForNumber() {
    polygon.faults().order("STRING_FOR_NUMBER on T.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.received().unknown()).hasSize(1);
  }

  @Test
  void decimalForInteger() {
    polygon.faults().order("DECIMAL_FOR_INTEGER on A.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.received().unknown()).hasSize(1);
  }

  @Test
  void exponentNumber() {
    polygon.faults().order("EXPONENT_NUMBER on T.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.rawFrames().get(3)).containsPattern("\"p\":[0-9.]+e\\+02");
  }

  @Test
  void nanosecondsForMs() {
    polygon.faults().order("NANOSECONDS_FOR_MS on T.FAKETICKER");
    clock.advance(ONE_SECOND);
    assertThat(client.received().trades().get(0).sipTimestampMs())
        .isGreaterThan(1_000_000_000_000_000L);
  }

  @Test
  void zeroSize() {
    polygon.faults().order("ZERO_SIZE");
    clock.advance(ONE_SECOND);
    assertThat(client.received().trades().get(0).sizeShares()).isZero();
  }

  @Test
  @FakePolygon(
      mode = MarketMode.REALISTIC,
      channels = {Channel.T, Channel.Q, Channel.A, Channel.LULD})
  void zeroBands() {
    client.subscribe("LULD.FAKETICKER");
    polygon.faults().order("ZERO_BANDS");
    clock.advance(Duration.ofMinutes(2));
    assertThat(client.rawFrames()).anyMatch(frame -> frame.contains("\"h\":0,\"l\":0"));
  }

  @Test
  void lockedQuote() {
    polygon.faults().order("LOCKED_QUOTE");
    clock.advance(ONE_SECOND);
    assertThat(client.received().quotes()).anyMatch(quote -> quote.bidUsd() == quote.askUsd());
  }

  @Test
  void crossedQuote() {
    polygon.faults().order("CROSSED_QUOTE");
    clock.advance(ONE_SECOND);
    assertThat(client.received().quotes()).anyMatch(quote -> quote.bidUsd() > quote.askUsd());
  }

  @Test
  void oneSidedQuote() {
    polygon.faults().order("ONE_SIDED_QUOTE");
    clock.advance(ONE_SECOND);
    assertThat(client.received().quotes()).anyMatch(quote -> quote.askUsd() == 0);
  }
}
