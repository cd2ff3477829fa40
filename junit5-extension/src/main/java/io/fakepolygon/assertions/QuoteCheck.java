package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.protocol.UpdateRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares each trade with the quote that stood when it came: the latest of its symbol that was
 * received before it, without the client having connected or unsubscribed since. A side without a
 * price bounds nothing; a trade for which neither side has one is not judged. Nor is one whose
 * price is not of its time, by its conditions.
 */
final class QuoteCheck {
  private static final int ODD_LOT = 37;

  private final Map<String, Standing> standing = new HashMap<>();
  private final Findings findings = new Findings();
  private long position;
  private long trades;
  private long judged;

  private QuoteCheck() {}

  /** {@return what to say if trades lie outside of quotes, or none could be judged} */
  static Optional<String> complaintAbout(Messages received) {
    QuoteCheck check = new QuoteCheck();
    received.stream().forEach(check::take);
    return check.complaint().map(text -> text + received.lastLine());
  }

  private void take(ReceivedMessage received) {
    if (received.message() instanceof Status status) {
      Listening.endedBy(status, Channel.Q)
          .ifPresent(
              topic -> standing.keySet().removeIf(symbol -> topic.covers(Channel.Q, symbol)));
      return;
    }
    position++;
    if (received.message() instanceof Quote quote) {
      standing.put(quote.symbol(), new Standing(quote, received.json(), position));
    } else if (received.message() instanceof Trade trade) {
      trades++;
      Standing quote = standing.get(trade.symbol());
      if (quote != null && quote.bounds() && isOfItsTime(trade)) {
        judge(trade, received.json(), quote);
      }
    }
  }

  /** Reported late, agreed on elsewhere, or an official price: what does not set the last price. */
  private static boolean isOfItsTime(Trade trade) {
    return UpdateRules.setsOpenAndClose(
        trade.conditions().stream().filter(condition -> condition != ODD_LOT).toList());
  }

  private void judge(Trade trade, String json, Standing quote) {
    judged++;
    if (!quote.holds(trade.priceUsd())) {
      findings.add(
          "event %s: %s".formatted(Text.number(quote.position()), Text.shown(quote.json())),
          "event %s: %s".formatted(Text.number(position), Text.shown(json)));
    }
  }

  private Optional<String> complaint() {
    if (judged == 0) {
      return Optional.of(
          ("Expected trades within the quote that stood, but none could be judged, of %s received."
                  + " A trade is judged if a quote of its symbol was received before it:"
                  + " subscribe to trades and quotes of one symbol.")
              .formatted(Text.count(trades, "trade")));
    }
    return findings.count() == 0
        ? Optional.empty()
        : Optional.of(
            "Expected trades within the quote that stood, which is not true of %s of the %s judged:%s"
                .formatted(Text.number(findings.count()), Text.number(judged), findings.lines()));
  }

  private record Standing(Quote quote, String json, long position) {
    private boolean bounds() {
      return quote.bidUsd() > 0 || quote.askUsd() > 0;
    }

    private boolean holds(double priceUsd) {
      return quote.bidUsd() <= priceUsd && (quote.askUsd() == 0 || priceUsd <= quote.askUsd());
    }
  }
}
