package io.fakepolygon.samples.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the market is.
 *
 * @param url such as {@code wss://socket.polygon.io/stocks}
 * @param key the key of the account
 * @param topics such as {@code T.AAPL,T.MSFT}
 */
@ConfigurationProperties("market.feed")
record FeedProperties(String url, String key, String topics) {}
