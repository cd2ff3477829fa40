package io.fakepolygon.assertions;

import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.MarketEvent;

/**
 * What is expected.
 *
 * @param topic what it belongs to, for counting
 * @param json how the wire writes it
 */
record Wanted(String topic, String json) {

  static Wanted of(MarketEvent event) {
    return new Wanted(Text.topicOf(event), event.toJson());
  }

  /** {@return a line that came by order, which need not be an event that anybody can read} */
  static Wanted line(String line) {
    return new Wanted(
        FrameReader.read("[" + line + "]").stream()
            .map(read -> Text.topicOf(read.message()))
            .findFirst()
            .orElse(""),
        line);
  }
}
