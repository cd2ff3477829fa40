package io.fakepolygon.assertions;

import io.fakepolygon.TapeSection;
import io.fakepolygon.assertions.Harms.Harm;
import io.fakepolygon.assertions.OrderCheck.Seen;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Faults;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on all that a client received. Made by {@link PolygonAssertions#assertThat}.
 *
 * <p>Where events are counted or numbered, statuses are left out, and messages that cannot be read
 * are not. The examples have a client that subscribed to T, Q and A of FAKETICKER before the clock
 * was advanced by a minute.
 */
public class MessagesAssert extends AbstractAssert<MessagesAssert, Messages> {
  private static final int MOST_STATUSES = 8;
  private static final int AGREED_SHOWN = 2;

  private Navigation navigation = Navigation.hard();
  private @Nullable FaultLedger ledger;

  /** For AssertJ's soft assertions; write {@link PolygonAssertions#assertThat} instead. */
  public MessagesAssert(Messages actual) {
    super(actual, MessagesAssert.class);
  }

  /**
   * Verifies that exactly these events were received, in this order, to the letter of the wire.
   *
   * <p>A failure shows the first difference with its neighbours and counts, for each topic, events
   * that are missing, duplicated (received more often than expected), unexpected (never expected),
   * and reordered: of the others, the fewest that would have to be moved.
   *
   * <pre>{@code
   * assertThat(client.received()).isExactly(polygon.tape().dueTo(client)); // passes
   * assertThat(client.received()).isExactly(polygon.tape().of("T.FAKETICKER").elapsed()); // fails: Q and A came too
   * }</pre>
   *
   * @param expected a section of the tape, which is read once and never held, or any other events
   */
  public MessagesAssert isExactly(Iterable<? extends MarketEvent> expected) {
    isNotNull();
    Difference.fromExactly(wanted(expected), actual).ifPresent(this::failBecause);
    return myself;
  }

  /**
   * {@return assertions that tell what the client lost by itself from what ordered faults did} What
   * {@link #isExactly} then expects is what came after the faults: without what they left out, and
   * with what they changed, doubled, moved, or made unreadable. What was not received because an
   * order ended the connection is not expected until somebody held the topic again.
   *
   * <pre>{@code
   * polygon.faults().order("GAP on T.FAKETICKER after 2 times 3");
   * clock.advance(Duration.ofSeconds(1));
   *
   * assertThat(client.received()).except(polygon.faults()).isExactly(polygon.tape().dueTo(client)); // passes
   * assertThat(client.received()).isExactly(polygon.tape().dueTo(client)); // fails: three trades are missing
   * }</pre>
   *
   * @param faults where they were ordered
   */
  public MessagesAssert except(Faults faults) {
    return except(faults.ledger());
  }

  /**
   * As {@link #except(Faults)}, with a ledger, or the part of one that belongs to one connection:
   * for events that several connections were sent.
   */
  public MessagesAssert except(FaultLedger faults) {
    isNotNull();
    ledger = faults;
    return myself;
  }

  private Iterator<Wanted> wanted(Iterable<? extends MarketEvent> expected) {
    FaultLedger done = ledger;
    if (done == null) {
      return Iterators.map(expected.iterator(), Wanted::of);
    }
    if (expected instanceof TapeSection section) {
      return Iterators.map(section.linesAfter(done).iterator(), Wanted::line);
    }
    throw new IllegalArgumentException(
        "Which of these events faults have struck, only a section of the tape knows. Write isExactly(polygon.tape()…)");
  }

  /**
   * Verifies that the events received begin with these, in this order, to the letter of the wire,
   * whatever came after them. A failure is told as by {@link #isExactly}.
   *
   * <pre>{@code
   * Tape.Selection mine = polygon.tape().of("T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER");
   *
   * assertThat(client.received()).startsWith(mine.between(start, start.plusSeconds(10))); // passes
   * assertThat(client.received()).startsWith(mine.between(start.plusSeconds(1), start.plusSeconds(10))); // fails
   * }</pre>
   *
   * @param expected at least one event
   */
  public MessagesAssert startsWith(Iterable<? extends MarketEvent> expected) {
    isNotNull();
    Iterator<? extends MarketEvent> events = someOf(expected, "startsWith");
    Difference.fromStart(Iterators.map(events, Wanted::of), actual).ifPresent(this::failBecause);
    return myself;
  }

  /**
   * Verifies that each of these events was received at least once, to the letter of the wire,
   * whatever else came and in whatever order.
   *
   * <pre>{@code
   * assertThat(client.received()).containsAllOf(polygon.tape().of("T.FAKETICKER").elapsed()); // passes
   * assertThat(client.received()).containsAllOf(polygon.tape().of("T.TESTSTOCK").elapsed()); // fails
   * }</pre>
   *
   * @param expected at least one event
   */
  public MessagesAssert containsAllOf(Iterable<? extends MarketEvent> expected) {
    isNotNull();
    Iterator<? extends MarketEvent> events = someOf(expected, "containsAllOf");
    Set<String> received =
        actual.streamWithoutStatuses().map(ReceivedMessage::json).collect(Collectors.toSet());
    Findings findings = new Findings();
    long wanted = 0;
    while (events.hasNext()) {
      MarketEvent event = events.next();
      String json = event.toJson();
      wanted++;
      if (!received.contains(json)) {
        findings.add(Harm.MISSING, Text.topicOf(event), Text.shown(json));
      }
    }
    if (findings.count() > 0) {
      failBecause(
          "Expected %s among those received, which is not true of %s:%s%s"
              .formatted(
                  Text.count(wanted, "event"),
                  Text.number(findings.count()),
                  findings.linesByTopic(),
                  actual.lastLine()));
    }
    return myself;
  }

  /**
   * Verifies that no event was received twice, to the letter of the wire.
   *
   * <pre>{@code
   * assertThat(client.received()).hasNoDuplicates(); // passes
   * assertThat(Messages.parse(List.of(frame, frame))).hasNoDuplicates(); // fails
   * }</pre>
   */
  public MessagesAssert hasNoDuplicates() {
    isNotNull();
    Map<String, Long> firstPositions = new HashMap<>();
    Findings findings = new Findings();
    long position = 0;
    for (Iterator<ReceivedMessage> all = someReceived("no event twice"); all.hasNext(); ) {
      ReceivedMessage received = all.next();
      position++;
      Long first = firstPositions.putIfAbsent(received.json(), position);
      if (first != null) {
        findings.add(
            Harm.DUPLICATED,
            Text.topicOf(received.message()),
            "event %s is event %s again: %s"
                .formatted(Text.number(position), Text.number(first), Text.shown(received.json())));
      }
    }
    failIfAny(findings, "Expected no event twice", position);
    return myself;
  }

  /**
   * Verifies that events came in order: their times, in ms, never fall, nor do the sequence numbers
   * of a topic within a session day. A bar's time is the end of its window; it may come later, and
   * again when it is corrected, so that bars are compared with those of their topic.
   *
   * <pre>{@code
   * assertThat(client.received()).isInOrder(); // passes
   * assertThat(Messages.parse(List.of(secondFrame, firstFrame))).isInOrder(); // fails
   * }</pre>
   */
  public MessagesAssert isInOrder() {
    isNotNull();
    OrderCheck order = new OrderCheck();
    Findings findings = new Findings();
    long position = 0;
    boolean judged = false;
    for (Iterator<ReceivedMessage> all = someReceived("events in order"); all.hasNext(); ) {
      ReceivedMessage received = all.next();
      position++;
      if (received.message() instanceof MarketEvent event) {
        judged = true;
        Seen seen = new Seen(position, event, received.json());
        order.laterThan(seen).ifPresent(later -> addLate(later, seen, findings));
      }
    }
    if (!judged) {
      failBecause(
          "Expected events in order, but none of the %s can be read, so nothing could be judged.%s"
              .formatted(Text.number(position), actual.lastLine()));
    }
    failIfAny(findings, "Expected events in order", position);
    return myself;
  }

  /**
   * Verifies that exactly these statuses were received, in this order, whatever events came between
   * them.
   *
   * <pre>{@code
   * // passes
   * assertThat(client.received())
   *     .hasStatuses(
   *         Status.CONNECTED,
   *         Status.AUTHENTICATED,
   *         Status.subscribedTo("T.FAKETICKER"),
   *         Status.subscribedTo("Q.FAKETICKER"),
   *         Status.subscribedTo("A.FAKETICKER"));
   * // fails
   * assertThat(client.received()).hasStatuses(Status.CONNECTED, Status.AUTHENTICATION_FAILED);
   * }</pre>
   */
  public MessagesAssert hasStatuses(Status... expected) {
    isNotNull();
    List<Status> received = actual.statuses();
    List<Status> wanted = List.of(expected);
    if (!received.equals(wanted)) {
      int agreed = agreedByAll(wanted, received);
      failBecause(
          "Expected these statuses:%s\nbut received:%s%s"
              .formatted(linesOf(wanted, agreed), linesOf(received, agreed), actual.lastLine()));
    }
    return myself;
  }

  /**
   * Verifies that the bars received are what the trades received make by the consolidated rules:
   * open, close, high, low, volume, VWAP to four decimals, and average size, halves up. Conditions
   * of a trade decide what it counts for. Of a bar that was sent again, the last one counts.
   *
   * <p>A bar is judged if, by the time it came, a trade of its symbol at or before the beginning of
   * its window had been received, without a new connection or an unsubscription since: then all
   * trades of its window were sent. A client that subscribes at an instant is not sent what happens
   * at that very instant, so a bar that begins then is not judged. Fails if no bar is judged.
   *
   * <pre>{@code
   * assertThat(client.received()).barsMatchTrades(); // passes
   * assertThat(Messages.parse(framesWithoutOneTrade)).barsMatchTrades(); // fails
   * }</pre>
   */
  public MessagesAssert barsMatchTrades() {
    isNotNull();
    BarCheck.complaintAbout(actual).ifPresent(this::failBecause);
    return myself;
  }

  /**
   * Verifies that each trade lies within the latest quote of its symbol that was received before
   * it, without a new connection or an unsubscription since. Trades without such a quote are not
   * judged, nor those whose conditions say that their price is of another time, such as 32, sold
   * out of sequence, or 15 and 16, official prices. Fails if no trade is judged.
   *
   * <pre>{@code
   * assertThat(client.received()).tradesAreWithinQuotes(); // passes
   * assertThat(Messages.parse(framesWithLateQuotes)).tradesAreWithinQuotes(); // fails
   * }</pre>
   */
  public MessagesAssert tradesAreWithinQuotes() {
    isNotNull();
    QuoteCheck.complaintAbout(actual).ifPresent(this::failBecause);
    return myself;
  }

  /**
   * {@return AssertJ's assertions on the list of statuses}
   *
   * <pre>{@code
   * assertThat(client.received()).statuses().contains(Status.AUTHENTICATED); // passes
   * assertThat(client.received()).statuses().contains(Status.NOT_AUTHORIZED); // fails
   * }</pre>
   */
  public ListAssert<Status> statuses() {
    isNotNull();
    return navigation.toList(this, actual.statuses(), Subject.of("status", "", actual)::describe);
  }

  /**
   * {@return assertions on all events}
   *
   * <pre>{@code
   * assertThat(client.received()).events().hasSize(1_260); // passes
   * assertThat(client.received()).events().isEmpty(); // fails
   * }</pre>
   */
  public EventsAssert events() {
    isNotNull();
    return toEvents(EventsAssert.class, EventsAssert::new, actual.events(), "event", "");
  }

  /**
   * {@return assertions on the events of a topic}
   *
   * <pre>{@code
   * assertThat(client.received()).events("T.*").hasSize(600); // passes
   * assertThat(client.received()).events("AM.*").isNotEmpty(); // fails
   * }</pre>
   *
   * @param topic such as {@code T.FAKETICKER} or {@code LULD.*}
   * @throws IllegalArgumentException if it is not a topic
   */
  public EventsAssert events(String topic) {
    isNotNull();
    return toEvents(
        EventsAssert.class, EventsAssert::new, actual.events(topic), "event", " of " + topic);
  }

  /**
   * {@return assertions on the trades of all symbols}
   *
   * <pre>{@code
   * assertThat(client.received()).trades().hasSize(600); // passes
   * assertThat(client.received()).trades().isEmpty(); // fails
   * }</pre>
   */
  public TradesAssert trades() {
    isNotNull();
    return toEvents(TradesAssert.class, TradesAssert::new, actual.trades(), "trade", "");
  }

  /**
   * {@return assertions on the trades of a symbol}
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").hasSize(600); // passes
   * assertThat(client.received()).trades("TESTSTOCK").isNotEmpty(); // fails
   * }</pre>
   */
  public TradesAssert trades(String symbol) {
    isNotNull();
    List<Trade> trades = actual.trades(symbol);
    return toEvents(TradesAssert.class, TradesAssert::new, trades, "trade", " of " + symbol);
  }

  /**
   * {@return assertions on the quotes of all symbols}
   *
   * <pre>{@code
   * assertThat(client.received()).quotes().hasSize(600); // passes
   * assertThat(client.received()).quotes().isEmpty(); // fails
   * }</pre>
   */
  public QuotesAssert quotes() {
    isNotNull();
    return toEvents(QuotesAssert.class, QuotesAssert::new, actual.quotes(), "quote", "");
  }

  /**
   * {@return assertions on the quotes of a symbol}
   *
   * <pre>{@code
   * assertThat(client.received()).quotes("FAKETICKER").hasSize(600); // passes
   * assertThat(client.received()).quotes("TESTSTOCK").isNotEmpty(); // fails
   * }</pre>
   */
  public QuotesAssert quotes(String symbol) {
    isNotNull();
    List<Quote> quotes = actual.quotes(symbol);
    return toEvents(QuotesAssert.class, QuotesAssert::new, quotes, "quote", " of " + symbol);
  }

  /**
   * {@return assertions on the second bars of a symbol, channel A}
   *
   * <pre>{@code
   * assertThat(client.received()).secondBars("FAKETICKER").hasSize(60); // passes
   * assertThat(client.received()).secondBars("FAKETICKER").hasSize(1); // fails
   * }</pre>
   */
  public BarsAssert secondBars(String symbol) {
    return bars(Channel.A, symbol);
  }

  /**
   * {@return assertions on the minute bars of a symbol, channel AM}
   *
   * <pre>{@code
   * assertThat(client.received()).minuteBars("FAKETICKER").isEmpty(); // passes: not subscribed to
   * assertThat(client.received()).minuteBars("FAKETICKER").hasSize(1); // fails
   * }</pre>
   */
  public BarsAssert minuteBars(String symbol) {
    return bars(Channel.AM, symbol);
  }

  /**
   * {@return assertions on the bars of a symbol}
   *
   * <pre>{@code
   * assertThat(client.received()).bars(Channel.A, "FAKETICKER").hasSize(60); // passes
   * assertThat(client.received()).bars(Channel.AM, "FAKETICKER").hasSize(60); // fails
   * }</pre>
   *
   * @param channel {@link Channel#A} or {@link Channel#AM}
   * @throws IllegalArgumentException if the channel carries no bars
   */
  public BarsAssert bars(Channel channel, String symbol) {
    isNotNull();
    List<Aggregate> bars = actual.bars(channel, symbol);
    return toEvents(
        BarsAssert.class, BarsAssert::new, bars, "bar", " of " + channel + "." + symbol);
  }

  /** Collects this assertion's failures, and those of what it leads to. */
  MessagesAssert collectedBy(SoftAssertionsProvider collector) {
    navigation = Navigation.collectedBy(collector);
    return this;
  }

  private <A extends AbstractEventsAssert<A, E>, E extends MarketEvent> A toEvents(
      Class<A> type,
      Function<List<E>, A> constructor,
      List<E> events,
      String one,
      String selection) {
    return navigation.toEvents(this, type, constructor, events, Subject.of(one, selection, actual));
  }

  private Iterator<ReceivedMessage> someReceived(String expectation) {
    Iterator<ReceivedMessage> received = actual.streamWithoutStatuses().iterator();
    if (!received.hasNext()) {
      failBecause(
          "Expected %s, but no event was received, so nothing could be judged.%s"
              .formatted(expectation, actual.lastLine()));
    }
    return received;
  }

  private void failIfAny(Findings findings, String expectation, long events) {
    if (findings.count() > 0) {
      failBecause(
          "%s, which is not true of %s of the %s received:%s%s"
              .formatted(
                  expectation,
                  Text.number(findings.count()),
                  Text.number(events),
                  findings.linesByTopic(),
                  actual.lastLine()));
    }
  }

  private static void addLate(Seen later, Seen late, Findings findings) {
    findings.add(
        Harm.LATE,
        Text.topicOf(late.event()),
        "event %s: %s".formatted(Text.number(later.position()), Text.shown(later.json())),
        "event %s: %s".formatted(Text.number(late.position()), Text.shown(late.json())));
  }

  private Iterator<? extends MarketEvent> someOf(
      Iterable<? extends MarketEvent> expected, String assertion) {
    Iterator<? extends MarketEvent> events = expected.iterator();
    if (!events.hasNext()) {
      failBecause(
          "%s was given no event, so it could not fail. Has the clock been advanced, and is the topic right?%s"
              .formatted(assertion, actual.lastLine()));
    }
    return events;
  }

  /** {@return how many agree at the beginning, less so many that the first difference is shown} */
  private static int agreedByAll(List<Status> wanted, List<Status> received) {
    int same = 0;
    while (same < Math.min(wanted.size(), received.size())
        && wanted.get(same).equals(received.get(same))) {
      same++;
    }
    return same < MOST_STATUSES ? 0 : same - AGREED_SHOWN;
  }

  private static String linesOf(List<Status> statuses, int agreed) {
    if (statuses.isEmpty()) {
      return "\n  none";
    }
    List<String> shown =
        statuses.stream()
            .skip(agreed)
            .limit(MOST_STATUSES)
            .map(Status::toJson)
            .map(Text::shown)
            .toList();
    String before = agreed == 0 ? "" : "\n  %s that agree, then".formatted(Text.number(agreed));
    return before + Text.lines(shown, statuses.size() - agreed - MOST_STATUSES);
  }

  private void failBecause(String text) {
    throwAssertionError(new Failure(text));
  }
}
