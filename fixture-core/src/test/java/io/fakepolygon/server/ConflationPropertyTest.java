package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the events and the client's pace, nothing but earlier quotes is missing. */
class ConflationPropertyTest {
  private static final List<String> CHANNELS = List.of("T", "Q", "Q", "Q", "A");
  private static final List<String> SYMBOLS = List.of("A", "B", "C");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void onlyQuotesThatALaterOneReplacesAreMissing(long seed) {
    Random random = new Random(seed);
    SlowClient client = new SlowClient(SlowClientPolicy.CONFLATE_QUOTES, 300, 1 << 30);
    List<String> due = new ArrayList<>();
    for (int batch = 0; batch < 500; batch++) {
      List<String> events = someEvents(random, due.size());
      due.addAll(events);
      client.send(events.toArray(String[]::new));
      int leaving = client.outlet().bytes() == 0 ? 0 : random.nextInt(3);
      for (int i = 0; i < leaving && client.outlet().bytes() > 0; i++) {
        client.letOneGo();
      }
    }
    client.letAllGo();

    List<String> received = client.events();
    assertThat(client.queue().quotesConflated()).isPositive();
    assertThat(due.size() - received.size()).isEqualTo((int) client.queue().quotesConflated());
    assertThat(withoutQuotes(received)).isEqualTo(withoutQuotes(due));
    assertThat(quotesAtTrades(received)).isEqualTo(quotesAtTrades(due));
    for (String symbol : SYMBOLS) {
      assertThat(due).containsSubsequence(of(symbol, "Q", received));
      assertThat(last(of(symbol, "Q", received))).isEqualTo(last(of(symbol, "Q", due)));
    }
    client.assertNothingLeaks();
  }

  private static List<String> someEvents(Random random, int first) {
    List<String> events = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      events.add(
          "{\"ev\":\"%s\",\"sym\":\"%s\",\"q\":%d}"
              .formatted(
                  CHANNELS.get(random.nextInt(CHANNELS.size())),
                  SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                  first + i));
    }
    return events;
  }

  private static List<String> withoutQuotes(List<String> events) {
    return events.stream().filter(event -> !isOf("Q", event)).toList();
  }

  /** Each trade with the quote that stood when it came. */
  private static List<String> quotesAtTrades(List<String> events) {
    Map<String, String> standing = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (String event : events) {
      String symbol = event.substring(event.indexOf("sym"), event.indexOf(",\"q\""));
      if (isOf("Q", event)) {
        standing.put(symbol, event);
      } else if (isOf("T", event)) {
        found.add(standing.get(symbol) + " at " + event);
      }
    }
    return found;
  }

  private static List<String> of(String symbol, String channel, List<String> events) {
    return events.stream()
        .filter(event -> isOf(channel, event) && event.contains("\"sym\":\"" + symbol + "\""))
        .toList();
  }

  private static boolean isOf(String channel, String event) {
    return event.startsWith("{\"ev\":\"" + channel + "\"");
  }

  private static String last(List<String> events) {
    return events.get(events.size() - 1);
  }
}
