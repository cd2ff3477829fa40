package io.fakepolygon.control;

import io.fakepolygon.control.Problem.Refusal;
import io.fakepolygon.server.HttpService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What plain HTTP requests get: {@code /health} and {@code /metrics} always, {@code /control/v1}
 * where it is open, and the live page at {@code /} unless it is left out.
 *
 * <p>Any thread may call.
 */
public final class ControlApi implements HttpService {
  private static final String HEALTH = "/health";
  private static final String CONTROL = "/control";
  private static final String ROOT = CONTROL + "/v1/";
  private static final String LAST_SEGMENT = "/[^/]+$";

  private static final String LIVE = ROOT + "live";

  private final Doorkeeper doorkeeper;
  private final LivePage page = new LivePage();
  private final boolean hasPage;
  private final boolean hostsWorlds;
  private final Map<String, Map<String, Resource>> routes = new LinkedHashMap<>();

  /**
   * A door.
   *
   * @param worlds the worlds beside it; null for a server that is one of them
   */
  public ControlApi(Served served, @Nullable Worlds worlds, ControlOptions options) {
    doorkeeper = new Doorkeeper(options);
    hasPage = options.page();
    hostsWorlds = worlds != null;
    StatusResource status = new StatusResource(served);
    route("GET", HEALTH, status::health);
    route("GET", "/metrics", status::metrics);
    ClockResource clock = new ClockResource(served);
    route("GET", ROOT + "clock", clock::read);
    route("POST", ROOT + "clock", clock::move);
    route("GET", ROOT + "tape", new TapeResource(served)::read);
    route("GET", ROOT + "journal", new JournalResource(served)::read);
    ConnectionsResource connections = new ConnectionsResource(served);
    route("GET", ROOT + "connections", connections::list);
    route("DELETE", ROOT + "connections", connections::drop);
    route("GET", ROOT + "subscriptions", connections::awaitSubscribed);
    route("GET", ROOT + "spec", status::specification);
    ScenariosResource scenarios = new ScenariosResource(served);
    route("GET", ROOT + "scenarios", scenarios::list);
    route("POST", ROOT + "scenarios", scenarios::add);
    route("GET", ROOT + "referee", new RefereeResource(served)::judge);
    FaultsResource faults = new FaultsResource(served);
    route("GET", ROOT + "faults", faults::list);
    route("POST", ROOT + "faults", faults::order);
    route("DELETE", ROOT + "faults", faults::withdrawAll);
    route("DELETE", ROOT + "faults/{id}", faults::withdraw);
    route("GET", ROOT + "faults/harms", faults::harms);
    route("GET", ROOT + "counters", status::counters);
    route("GET", ROOT + "upstream", status::upstream);
    route("GET", LIVE, new LiveResource(served, options.open())::watch);
    route("GET", ROOT + "openapi.json", status::openApi);
    if (worlds != null) {
      WorldsResource hosted = new WorldsResource(worlds);
      route("GET", ROOT + "worlds", hosted::list);
      route("POST", ROOT + "worlds", hosted::start);
      route("DELETE", ROOT + "worlds/{id}", hosted::end);
    }
  }

  /** {@return all that can be asked, such as {@code GET /control/v1/clock}} */
  public List<String> routes() {
    return routes.entrySet().stream()
        .flatMap(path -> path.getValue().keySet().stream().map(verb -> verb + " " + path.getKey()))
        .toList();
  }

  @Override
  public boolean serves(String path) {
    return routes.containsKey(path)
        || isControl(path)
        || isOfThePage(path)
        || (hostsWorlds && path.startsWith("/worlds/"));
  }

  @Override
  public boolean answersAtOnce(String path) {
    return path.equals(HEALTH);
  }

  @Override
  public Answer answer(Request request) {
    try {
      // Before anything is said of what there is.
      if (request.path().equals(LIVE)) {
        doorkeeper.admitToLook(request);
      } else if (isControl(request.path())) {
        doorkeeper.admit(request);
      }
      return withoutTraces(
          isOfThePage(request.path()) ? page.answer(request) : find(request).answer(request));
    } catch (Refusal refusal) {
      return withoutTraces(problem(refusal.problem()));
    } catch (RuntimeException e) {
      Problem problem = Problems.of(e);
      if (problem.status() == 500) {
        log().error("{} {} failed", request.method(), request.path(), e);
      }
      return withoutTraces(problem(problem));
    }
  }

  private Resource find(Request request) {
    Map<String, Resource> verbs = routes.get(request.path());
    if (verbs == null) {
      verbs = routes.get(request.path().replaceFirst(LAST_SEGMENT, "/{id}"));
    }
    if (verbs == null) {
      throw Problem.of(404, "Not found", Problems.nothingAt(request.path(), routes.keySet()))
          .refusal();
    }
    // Without its body, which nobody has to take care of here.
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Resource resource = verbs.get(method);
    if (resource == null) {
      throw Problem.of(
              405,
              "Method not allowed",
              "%s is for %s, not for %s"
                  .formatted(request.path(), new TreeSet<>(verbs.keySet()), request.method()))
          .refusal();
    }
    return resource;
  }

  private boolean isOfThePage(String path) {
    return hasPage && page.serves(path);
  }

  private static boolean isControl(String path) {
    return path.equals(CONTROL) || path.startsWith(CONTROL + "/");
  }

  private void route(String verb, String path, Resource resource) {
    routes.computeIfAbsent(path, absent -> new LinkedHashMap<>()).put(verb, resource);
  }

  private static Answer problem(Problem problem) {
    return Answer.of(problem.status(), Problem.CONTENT_TYPE, problem.toJson());
  }

  // Nothing of this is to be kept, or taken for something else, by what lies between.
  private static Answer withoutTraces(Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    if (answer.status() == 401) {
      headers.put("www-authenticate", "Bearer");
    }
    return new Answer(answer.status(), headers, answer.body());
  }

  // Asked for when there is something to say: the first question has SLF4J search the class path.
  private static Logger log() {
    return LoggerFactory.getLogger(ControlApi.class);
  }
}
