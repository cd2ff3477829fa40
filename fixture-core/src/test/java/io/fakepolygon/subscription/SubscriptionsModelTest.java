package io.fakepolygon.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random subscriptions against a model that remembers nothing but who holds what. */
class SubscriptionsModelTest {
  private static final List<Channel> CHANNELS = List.of(Channel.T, Channel.Q, Channel.AM);
  private static final List<String> TICKERS = List.of("AAPL", "MSFT", "BRK.A", "*");
  private static final int OPERATIONS = 1_000;
  private static final int CLIENTS = 7;

  private final Subscriptions<Integer> subscriptions = new Subscriptions<>();
  private final Model model = new Model();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheModelAfterEveryOperation(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      int client = random.nextInt(CLIENTS);
      Topic topic = new Topic(anyOf(CHANNELS, random), anyOf(TICKERS, random));

      long version = subscriptions.version();
      boolean changed = operate(random.nextInt(20), client, topic);

      assertThat(subscriptions.version() > version).isEqualTo(changed);
      agree();
    }
  }

  private boolean operate(int what, int client, Topic topic) {
    if (what == 0) {
      subscriptions.remove(client);
      return model.remove(client);
    }
    if (what < 11) {
      boolean changed = model.subscribe(client, topic);
      assertThat(subscriptions.subscribe(client, topic)).isEqualTo(changed);
      return changed;
    }
    boolean changed = model.unsubscribe(client, topic);
    assertThat(subscriptions.unsubscribe(client, topic)).isEqualTo(changed);
    return changed;
  }

  private void agree() {
    assertThat(subscriptions.isEmpty()).isEqualTo(model.held.isEmpty());
    assertThat(subscriptions.tickers()).containsExactlyElementsOf(model.tickers());
    for (int client = 0; client < CLIENTS; client++) {
      assertThat(subscriptions.topicsOf(client)).containsExactlyElementsOf(model.topicsOf(client));
    }
    for (Channel channel : CHANNELS) {
      for (String ticker : TICKERS) {
        assertThat(subscriptions.holdersOf(new Topic(channel, ticker)))
            .isEqualTo(model.holdersOf(new Topic(channel, ticker)));
      }
      for (String symbol : List.of("AAPL", "MSFT", "BRK.A", "UNNAMED")) {
        List<Integer> receivers = model.receivers(channel, symbol);
        assertThat(
                subscriptions.receivers(channel, symbol).stream()
                    .flatMap(audience -> audience.members().stream()))
            .containsExactlyInAnyOrderElementsOf(receivers);
        assertThat(subscriptions.wants(channel, symbol)).isEqualTo(!receivers.isEmpty());
      }
    }
    audiencesAreSound();
  }

  private void audiencesAreSound() {
    List<Audience<Integer>> audiences = subscriptions.audiences();
    Set<Set<Topic>> topics = new HashSet<>();
    List<Integer> members = new ArrayList<>();
    for (int i = 0; i < audiences.size(); i++) {
      Audience<Integer> audience = audiences.get(i);
      assertThat(audience.index()).isEqualTo(i);
      assertThat(topics.add(audience.topics())).isTrue();
      audience.members().forEach(m -> assertThat(model.topicsOf(m)).isEqualTo(audience.topics()));
      members.addAll(audience.members());
    }
    assertThat(members).containsExactlyInAnyOrderElementsOf(model.held.keySet());
  }

  private static <E> E anyOf(List<E> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static final class Model {
    final Map<Integer, Set<Topic>> held = new LinkedHashMap<>();

    boolean subscribe(int client, Topic topic) {
      return held.computeIfAbsent(client, c -> new LinkedHashSet<>()).add(topic);
    }

    boolean unsubscribe(int client, Topic topic) {
      boolean removed = held.containsKey(client) && held.get(client).remove(topic);
      held.values().removeIf(Set::isEmpty);
      return removed;
    }

    boolean remove(int client) {
      return held.remove(client) != null;
    }

    Set<Topic> topicsOf(int client) {
      return held.getOrDefault(client, Set.of());
    }

    int holdersOf(Topic topic) {
      return (int) held.values().stream().filter(topics -> topics.contains(topic)).count();
    }

    List<String> tickers() {
      return held.values().stream()
          .flatMap(Set::stream)
          .map(Topic::ticker)
          .filter(ticker -> !ticker.equals("*"))
          .distinct()
          .sorted()
          .toList();
    }

    List<Integer> receivers(Channel channel, String symbol) {
      return held.entrySet().stream()
          .filter(entry -> entry.getValue().stream().anyMatch(t -> t.covers(channel, symbol)))
          .map(Map.Entry::getKey)
          .toList();
    }
  }
}
