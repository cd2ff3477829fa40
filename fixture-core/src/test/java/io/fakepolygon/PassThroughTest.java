package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.CapturedFrames;
import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.ScriptedConnection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the feed has been seen to send reaches whoever holds it, byte for byte. */
class PassThroughTest {
  private final ScriptedProxy proxy = ScriptedProxy.start(Manners.ofTheVendor());
  private final ScriptedConnection feed = proxy.feed.next();

  @AfterEach
  void stop() {
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource
  void whoHoldsItsTopicsReceivesItsEvents(CapturedFrames frame) {
    TestClient holder = proxy.client(topicsOf(frame).toArray(String[]::new));

    sends(frame);

    assertThat(ScriptedProxy.framesOf(holder)).isEqualTo(eventsOf(frame, topicsOf(frame)));
  }

  @ParameterizedTest
  @EnumSource
  void whoHoldsTheWildcardsOfItsChannelsReceivesItsEvents(CapturedFrames frame) {
    TestClient holder =
        proxy.client(
            topicsOf(frame).stream()
                .map(topic -> Topic.everyTickerOf(Topic.parse(topic).channel()).toString())
                .distinct()
                .toArray(String[]::new));

    sends(frame);

    assertThat(ScriptedProxy.framesOf(holder)).isEqualTo(eventsOf(frame, topicsOf(frame)));
  }

  @ParameterizedTest
  @EnumSource
  void whoHoldsOneOfItsTopicsReceivesThatOnly(CapturedFrames frame) {
    List<List<String>> held = topicsOf(frame).stream().map(List::of).toList();
    List<TestClient> holders =
        held.stream().map(topics -> proxy.client(topics.toArray(String[]::new))).toList();

    sends(frame);

    assertThat(holders.stream().map(ScriptedProxy::framesOf).toList())
        .isEqualTo(held.stream().map(topics -> eventsOf(frame, topics)).toList());
  }

  @ParameterizedTest
  @EnumSource
  void whoHoldsSomethingElseReceivesNothing(CapturedFrames frame) {
    proxy.client(topicsOf(frame).toArray(String[]::new));
    TestClient other = proxy.client("T.OTHER", "Q.AAPL", "XT.OTHER", "XS.*");

    sends(frame);

    assertThat(ScriptedProxy.framesOf(other)).isEmpty();
  }

  private void sends(CapturedFrames frame) {
    feed.sendBytes(ScriptedConnection.frameOf(frame.json()));
    feed.awaitRead();
  }

  /** Those that a client can ask for; {@code ZZ.BRK.A} is met by silence. */
  private static List<String> topicsOf(CapturedFrames frame) {
    return frame.topics().stream()
        .distinct()
        .filter(topic -> Topic.read(topic).isPresent())
        .toList();
  }

  /** One frame with the events of some topics, in order; none if there are no such events. */
  private static List<String> eventsOf(CapturedFrames frame, List<String> topics) {
    List<String> events = frame.events();
    String joined =
        IntStream.range(0, events.size())
            .filter(i -> topics.contains(frame.topics().get(i)))
            .mapToObj(events::get)
            .collect(Collectors.joining(","));
    return joined.isEmpty() ? List.of() : List.of("[" + joined + "]");
  }
}
