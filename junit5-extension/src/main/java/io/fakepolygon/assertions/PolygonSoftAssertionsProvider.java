package io.fakepolygon.assertions;

import io.fakepolygon.journal.Journal;
import io.fakepolygon.referee.Referee;
import org.assertj.core.api.SoftAssertionsProvider;

/** For those who compose soft assertions of their own from several providers. */
public interface PolygonSoftAssertionsProvider extends SoftAssertionsProvider {

  /** {@return assertions on what a client received, whose failures are collected} */
  default MessagesAssert assertThat(Messages received) {
    return proxy(MessagesAssert.class, Messages.class, received).collectedBy(this);
  }

  /** {@return assertions on what clients said and were told, whose failures are collected} */
  default JournalAssert assertThat(Journal journal) {
    return proxy(JournalAssert.class, Journal.class, journal).collectedBy(this);
  }

  /** {@return assertions on whether clients do what they should, whose failures are collected} */
  default RefereeAssert assertThat(Referee referee) {
    return proxy(RefereeAssert.class, Referee.class, referee);
  }
}
