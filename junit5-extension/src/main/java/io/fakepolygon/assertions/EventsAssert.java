package io.fakepolygon.assertions;

import io.fakepolygon.protocol.MarketEvent;
import java.util.List;

/** Assertions on events of several kinds. Made by {@link MessagesAssert#events()}. */
public class EventsAssert extends AbstractEventsAssert<EventsAssert, MarketEvent> {

  /** For AssertJ's soft assertions; write {@link MessagesAssert#events()} instead. */
  public EventsAssert(List<MarketEvent> actual) {
    super(actual, EventsAssert.class, Subject.alone("event"));
  }
}
