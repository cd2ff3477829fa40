package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonServer;

/** What became of a start. */
sealed interface Outcome {

  /** A server runs. */
  record Running(FakePolygonServer server) implements Outcome {}

  /** There is nothing to run, be it that all was said or that something was wrong. */
  record Ended(int exitCode) implements Outcome {}
}
