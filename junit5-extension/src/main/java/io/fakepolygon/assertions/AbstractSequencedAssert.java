package io.fakepolygon.assertions;

import io.fakepolygon.protocol.MarketEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Assertions on events that carry a sequence number, which rises with gaps for each ticker and
 * session day.
 *
 * @param <SELF> the kind of assertions
 * @param <E> the kind of events
 */
public abstract class AbstractSequencedAssert<
        SELF extends AbstractSequencedAssert<SELF, E>, E extends MarketEvent>
    extends AbstractEventsAssert<SELF, E> {

  AbstractSequencedAssert(List<E> actual, Class<?> selfType, Subject subject) {
    super(actual, selfType, subject);
  }

  /**
   * Verifies that no sequence number comes twice for one ticker and session day, in whatever order
   * they come. Gaps are usual.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveNoRepeatedSequence(); // passes
   * assertThat(Messages.parse(List.of(frame, frame))).trades().haveNoRepeatedSequence(); // fails
   * }</pre>
   */
  public SELF haveNoRepeatedSequence() {
    return eachDiffersIn(
        "to have a sequence number of their own",
        event -> new Place(stretchOf(event), event.symbol(), sequenceOf(event)));
  }

  /**
   * Verifies that each sequence number is above the one before it of the same ticker and session
   * day. Gaps are usual.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveIncreasingSequence(); // passes
   * assertThat(Messages.parse(List.of(frame, frame))).trades().haveIncreasingSequence(); // fails
   * }</pre>
   */
  public SELF haveIncreasingSequence() {
    return eachRise("to have a sequence number above the one before", rise -> rise > 0);
  }

  /**
   * Verifies that from each event to the next of its ticker and session day the sequence number
   * rises by so much at most. How large a gap is usual depends on the market: other events of the
   * ticker take numbers too.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveSequenceGapsOfAtMost(100); // passes
   * assertThat(client.received()).trades("FAKETICKER").haveSequenceGapsOfAtMost(1); // fails: quotes have numbers too
   * }</pre>
   */
  public SELF haveSequenceGapsOfAtMost(long most) {
    return eachRise(
        "to have a sequence number at most %s above the one before".formatted(Text.number(most)),
        rise -> rise <= most);
  }

  /** From each event to the next of its ticker and session day. */
  private SELF eachRise(String expectation, LongPredicate rises) {
    Map<String, Place> last = new HashMap<>();
    return each(
        expectation,
        event -> {
          Place place = new Place(stretchOf(event), event.symbol(), sequenceOf(event));
          Place before = last.put(event.symbol(), place);
          return before == null
              || before.stretch() != place.stretch()
              || rises.test(place.sequence() - before.sequence());
        });
  }

  /** {@return where the stretch begins within which an event's numbers cannot begin anew} */
  static long stretchOf(MarketEvent event) {
    return Stretch.at(event.timestampNs() / 1_000_000).startMs();
  }

  private static long sequenceOf(MarketEvent event) {
    return OrderCheck.sequenceOf(event).orElseThrow();
  }

  private record Place(long stretch, String symbol, long sequence) {}
}
