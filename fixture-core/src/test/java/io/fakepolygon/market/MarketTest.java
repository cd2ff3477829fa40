package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.MINUTE;
import static io.fakepolygon.market.Walker.OPEN;
import static io.fakepolygon.market.Walker.ns;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarketTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final List<String> ANY = List.of(MarketSpec.ANY_SYMBOL);

  @Test
  void keepsItsSpecification() {
    MarketSpec spec = new MarketSpec(1, ANY, INTERVAL, 100, 5, MINUTE);

    assertThat(new Market(spec).spec()).isSameAs(spec);
  }

  @Test
  void withAnySymbolWhateverIsNamedExists() {
    Market market = Walker.market(ANY, INTERVAL);

    assertThat(minuteOf(market, "T.WHATEVER", "T.ELSE")).hasSize(2 * 600);
  }

  @Test
  void withAnySymbolTheNamedOnesComeInAlphabeticalOrder() {
    Market market = Walker.market(ANY, INTERVAL);

    assertThat(minuteOf(market, "AM.ZULU", "AM.ALPHA", "AM.MIKE"))
        .extracting(MarketEvent::symbol)
        .containsExactly("ALPHA", "MIKE", "ZULU");
  }

  @Test
  void withAnySymbolAWildcardCoversThoseThatAreNamed() {
    Market market = Walker.market(ANY, INTERVAL);

    assertThat(minuteOf(market, "AM.*")).isEmpty();
    assertThat(minuteOf(market, "AM.*", "AM.ZULU", "A.ALPHA"))
        .filteredOn(event -> event.channel().name().equals("AM"))
        .extracting(MarketEvent::symbol)
        .containsExactly("ALPHA", "ZULU");
  }

  @Test
  void withAnySymbolEachIsWhatItIsWhenConfigured() {
    assertThat(minuteOf(Walker.market(ANY, INTERVAL), "T.BRK.A", "Q.BRK.A", "A.BRK.A"))
        .isEqualTo(
            minuteOf(
                Walker.market(List.of("A", "BRK.A"), INTERVAL), "T.BRK.A", "Q.BRK.A", "A.BRK.A"));
  }

  @Test
  void withAnySymbolMoreThanAreRememberedExist() {
    Market market = Walker.market(ANY, Duration.ofMinutes(1));
    String[] topics = IntStream.range(0, 20_500).mapToObj(i -> "T.S" + i).toArray(String[]::new);
    List<MarketEvent> before = minuteOf(market, "T.S0");

    assertThat(minuteOfManySymbols(market, topics)).isEqualTo(20_500);
    assertThat(minuteOf(market, "T.S0")).isEqualTo(before);
  }

  private static int minuteOfManySymbols(Market market, String[] topics) {
    List<String> tickers = Stream.of(topics).map(topic -> topic.substring(2)).toList();
    int[] count = new int[1];
    market.walk(new EveryTradeOf(tickers)).step(ns(OPEN), event -> count[0]++);
    return count[0];
  }

  @Test
  void aHundredAndFiftySymbolsAtOnceAreEachWhatTheyAreAlone() {
    List<String> symbols = IntStream.range(0, 150).mapToObj(i -> "S" + i).toList();
    List<MarketEvent> together =
        minuteOf(Walker.market(symbols, INTERVAL), "T.*", "Q.*", "A.*", "AM.*");

    assertThat(together).hasSize(150 * 1_261);
    for (String symbol : List.of("S0", "S77", "S149")) {
      assertThat(together.stream().filter(event -> event.symbol().equals(symbol)))
          .containsExactlyElementsOf(
              minuteOf(Walker.market(List.of(symbol), INTERVAL), "T.*", "Q.*", "A.*", "AM.*"));
    }
  }

  @Test
  void differentSymbolsAreDifferent() {
    Market market = Walker.market(List.of("A", "B"), INTERVAL);

    assertThat(prices(market, "A")).isNotEqualTo(prices(market, "B"));
  }

  @Test
  void anInterestNamesItsTickersOnceAndWithoutWildcards() {
    Interest interest =
        Interest.in(Stream.of("T.B", "A.*", "Q.B", "AM.A").map(Topic::parse).toList());

    assertThat(interest.tickers()).containsExactly("B", "A");
  }

  private static List<String> prices(Market market, String symbol) {
    return minuteOf(market, "T." + symbol).stream()
        .map(MarketEvent::toJson)
        .map(json -> json.replace(symbol, ""))
        .toList();
  }

  private static List<MarketEvent> minuteOf(Market market, String... topics) {
    return Walker.events(MarketEvent.class, market, OPEN, MINUTE, topics);
  }

  /** Interest in the trades of many tickers. */
  private record EveryTradeOf(List<String> tickers) implements Interest {
    @Override
    public boolean wants(Channel channel, String symbol) {
      return channel == Channel.T;
    }
  }
}
