package io.fakepolygon.market;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import java.util.Collection;
import java.util.List;

/** What somebody wants to know of a market, asked before anything is computed. */
public interface Interest {

  /** {@return whether anybody wants this channel of this symbol} */
  boolean wants(Channel channel, String symbol);

  /**
   * {@return the tickers wanted by name, on whatever channel; without those that only a wildcard
   * covers}
   */
  Collection<String> tickers();

  /** {@return interest in exactly these topics} */
  static Interest in(Collection<Topic> topics) {
    List<Topic> wanted = List.copyOf(topics);
    return new Interest() {
      @Override
      public boolean wants(Channel channel, String symbol) {
        return wanted.stream().anyMatch(topic -> topic.covers(channel, symbol));
      }

      @Override
      public Collection<String> tickers() {
        return wanted.stream()
            .filter(topic -> !topic.isWildcard())
            .map(Topic::ticker)
            .distinct()
            .toList();
      }
    };
  }
}
