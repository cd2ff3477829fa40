package io.fakepolygon.server;

import static io.fakepolygon.server.RawClient.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.protocol.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients are answered that ask for more than a server gives. */
@Timeout(60)
class DoorLimitsTest {
  private static final int TEXT = 0x81;
  private static final int SPARE_SOCKETS = 16;

  private FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build());
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(RawClient::close);
    polygon.close();
  }

  @Test
  void oneConnectionTooManyIsGreetedAndToldAndClosed() {
    restart(FakePolygonConfig.builder().mostConnections(2));
    RawClient first = authenticated("one");
    RawClient silent = upgraded();
    assertThat(silent.nextText()).isEqualTo(array(Status.CONNECTED));

    RawClient third = upgraded();

    assertThat(third.nextText()).isEqualTo(array(Status.CONNECTED));
    assertThat(third.nextText()).isEqualTo(array(Status.TOO_MANY_CONNECTIONS));
    assertThat(third.next().closeCode()).isEqualTo(1008);
    assertThat(third.next().isEnd()).isTrue();
    first.subscribe("T.A");
    assertThat(first.nextText()).isEqualTo(array(Status.subscribedTo("T.A")));
    assertThat(polygon.connections()).hasSize(2);
  }

  @Test
  void whereAConnectionHasEndedThereIsRoomForAnother() {
    restart(FakePolygonConfig.builder().mostConnections(1));
    authenticated("one").close();
    TestClient.awaitNobodyConnectedTo(polygon);

    RawClient next = authenticated("one");

    next.subscribe("T.A");
    assertThat(next.nextText()).isEqualTo(array(Status.subscribedTo("T.A")));
  }

  @Test
  void aRefusedConnectionTakesNobodysPlace() {
    restart(FakePolygonConfig.builder().mostConnections(1));
    RawClient first = authenticated("one");
    for (int i = 0; i < 2 * SPARE_SOCKETS; i++) {
      RawClient refused = upgraded();
      refused.skipToEnd();
      refused.close();
    }
    first.close();
    TestClient.awaitNobodyConnectedTo(polygon);

    authenticated("one");
  }

  @Test
  void ofSocketsThatAskForNothingThereAreNotManyMore() {
    restart(
        FakePolygonConfig.builder().mostConnections(1).authenticationTimeout(Duration.ofDays(1)));
    for (int i = 0; i <= SPARE_SOCKETS; i++) {
      halfAsked();
    }

    assertThat(open().readToEnd()).isEmpty();
  }

  @Test
  void aRequestForOneTopicTooManyIsRefusedAsAWhole() {
    restart(FakePolygonConfig.builder().mostTopicsPerConnection(3));
    RawClient client = authenticated("key");
    client.subscribe("T.A,T.B");
    client.nextText();

    client.subscribe("T.C,T.D");

    assertThat(client.nextText())
        .isEqualTo(array(Status.SUBSCRIPTION_LIMIT_REACHED, Status.SUBSCRIPTION_LIMIT_REACHED));
    assertThat(polygon.connections().get(0).topics()).hasSize(2);
  }

  @Test
  void upToTheLimitAllIsGranted() {
    restart(FakePolygonConfig.builder().mostTopicsPerConnection(3));
    RawClient client = authenticated("key");

    client.subscribe("T.A,T.B,T.C");

    assertThat(client.nextText())
        .isEqualTo(
            array(
                Status.subscribedTo("T.A"),
                Status.subscribedTo("T.B"),
                Status.subscribedTo("T.C")));
  }

  @Test
  void whatAddsNoTopicIsNoTopicTooMany() {
    restart(FakePolygonConfig.builder().mostTopicsPerConnection(2));
    RawClient client = authenticated("key");
    client.subscribe("T.A,T.B");
    client.nextText();

    client.subscribe("T.B,ZZ.C,NOI.A,T.A,T.A");

    assertThat(client.nextText())
        .isEqualTo(
            array(
                Status.subscribedTo("T.B"),
                Status.NOT_AUTHORIZED,
                Status.subscribedTo("T.A"),
                Status.subscribedTo("T.A")));
  }

  @Test
  void aTopicGivenUpMakesRoom() {
    restart(FakePolygonConfig.builder().mostTopicsPerConnection(1));
    RawClient client = authenticated("key");
    client.subscribe("T.A");
    client.say("{\"action\":\"unsubscribe\",\"params\":\"T.A\"}");
    client.subscribe("T.B");
    client.nextText();
    client.nextText();

    assertThat(client.nextText()).isEqualTo(array(Status.subscribedTo("T.B")));
  }

  @Test
  void aMessageAsLargeAsItMayBeIsHeard() {
    restart(FakePolygonConfig.builder().largestMessageBytes(2_000));
    RawClient client = authenticated("key");

    client.sendBytes(frame(TEXT, subscriptionOf(2_000)));

    assertThat(client.nextText()).isEqualTo(array(Status.subscribedTo("T.A")));
  }

  @Test
  void aMessageOneByteLargerIsClosedWith1009() {
    restart(FakePolygonConfig.builder().largestMessageBytes(2_000));
    RawClient client = authenticated("key");

    client.sendBytes(frame(TEXT, subscriptionOf(2_001)));

    assertThat(client.next().closeCode()).isEqualTo(1009);
    assertThat(client.next().isEnd()).isTrue();
    assertThat(polygon.journal().entries(JournalEntry.Kind.ENDED))
        .extracting(JournalEntry::text)
        .containsExactly("closed by the server with 1009: a message was larger than 2000 bytes");
  }

  @Test
  void aMessageForEachTickerOfTheMarketIsSlowAndLosesNothing() throws InterruptedException {
    int tickers = 11_000;
    int perSecond = 5_500;
    restart(FakePolygonConfig.builder().mostMessagesPerSecond(perSecond));
    RawClient naive = authenticated("key");
    long start = System.nanoTime();
    Thread sender =
        new Thread(
            () -> {
              for (int i = 0; i < tickers; i++) {
                naive.subscribe("T.X" + i);
              }
            });
    sender.start();

    for (int i = 0; i < tickers; i++) {
      assertThat(naive.nextText()).isEqualTo(array(Status.subscribedTo("T.X" + i)));
    }

    sender.join();
    // The key too was a message; what came in the first second came at once.
    assertThat(System.nanoTime() - start)
        .isGreaterThanOrEqualTo(
            TimeUnit.SECONDS.toNanos(1) * (tickers - perSecond - 1) / perSecond);
    assertThat(polygon.connections().get(0).topics()).hasSize(tickers);
  }

  @Test
  void whoeverSendsTooFastDoesNotSlowTheOthers() {
    restart(FakePolygonConfig.builder().mostMessagesPerSecond(1));
    RawClient hasty = authenticated("key");
    RawClient other = authenticated("key");
    hasty.subscribe("T.A");
    hasty.subscribe("T.LATER");
    assertThat(hasty.nextText()).isEqualTo(array(Status.subscribedTo("T.A")));

    other.subscribe("T.B");

    assertThat(other.nextText()).isEqualTo(array(Status.subscribedTo("T.B")));
    assertThat(polygon.connections().get(0).topics()).hasSize(1);
    assertThat(hasty.nextText()).isEqualTo(array(Status.subscribedTo("T.LATER")));
  }

  @Test
  void aClientThatHasToWaitIsSentItsEventsAllTheSame() {
    restart(FakePolygonConfig.builder().mostMessagesPerSecond(1));
    RawClient hasty = authenticated("key");
    hasty.subscribe("T.FAKETICKER");
    hasty.nextText();

    polygon.clock().advance(Duration.ofMillis(100), io.fakepolygon.Delivery.QUEUED);

    assertThat(hasty.nextText()).startsWith("[{\"ev\":\"T\",\"sym\":\"FAKETICKER\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0       | 1       | 1024     | 1       | The largest number of connections, 0, is not between 1 and 1000000
          1000001 | 1       | 1024     | 1       | The largest number of connections, 1000001, is not between 1 and 1000000
          1       | 0       | 1024     | 1       | The largest number of topics per connection, 0, is not between 1 and 1000000
          1       | 1000001 | 1024     | 1       | The largest number of topics per connection, 1000001, is not between 1 and 1000000
          1       | 1       | 1023     | 1       | The largest size of a message in bytes, 1023, is not between 1024 and 67108864
          1       | 1       | 67108865 | 1       | The largest size of a message in bytes, 67108865, is not between 1024 and 67108864
          1       | 1       | 1024     | 0       | The largest number of messages per second, 0, is not between 1 and 1000000
          1       | 1       | 1024     | 1000001 | The largest number of messages per second, 1000001, is not between 1 and 1000000
          """)
  void aLimitThatMakesNoSenseIsRefused(
      int connections, int topics, int bytes, int messages, String sentence) {
    FakePolygonConfig.Builder config =
        FakePolygonConfig.builder()
            .mostConnections(connections)
            .mostTopicsPerConnection(topics)
            .largestMessageBytes(bytes)
            .mostMessagesPerSecond(messages);

    assertThatThrownBy(config::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  private void restart(FakePolygonConfig.Builder config) {
    polygon.close();
    polygon = FakePolygonServer.start(config.build());
  }

  private RawClient authenticated(String key) {
    RawClient client = upgraded();
    client.authenticate(key);
    assertThat(client.nextText()).isEqualTo(array(Status.CONNECTED));
    assertThat(client.nextText()).isEqualTo(array(Status.AUTHENTICATED));
    return client;
  }

  private RawClient upgraded() {
    RawClient client = RawClient.upgraded(polygon.url());
    clients.add(client);
    return client;
  }

  private RawClient open() {
    RawClient client = RawClient.open(polygon.url());
    clients.add(client);
    return client;
  }

  /** The server has read half a request, as its answer shows, and waits for the other half. */
  private void halfAsked() {
    RawClient client = open();
    client.sendText(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    assertThat(client.readHead()).startsWith("HTTP/1.1 100 Continue");
  }

  private static byte[] subscriptionOf(int bytes) {
    String text = "{\"action\":\"subscribe\",\"params\":\"T.A\"}";
    return (text + " ".repeat(bytes - text.length())).getBytes(UTF_8);
  }

  private static String array(Status... statuses) {
    return java.util.Arrays.stream(statuses)
        .map(Status::toJson)
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }
}
