package io.fakepolygon.server;

/**
 * How much clients may ask of a server before they are refused or have to wait.
 *
 * @param mostConnections most connections in all, whatever their keys; one more is greeted, told
 *     {@code max_connections} and closed with 1008
 * @param mostTopicsPerConnection most topics that one connection may hold; a request for more is
 *     refused as a whole
 * @param largestMessageBytes the largest message that a client may send; a larger one is closed
 *     with 1009
 * @param mostMessagesPerSecond how fast a client is read: one that sends faster has to wait, and
 *     loses nothing
 */
public record DoorLimits(
    int mostConnections,
    int mostTopicsPerConnection,
    int largestMessageBytes,
    int mostMessagesPerSecond) {

  /**
   * 10,000 connections; 100,000 topics each, which is more than all stock channels of all US
   * tickers; messages of 1 MiB, for four channels of 11,000 tickers are 350,000 bytes; 1,000 of
   * them a second.
   */
  public static final DoorLimits DEFAULT = new DoorLimits(10_000, 100_000, 1 << 20, 1_000);

  private static final int LARGEST_COUNT = 1_000_000;
  private static final int SMALLEST_MESSAGE = 1_024;
  private static final int LARGEST_MESSAGE = 64 << 20;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with one sentence that names the value and what is allowed
   */
  public DoorLimits {
    require("number of connections", mostConnections, 1, LARGEST_COUNT);
    require("number of topics per connection", mostTopicsPerConnection, 1, LARGEST_COUNT);
    require("size of a message in bytes", largestMessageBytes, SMALLEST_MESSAGE, LARGEST_MESSAGE);
    require("number of messages per second", mostMessagesPerSecond, 1, LARGEST_COUNT);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "The largest %s, %d, is not between %d and %d".formatted(what, value, least, most));
    }
  }
}
