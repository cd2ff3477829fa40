package io.fakepolygon.protocol;

/** Something that happened on the market, as one object of the wire. */
public sealed interface MarketEvent extends Message permits Trade, Quote, Aggregate, LuldBand {

  /** {@return the channel that carries it} */
  Channel channel();

  /** {@return the ticker it is about, such as {@code AAPL}} */
  String symbol();

  /**
   * {@return when it happened, in nanoseconds since the Unix epoch, UTC} For a bar, the end of its
   * window: that is when it can first be known.
   */
  long timestampNs();

  /** {@return whether it belongs to a topic} */
  default boolean belongsTo(Topic topic) {
    return topic.covers(channel(), symbol());
  }
}
