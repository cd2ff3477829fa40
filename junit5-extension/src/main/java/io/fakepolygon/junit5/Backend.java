package io.fakepolygon.junit5;

/**
 * Where the servers of {@link FakePolygon} run. Tests see the same world in each: the same types,
 * events and bytes.
 */
public enum Backend {
  /** In the JVM of the test: started in milliseconds, with everything that a server can do. */
  IN_PROCESS,
  /**
   * In a container of the image of this version, by Testcontainers: one container for the whole
   * run, started when first needed, in which each server is a world of its own. Takes
   * Testcontainers 2 on the class path, {@code org.testcontainers:testcontainers}, and a Docker
   * engine.
   */
  CONTAINER
}
