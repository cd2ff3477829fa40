package io.fakepolygon.guests;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.io.IOException;

/** A server whose control API is open, until its standard input ends. Prints where it is. */
public final class ServerMain {
  private ServerMain() {}

  public static void main(String[] arguments) throws IOException {
    FakePolygonConfig config =
        FakePolygonConfig.builder().controlApi(true).controlToken(arguments[0]).build();
    try (FakePolygonServer server = FakePolygonServer.start(config)) {
      System.out.println(server.url());
      while (System.in.read() >= 0) {
        // Whoever started this has nothing to say, and ends it by its own end.
        continue;
      }
    }
  }
}
