package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.RawClient;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.server.SlowClientPolicy;
import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.ScriptedConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P7 of a proxy: what the feed sends reaches, in order and exactly once, every client that holds it
 * and keeps up.
 */
class P7NothingLostThroughTheProxyTest {
  private static final long SOFT_BYTES = 128 << 10;
  private static final long HARD_BYTES = 256 << 10;
  // A batch that is handed over is no larger.
  private static final long BATCH_BYTES = 128 << 10;

  private final ScriptedProxy proxy = ScriptedProxy.start(Manners.ofTheVendor());

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void holdingATickerAndTheWildcardDeliversEachEventOnce() {
    ScriptedConnection feed = proxy.feed.next();
    TestClient client = proxy.client("T.S1", "T.*");
    String frame = frameOf(List.of(event("T.S1", 1), event("T.S2", 2)));

    feed.send(frame);

    assertThat(client.nextFrame()).isEqualTo(frame);
    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
  }

  @Test
  void twentyClientsReceiveEachTheirOwnInOrderOverEveryDrop() {
    Random random = new Random(20_261_126);
    Map<TestClient, List<String>> due = new LinkedHashMap<>();
    Map<TestClient, List<String>> held = new LinkedHashMap<>();
    ScriptedConnection feed = proxy.feed.next();
    for (int i = 0; i < 20; i++) {
      List<String> topics = randomTopics(random);
      TestClient client = proxy.client();
      ScriptedProxy.ask(client, topics.toArray(String[]::new));
      held.put(client, topics);
      due.put(client, new ArrayList<>());
    }
    String[] everything =
        held.values().stream().flatMap(List::stream).distinct().toArray(String[]::new);
    feed.awaitSubscribed(everything);
    feed.awaitRead();
    // Each has asked, and has been told of the answers.
    held.keySet().forEach(ScriptedProxy::framesOf);

    for (int i = 0; i < 500; i++) {
      if (i % 100 == 99) {
        // What is on its way when a connection is dropped may fall into the gap.
        feed.awaitRead();
        feed.drop();
        feed = proxy.nextWith(everything);
      }
      List<String> topics = randomTopics(random);
      int number = i;
      feed.send(frameOf(topics.stream().map(topic -> event(topic, number)).toList()));
      held.forEach(
          (client, its) ->
              topics.stream()
                  .filter(its::contains)
                  .forEach(topic -> due.get(client).add(event(topic, number))));
    }

    feed.awaitRead();
    due.forEach(
        (client, events) -> assertThat(eventsIn(ScriptedProxy.framesOf(client))).isEqualTo(events));
    assertThat(proxy.info().gaps()).isEqualTo(5);
    proxy.assertThatAllClientsAreStillConnected();
  }

  @Test
  @Timeout(60)
  void aFrozenClientIsDroppedAndTheOthersLoseNothing() {
    ScriptedConnection feed = proxy.feed.next();
    TestClient healthy = proxy.client("T.S1");
    try (RawClient frozen = RawClient.upgraded(proxy.server.url())) {
      frozen.authenticate(ScriptedProxy.CLIENT_KEY);
      frozen.subscribe("T.S1,Q.S1");
      proxy.server.awaitSubscribed("Q.S1");
      String large =
          "[{\"ev\":\"T\",\"sym\":\"S1\",\"novel\":\"%s\"}]".formatted("x".repeat(500_000));

      while (proxy.server.endedConnections().isEmpty()) {
        feed.send(large);
        assertThat(healthy.nextFrame()).isEqualTo(large);
      }

      assertThat(proxy.server.connections()).hasSize(1);
      assertThat(ScriptedProxy.framesOf(healthy)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(SlowClientPolicy.class)
  @Timeout(60)
  void thoseWhoShareTheirFramesWithAFrozenClientLoseNothing(SlowClientPolicy policy) {
    try (ScriptedProxy strict =
            ScriptedProxy.configured(
                config ->
                    config
                        .slowClients(policy)
                        .slowClientLimits(SOFT_BYTES, Duration.ofMillis(200), HARD_BYTES));
        RawClient frozen = RawClient.narrow(strict.server.url())) {
      ScriptedConnection feed = strict.feed.next();
      List<TestClient> healthy =
          Stream.generate(() -> strict.client("T.*", "Q.*")).limit(10).toList();
      frozen.authenticate(ScriptedProxy.CLIENT_KEY);
      frozen.subscribe("T.*,Q.*");
      while (!frozen.nextText().contains("subscribed to: Q.*")) {
        // The statuses before it.
      }

      int afterwards = 20;
      for (int i = 0; afterwards > 0; i++) {
        String frame = largeFrame(i);
        feed.send(frame);
        healthy.forEach(client -> assertThat(client.nextFrame()).isEqualTo(frame));
        ServerCounters counters = strict.server.counters();
        assertThat(counters.bytesQueued()).isLessThan(HARD_BYTES + 2 * BATCH_BYTES);
        afterwards -= hasDealtWithSomebody(counters) ? 1 : 0;
      }

      assertThat(healthy).allSatisfy(c -> assertThat(ScriptedProxy.framesOf(c)).isEmpty());
    }
  }

  private static boolean hasDealtWithSomebody(ServerCounters counters) {
    return counters.slowClientsDisconnected()
            + counters.quotesConflated()
            + counters.eventsDropped()
        > 0;
  }

  /** Trades and quotes of a few symbols, about 20 KB. */
  private static String largeFrame(int number) {
    return IntStream.range(0, 20)
        .mapToObj(
            i ->
                "{\"ev\":\"%s\",\"sym\":\"S%d\",\"n\":%d,\"novel\":\"%s\"}"
                    .formatted(i % 2 == 0 ? "T" : "Q", i % 7, number, "x".repeat(1_000)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static List<String> randomTopics(Random random) {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(
            i -> List.of("T", "Q", "AM", "LULD").get(random.nextInt(4)) + ".S" + random.nextInt(8))
        .distinct()
        .toList();
  }

  private static String event(String topic, int number) {
    Topic parsed = Topic.parse(topic);
    return "{\"ev\":\"%s\",\"%s\":\"%s\",\"n\":%d}"
        .formatted(
            parsed.channel(),
            parsed.channel() == Channel.LULD ? "T" : "sym",
            parsed.ticker(),
            number);
  }

  private static String frameOf(List<String> events) {
    return events.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static List<String> eventsIn(List<String> frames) {
    return frames.stream()
        .filter(frame -> !frame.contains("\"ev\":\"status\""))
        .flatMap(frame -> List.of(ScriptedProxy.inside(frame).split("(?<=}),")).stream())
        .toList();
  }
}
