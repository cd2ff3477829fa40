package io.fakepolygon.control;

import io.fakepolygon.server.MissedDeliveryException;
import io.fakepolygon.server.NotSubscribedException;
import io.fakepolygon.server.ServerClosedException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** What the exceptions of the rooms behind this door are to whoever stands before it. */
final class Problems {
  private Problems() {}

  static Problem of(RuntimeException failure) {
    String detail = String.valueOf(failure.getMessage());
    if (failure instanceof MissedDeliveryException missed) {
      return new Problem(504, "Missed delivery", detail, Map.of("laggards", missed.laggards()));
    }
    if (failure instanceof NotSubscribedException) {
      return Problem.of(504, "Not subscribed", detail);
    }
    if (failure instanceof IllegalArgumentException) {
      return Problem.of(400, "Bad request", detail);
    }
    if (failure instanceof ServerClosedException) {
      return Problem.of(503, "Closed", detail);
    }
    if (failure instanceof CancellationException) {
      return Problem.of(503, "Given up", "The client hung up before this was done");
    }
    if (failure instanceof IllegalStateException
        && !(failure.getCause() instanceof ExecutionException)) {
      return Problem.of(409, "Conflict", detail);
    }
    return Problem.of(500, "Failure", "This is a bug in FakePolygon; its log has more: " + failure);
  }

  static String nothingAt(String path, Set<String> paths) {
    return path.startsWith("/worlds/")
        ? "There is no world at %s: it has ended, or never was. POST /control/v1/worlds starts one"
            .formatted(path)
        : "There is nothing at %s. There is %s"
            .formatted(path, paths.stream().collect(Collectors.joining(", ")));
  }
}
