package io.fakepolygon.junit5;

import java.util.Optional;

/**
 * What came of shrinking a world.
 *
 * @param sentence says it
 * @param smaller the smallest that was found; empty if nothing can be left out, or nobody knows
 */
record Shrunk(String sentence, Optional<World> smaller) {

  /** {@return what to say where the world could not be shrunk} */
  static Shrunk not(String why) {
    return new Shrunk("not shrunk: " + why, Optional.empty());
  }
}
