package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConflatingQueueTest {
  private static final String FILLER =
      "{\"ev\":\"A\",\"sym\":\"FILLER\",\"x\":\"" + "x".repeat(500) + "\"}";
  private final SlowClient client = new SlowClient(SlowClientPolicy.CONFLATE_QUOTES, 500, 2_000);

  @BeforeEach
  void theClientLags() {
    client.send(FILLER);
  }

  @Test
  void aClientThatKeepsUpIsSentEveryQuote() {
    client.letAllGo();

    client.send(quote("A", 1), quote("A", 2));

    assertThat(client.events()).endsWith(quote("A", 1), quote("A", 2));
    assertThat(client.queue().quotesConflated()).isZero();
  }

  @Test
  void whileTheClientLagsOnlyTheLatestQuoteOfASymbolWaits() {
    client.send(quote("A", 1), quote("B", 1));
    client.send(quote("B", 2), quote("A", 2));
    client.send(quote("A", 3));
    assertThat(client.events()).containsExactly(FILLER);

    client.letAllGo();

    assertThat(client.frames())
        .containsExactly("[" + FILLER + "]", "[" + quote("A", 3) + "," + quote("B", 2) + "]");
    assertThat(client.queue().quotesConflated()).isEqualTo(3);
  }

  @Test
  void aTradeTakesTheQuoteOfItsSymbolAlongBeforeIt() {
    client.send(quote("A", 1), quote("B", 1), quote("A", 2), trade("A", 3), quote("A", 4));
    client.letAllGo();

    assertThat(client.events())
        .containsExactly(FILLER, quote("A", 2), trade("A", 3), quote("B", 1), quote("A", 4));
  }

  @Test
  void whatIsNeitherQuoteNorTradePassesByTheWaitingQuotesAsItIs() {
    String band = "{ \"ev\" : \"LULD\", \"T\":\"A\", \"new\":{\"deep\":[1,2.50]} }";
    client.send(quote("A", 1), band);

    assertThat(client.events()).containsExactly(FILLER, band);
    assertThat(client.queue().quotesConflated()).isZero();
  }

  @Test
  void anAcknowledgementLetsTheWaitingQuotesGoFirst() {
    client.send(quote("A", 1));

    client.acknowledge("T.B");

    assertThat(client.events())
        .containsExactly(
            FILLER,
            quote("A", 1),
            "{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.B\"}");
  }

  @Test
  void nothingIsConflatedWhileAClockWaits() {
    client.send(quote("A", 1), quote("A", 2));

    client.sendAwaited("1", quote("A", 3), quote("A", 4));

    assertThat(client.frames())
        .containsExactly(
            "[" + FILLER + "]",
            "[" + quote("A", 2) + "]",
            "[" + quote("A", 3) + "," + quote("A", 4) + "]",
            "ping 1");
  }

  @Test
  void waitingQuotesCountAmongTheBytesQueuedAsLongAsTheyWait() {
    long before = client.queue().bytes();

    client.send(quote("A", 1));
    client.send(quote("A", 22));

    assertThat(client.queue().bytes()).isEqualTo(before + quote("A", 22).length());
    client.letAllGo();
    assertThat(client.queue().bytes()).isZero();
  }

  @Test
  void aClientMayLagForAsLongAsItLikesBelowTheHardLimit() {
    client.relieve();
    client.waitAboveSoftLimitFor(Duration.ofDays(1));

    assertThat(client.relieve()).isEmpty();
  }

  @Test
  void tradesAloneCanGoBeyondTheHardLimit() {
    while (client.relieve().isEmpty()) {
      client.send(quote("A", 1), trade("A", 2));
    }

    assertThat(client.relieve().orElseThrow()).endsWith("above the hard limit of 2000");
    assertThat(client.queue().bytes()).isLessThan(2_100);
    int sent = client.events().size();
    client.letAllGo();
    client.send(trade("A", 3));
    assertThat(client.events()).hasSize(sent);
    client.assertNothingLeaks();
  }

  @Test
  void whatWaitsAtTheEndIsSentBeforeTheClose() {
    client.send(quote("A", 1));

    client.queue().finish();

    assertThat(client.events()).containsExactly(FILLER, quote("A", 1));
  }

  @Test
  void whatWaitsForAClientThatHasGoneIsForgotten() {
    client.send(quote("A", 1));

    client.queue().discard();
    client.letAllGo();

    assertThat(client.events()).containsExactly(FILLER);
    assertThat(client.queue().bytes()).isZero();
    client.assertNothingLeaks();
  }

  private static String quote(String symbol, int number) {
    return event("Q", symbol, number);
  }

  private static String trade(String symbol, int number) {
    return event("T", symbol, number);
  }

  private static String event(String ev, String symbol, int number) {
    return "{\"ev\":\"%s\",\"sym\":\"%s\",\"q\":%d}".formatted(ev, symbol, number);
  }
}
