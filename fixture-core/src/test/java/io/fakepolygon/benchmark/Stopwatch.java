package io.fakepolygon.benchmark;

/** Runs from the moment it is made. */
final class Stopwatch {
  private final long start = System.nanoTime();

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
