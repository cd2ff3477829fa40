package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a server's journal has of clients on real sockets. */
class ServerJournalTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");
  private static final String AUTH = "{\"action\":\"auth\",\"params\":\"fake-polygon-key\"}";
  private static final String SUBSCRIBE = "{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}";

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().start(START).build());

  private final Journal journal = polygon.journal();

  @Test
  void hasWhatAClientSaidAsItSaidIt() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      client.send("  {\"action\": \"dance\"}");
      client.unsubscribe("T.FAKETICKER");

      assertThat(journal.said())
          .containsExactly(
              AUTH,
              SUBSCRIBE,
              "  {\"action\": \"dance\"}",
              "{\"action\":\"unsubscribe\",\"params\":\"T.FAKETICKER\"}");
    }
  }

  @Test
  void hasWhatAClientWasToldAsItReceivedIt() {
    try (TestClient client = TestClient.connect(polygon.url())) {
      List<String> received = new ArrayList<>(List.of(client.nextFrame()));
      client.send(AUTH);
      received.add(client.nextFrame());
      client.send(SUBSCRIBE);
      received.add(client.nextFrame());
      polygon.clock().advance(Duration.ofMinutes(2));
      received.addAll(client.frames());

      assertThat(received).hasSize(1_203);
      assertThat(journal.told()).isEqualTo(received);
      assertThat(journal.isComplete()).isTrue();
    }
  }

  @Test
  void hasTheMarketTimeOfEachFrame() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.clock().advance(Duration.ofMillis(350));
      client.frames();
      client.unsubscribe("T.FAKETICKER");

      assertThat(journal.entries())
          .filteredOn(entry -> entry.kind() == Kind.TOLD)
          .extracting(entry -> Duration.between(START, entry.at()).toMillis())
          .containsExactly(0L, 0L, 0L, 100L, 200L, 300L, 350L);
    }
  }

  @Test
  void tellsConnectionsApartThatAreSentTheSame() {
    try (TestClient one = TestClient.subscribed(polygon, "T.FAKETICKER");
        TestClient two = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.clock().advance(Duration.ofSeconds(2));

      assertThat(journal.connections()).containsExactly(1, 2);
      assertThat(journal.of(1).told()).hasSize(3 + 20).endsWith(asArray(one.frames()));
      assertThat(journal.of(2).told()).hasSize(3 + 20).endsWith(asArray(two.frames()));
    }
  }

  @Test
  void hasTheLifeOfAConnection() {
    TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER");
    String address = polygon.connections().get(0).remoteAddress();
    polygon.clock().advance(Duration.ofMillis(50));
    client.close();
    TestClient.awaitNobodyConnectedTo(polygon);

    assertThat(journal.entries())
        .filteredOn(entry -> entry.kind() == Kind.CONNECTED || entry.kind() == Kind.ENDED)
        .containsExactly(
            new JournalEntry(1, START, Kind.CONNECTED, address),
            new JournalEntry(
                1,
                START.plusMillis(50),
                Kind.ENDED,
                "hung up by the client without a close frame"));
  }

  @Test
  void hasTheMovesOfTheClockBeforeWhatCameOfThem() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.clock().advance(Duration.ofMillis(100));
      polygon.clock().advance(Duration.ofMillis(50), Delivery.QUEUED);

      assertThat(client.events()).hasSize(1);
      assertThat(journal.entries(Kind.MOVED))
          .extracting(JournalEntry::toString)
          .containsExactly(
              "2024-01-02T14:30:00Z clock advanced to 2024-01-02T14:30:00.100Z, delivered",
              "2024-01-02T14:30:00.100Z clock advanced to 2024-01-02T14:30:00.150Z, queued");
      assertThat(journal.entries())
          .extracting(JournalEntry::kind)
          .endsWith(Kind.MOVED, Kind.TOLD, Kind.MOVED);
      assertThat(journal.connections()).containsExactly(1);
    }
  }

  @Test
  void hasWhenTheClockRanByItself() {
    polygon.clock().run(60);
    polygon.clock().pause();
    polygon.clock().pause();

    assertThat(journal.entries(Kind.MOVED))
        .extracting(JournalEntry::text)
        .containsExactly("running at speed 60.0", "paused");
  }

  @Test
  void hasWhenAFaultWasOrderedAndWithdrawn() {
    polygon.faults().withdraw(polygon.faults().order("DROP on T.FAKETICKER after 3"));

    assertThat(journal.entries(Kind.ORDERED))
        .extracting(JournalEntry::text)
        .containsExactly("order 1: DROP on T.FAKETICKER after 3", "order 1 withdrawn");
  }

  @Test
  void tellsThatAKeyWasRefused() {
    try (FakePolygonServer strict =
            FakePolygonServer.start(FakePolygonConfig.builder().apiKeys("good").build());
        TestClient client = TestClient.connect(strict.url())) {
      client.nextFrame();
      client.send(AUTH);
      client.end();

      assertThat(last(strict.journal()).describe())
          .isEqualTo("ended: dropped by the server: authentication failed");
    }
  }

  @Test
  void isReadableAfterTheServerHasClosed() {
    TestClient.subscribed(polygon, "T.FAKETICKER");
    polygon.close();

    assertThat(journal.said()).containsExactly(AUTH, SUBSCRIBE);
    assertThat(last(journal).describe()).isEqualTo("ended: cut: the server was closed");
  }

  @Test
  void canBeSwitchedOff() {
    try (FakePolygonServer forgetful =
            FakePolygonServer.start(FakePolygonConfig.builder().journalBytes(0).build());
        TestClient client = TestClient.subscribed(forgetful, "T.FAKETICKER")) {
      forgetful.clock().advance(Duration.ofSeconds(1));

      assertThat(client.events()).hasSize(10);
      assertThat(forgetful.journal().entries()).isEmpty();
    }
  }

  @Test
  void cannotHaveLessThanNoMemory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FakePolygonConfig.builder().journalBytes(-1).build())
        .withMessage("The memory for the journal, -1 bytes, is below 0");
  }

  private static String[] asArray(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  private static JournalEntry last(Journal journal) {
    List<JournalEntry> entries = journal.entries();
    return entries.get(entries.size() - 1);
  }
}
