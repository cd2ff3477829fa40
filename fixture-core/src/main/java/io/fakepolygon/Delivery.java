package io.fakepolygon;

/** How far what fell due has to have come before a move of the clock returns. */
public enum Delivery {
  /**
   * Every connected client's WebSocket library has received it: its pong to a ping behind it has
   * come back.
   */
  RECEIVED,
  /**
   * It stands in the connections' bounded queues: for a client that cannot read while its caller
   * waits, such as a program of one thread, or a call from inside the client's own listener.
   */
  QUEUED
}
