package io.fakepolygon.control;

import java.time.Duration;
import java.util.List;

/**
 * The worlds beside the one that a server was started with: each a server of its own on the same
 * port, under a path of its own. Any thread may call.
 */
public interface Worlds {

  /**
   * Starts one.
   *
   * @param specification as {@code GET /control/v1/spec} gives it, or a part of it
   * @return its number
   * @throws IllegalArgumentException if something in it cannot be used
   * @throws IllegalStateException if there are too many
   */
  String start(String specification);

  /** {@return the numbers of those that run, oldest first} */
  List<String> running();

  /**
   * Ends one.
   *
   * @param patience zero to cut its clients off; more to say goodbye to them, and wait so long
   * @return whether there was one
   */
  boolean end(String number, Duration patience);
}
