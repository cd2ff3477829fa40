package io.fakepolygon.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which server of a listening socket is behind a path. Any thread may call. */
final class Entrances {
  private final Entrance main;
  private final Map<String, Entrance> byPrefix = new ConcurrentHashMap<>();

  Entrances(Entrance main) {
    this.main = main;
  }

  /** {@return that of the server that listens} */
  Entrance main() {
    return main;
  }

  void add(Entrance side) {
    byPrefix.put(side.prefix(), side);
  }

  void remove(Entrance side) {
    byPrefix.remove(side.prefix(), side);
  }

  /** {@return the entrance that a path leads to} */
  Entrance of(String path) {
    return byPrefix.getOrDefault(twoSegments(path), main);
  }

  private static String twoSegments(String path) {
    int second = path.indexOf('/', 1);
    int third = second < 0 ? -1 : path.indexOf('/', second + 1);
    return third < 0 ? path : path.substring(0, third);
  }
}
