package io.fakepolygon.control;

/**
 * A world beside the one that a server was started with.
 *
 * @param id its number
 * @param path what its paths begin with: {@code /worlds/7}
 */
public record WorldInfo(String id, String path) {

  static WorldInfo of(String number) {
    return new WorldInfo(number, "/worlds/" + number);
  }
}
