package io.fakepolygon.assertions;

import io.fakepolygon.journal.Journal;
import io.fakepolygon.referee.Referee;

/**
 * The door to assertions on what a client received and said. Its {@code assertThat} can be imported
 * beside AssertJ's:
 *
 * <pre>{@code
 * import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
 * import static org.assertj.core.api.Assertions.assertThat;
 *
 * assertThat(client.received()).trades("FAKETICKER").hasSize(600).havePricesBetween(94.0, 106.0);
 * assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
 * assertThat(polygon.journal()).subscribedExactlyTo("T.FAKETICKER");
 * assertThat(polygon.referee()).hasNoObjections();
 * }</pre>
 *
 * <p>To hear of all failures of a test rather than of the first, see {@link PolygonSoftAssertions}.
 */
public final class PolygonAssertions {
  private PolygonAssertions() {}

  /** {@return assertions on what a client received} */
  public static MessagesAssert assertThat(Messages received) {
    return new MessagesAssert(received);
  }

  /** {@return assertions on what clients said and were told} */
  public static JournalAssert assertThat(Journal journal) {
    return new JournalAssert(journal);
  }

  /** {@return assertions on whether clients do what the real feed demands of them} */
  public static RefereeAssert assertThat(Referee referee) {
    return new RefereeAssert(referee);
  }
}
