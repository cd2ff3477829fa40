package io.fakepolygon.control;

import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code worlds}: one for each test of a run, on one port. */
final class WorldsResource {
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);

  private final Worlds worlds;

  WorldsResource(Worlds worlds) {
    this.worlds = worlds;
  }

  Answer list(Request request) {
    Form.ofQuery(request).refuseOthers();
    List<WorldInfo> running = worlds.running().stream().map(WorldInfo::of).toList();
    return Resource.json(200, Map.of("worlds", running));
  }

  Answer start(Request request) {
    Form.ofQuery(request).refuseOthers();
    WorldInfo started = WorldInfo.of(worlds.start(request.body()));
    return new Answer(
        201,
        Map.of("content-type", Resource.JSON, "location", started.path()),
        Resource.json(201, started).body());
  }

  Answer end(Request request) {
    Form form = Form.ofQuery(request);
    Duration patience = form.duration("patience").orElse(Duration.ZERO);
    form.refuseOthers();
    if (patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
      throw Form.bad("'patience' is '%s'. Write 10 minutes, PT10M, at most".formatted(patience));
    }
    String number = request.path().substring(request.path().lastIndexOf('/') + 1);
    if (!worlds.end(number, patience)) {
      throw Problem.of(
              404, "Not found", "There is no world '%s': it has ended already".formatted(number))
          .refusal();
    }
    return Answer.empty(204);
  }
}
