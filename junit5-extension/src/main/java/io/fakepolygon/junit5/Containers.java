package io.fakepolygon.junit5;

import io.fakepolygon.RemoteHost;
import java.util.List;
import java.util.Optional;

/**
 * The containers that a run can have: one, started when it is first needed, which JUnit's store
 * closes with the run. Any thread may ask.
 */
interface Containers extends Stored {

  /** {@return why there can be none, in a sentence; empty if there can} */
  Optional<String> missing();

  /**
   * {@return the container's host of worlds, started if it does not run}
   *
   * @throws IllegalStateException if it cannot be started
   */
  RemoteHost host();

  /** {@return the name of the image} */
  String image();

  /** {@return what it wrote last, for the report of a container that does not answer} */
  List<String> lastLines();
}
