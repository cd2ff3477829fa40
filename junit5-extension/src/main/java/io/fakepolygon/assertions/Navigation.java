package io.fakepolygon.assertions;

import io.fakepolygon.protocol.MarketEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * The way from one assertion to the next, such as from messages to their trades: the next one has
 * the description of the first, and if the failures of the first are collected, so are its.
 */
final class Navigation {
  private static final WireRepresentation REPRESENTATION = new WireRepresentation();

  private final Optional<SoftAssertionsProvider> collector;

  private Navigation(Optional<SoftAssertionsProvider> collector) {
    this.collector = collector;
  }

  static Navigation hard() {
    return new Navigation(Optional.empty());
  }

  static Navigation collectedBy(SoftAssertionsProvider collector) {
    return new Navigation(Optional.of(collector));
  }

  /** {@return assertions on events, which know what they are about} */
  <A extends AbstractEventsAssert<A, E>, E extends MarketEvent> A toEvents(
      AbstractAssert<?, ?> from,
      Class<A> type,
      Function<List<E>, A> constructor,
      List<E> events,
      Subject subject) {
    A made =
        collector
            .map(softly -> softly.proxy(type, listClass(), events))
            .orElseGet(() -> constructor.apply(events));
    made.info.description(from.info.description());
    return made.about(subject, this);
  }

  /** {@return assertions on messages} */
  MessagesAssert toMessages(AbstractAssert<?, ?> from, Messages messages) {
    MessagesAssert made =
        collector
            .map(
                softly ->
                    softly
                        .proxy(MessagesAssert.class, Messages.class, messages)
                        .collectedBy(softly))
            .orElseGet(() -> new MessagesAssert(messages));
    made.info.description(from.info.description());
    return made;
  }

  /** {@return AssertJ's own assertions on a list, described by what it holds} */
  <T> ListAssert<T> toList(
      AbstractAssert<?, ?> from, List<? extends T> list, Function<String, String> description) {
    ListAssert<T> made =
        collector
            .map(
                softly ->
                    softly.<ListAssert<T>, List<? extends T>>proxy(
                        listAssertClass(), listClass(), list))
            .orElseGet(() -> new ListAssert<>(list));
    String given = from.descriptionText();
    return made.as(() -> description.apply(given)).withRepresentation(REPRESENTATION);
  }

  @SuppressWarnings("unchecked") // A class token has no type parameters.
  private static <T> Class<T> listClass() {
    return (Class<T>) List.class;
  }

  @SuppressWarnings("unchecked") // A class token has no type parameters.
  private static <T> Class<ListAssert<T>> listAssertClass() {
    return (Class<ListAssert<T>>) (Class<?>) ListAssert.class;
  }
}
