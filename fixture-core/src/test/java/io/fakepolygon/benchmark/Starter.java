package io.fakepolygon.benchmark;

/**
 * A server as a test starts and stops it. Each in a class of its own, so that a cold JVM loads what
 * one needs and nothing of the others.
 */
interface Starter {

  /** A server that listens, and then does not. */
  void startAndStop() throws Exception;

  /** A client connects besides, authenticates, subscribes, and is sent one event. */
  void oneEvent() throws Exception;
}
