package io.fakepolygon.junit5;

/** How long a server of {@link FakePolygon} lives. */
public enum Lifecycle {
  /** Each test has its own: its market begins at the start, and nobody else is connected. */
  PER_METHOD,
  /**
   * All tests of a class share one, nested classes too: market time goes on from test to test. It
   * runs before the first {@code @BeforeAll} method and until the last {@code @AfterAll} method has
   * returned.
   */
  PER_CLASS
}
