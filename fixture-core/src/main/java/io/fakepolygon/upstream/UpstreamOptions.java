package io.fakepolygon.upstream;

import java.net.URI;
import java.time.Duration;

/**
 * Where the real feed is, and how to deal with it. Immutable.
 *
 * @param url such as {@code wss://socket.massive.com/stocks}; {@code ws} is spoken only when it
 *     says so
 * @param key the vendor's key, sent to the feed and shown to nobody
 * @param linger how long a topic stays subscribed after its last client has left it
 * @param stallTimeout a connection on which the feed answers no ping for so long is replaced
 * @param loginTimeout how long the feed may take from the first packet to the accepted key
 * @param longestRetryWait the wait between two attempts grows up to this
 */
public record UpstreamOptions(
    URI url,
    String key,
    Duration linger,
    Duration stallTimeout,
    Duration loginTimeout,
    Duration longestRetryWait) {

  /** The vendor's real-time feed of US stocks. */
  public static final URI VENDORS_STOCKS = URI.create("wss://socket.massive.com/stocks");

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int LARGEST_PORT = 65_535;
  // What is shorter gives nothing away, and is the end of many a text.
  private static final int SHORTEST_PART_OF_A_KEY = 4;

  /** Refuses what cannot be, with one sentence; none of them shows the key. */
  public UpstreamOptions {
    if (!isWebSocket(url)) {
      throw new IllegalArgumentException(
          "'%s' is not the address of a feed. Write one like %s; ws:// for one without TLS"
              .formatted(withoutSecrets(url), VENDORS_STOCKS));
    }
    if (key.isBlank()) {
      throw new IllegalArgumentException(
          "The vendor's key is empty. Write the one of your account");
    }
    require("The time that a topic lingers", linger, Duration.ZERO);
    require("The stall timeout", stallTimeout, Duration.ofMillis(10));
    require("The login timeout", loginTimeout, Duration.ofMillis(10));
    require("The longest wait between two attempts", longestRetryWait, Duration.ofMillis(1));
  }

  /** {@return a feed, dealt with as usual} */
  public static UpstreamOptions of(URI url, String key) {
    return new UpstreamOptions(
        url,
        key,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** {@return the same, with another time that topics linger} */
  public UpstreamOptions withLinger(Duration value) {
    return new UpstreamOptions(url, key, value, stallTimeout, loginTimeout, longestRetryWait);
  }

  /** {@return the same, with another stall timeout} */
  public UpstreamOptions withStallTimeout(Duration value) {
    return new UpstreamOptions(url, key, linger, value, loginTimeout, longestRetryWait);
  }

  /** {@return the same, with another login timeout} */
  public UpstreamOptions withLoginTimeout(Duration value) {
    return new UpstreamOptions(url, key, linger, stallTimeout, value, longestRetryWait);
  }

  /** {@return the same, with another longest wait between two attempts} */
  public UpstreamOptions withLongestRetryWait(Duration value) {
    return new UpstreamOptions(url, key, linger, stallTimeout, loginTimeout, value);
  }

  /** {@return the address as it may be shown: without user, password and query} */
  public String shownUrl() {
    return withoutSecrets(url);
  }

  /**
   * {@return a text of the feed's as it may be shown: without the key, should it be in there, or
   * begin there and be cut off}
   */
  public String withoutKey(String text) {
    String shown = text.replace(key, "…");
    for (int length = key.length() - 1; length >= SHORTEST_PART_OF_A_KEY; length--) {
      if (shown.endsWith(key.substring(0, length))) {
        return shown.substring(0, shown.length() - length) + "…";
      }
    }
    return shown;
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "UpstreamOptions[%s]".formatted(shownUrl());
  }

  private static boolean isWebSocket(URI url) {
    return hasScheme(url) && url.getHost() != null && hasPossiblePort(url);
  }

  private static boolean hasPossiblePort(URI url) {
    return url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= LARGEST_PORT);
  }

  private static boolean hasScheme(URI url) {
    return "ws".equalsIgnoreCase(url.getScheme()) || "wss".equalsIgnoreCase(url.getScheme());
  }

  private static String withoutSecrets(URI url) {
    return url.getHost() == null
        ? url.getScheme() + ":…"
        : "%s://%s%s%s"
            .formatted(
                url.getScheme(),
                url.getHost(),
                url.getPort() == -1 ? "" : ":" + url.getPort(),
                url.getRawPath());
  }

  private static void require(String what, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s, %s, is not between %s and a day".formatted(what, value, least));
    }
  }
}
