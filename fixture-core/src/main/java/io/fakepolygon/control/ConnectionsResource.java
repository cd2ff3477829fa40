package io.fakepolygon.control;

import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code connections} and {@code subscriptions}: who is there, and who wants what. */
final class ConnectionsResource {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Served served;

  ConnectionsResource(Served served) {
    this.served = served;
  }

  Answer list(Request request) {
    Form form = Form.ofQuery(request);
    String state = form.text("state").orElse("open");
    form.refuseOthers();
    return switch (state) {
      case "open" -> Resource.json(200, Map.of("connections", served.server().connections()));
      case "ended" -> Resource.json(200, Map.of("connections", served.server().endedConnections()));
      default -> throw Form.bad("'state' is '%s'. Write open or ended".formatted(state));
    };
  }

  Answer drop(Request request) {
    Form.ofQuery(request).refuseOthers();
    served.server().dropConnections();
    return Answer.empty(204);
  }

  /** Answers once each of the topics is held by somebody. */
  Answer awaitSubscribed(Request request) {
    Form form = Form.ofQuery(request);
    List<Topic> topics = form.topics();
    Duration within = form.duration("within").orElse(USUAL_WAIT);
    form.refuseOthers();
    Form.requireAny(topics);
    if (within.isNegative() || within.compareTo(LONGEST_WAIT) > 0) {
      throw Form.bad("'within' is '%s'. Write 10 minutes, PT10M, at most".formatted(within));
    }
    Set<Topic> wanted = new LinkedHashSet<>(topics);
    served.server().awaitSubscribed(wanted, within);
    return Resource.json(200, Map.of("topics", wanted));
  }
}
