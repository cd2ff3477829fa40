package io.fakepolygon.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import io.fakepolygon.control.OpenApi.Operation;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The document and the server agree: what is in the one is in the other, and every response that is
 * documented comes, and is as it is documented.
 */
class OpenApiServedTest {
  private static final String CLOCK = "/control/v1/clock";
  private static final String WORLDS = "/control/v1/worlds";
  private static final String SCENARIOS = "/control/v1/scenarios";
  private static final String FAULTS = "/control/v1/faults";
  private static final Map<String, String> BODIES =
      Map.of(
          "POST " + CLOCK,
          "{\"action\":\"pause\"}",
          "POST " + SCENARIOS,
          "{\"kind\":\"gap-up\"}",
          "POST " + FAULTS,
          "{\"fault\":\"GAP on T.FAKETICKER\"}",
          "POST " + WORLDS,
          "{\"seed\":7}");

  // It takes a thousand worlds.
  private static final Set<String> NOT_ASKED_FOR = Set.of("POST " + WORLDS + " 409");

  private final OpenApi openApi = new OpenApi();
  private final Map<String, Operation> operations =
      openApi.operations().stream().collect(Collectors.toMap(Operation::name, one -> one));
  // Such as "GET /control/v1/clock 200".
  private final Set<String> seen = new TreeSet<>();

  @Test
  void whatIsServedIsDocumentedAndWhatIsDocumentedIsServed() {
    ControlApi served =
        new ControlApi(
            new Served(null, null, null, null, null), new NoWorlds(), ControlOptions.SHUT);

    assertThat(served.routes()).containsExactlyInAnyOrderElementsOf(operations.keySet());
  }

  @Test
  void everyDocumentedResponseComesAndIsAsDocumented() {
    askWhatWorks();
    askWhatCannotBeUsed();
    askAtClosedDoors();
    askWhatTakesTooLong();

    Set<String> documented = new TreeSet<>();
    seen.addAll(NOT_ASKED_FOR);
    operations
        .values()
        .forEach(
            one -> one.statuses().forEach(status -> documented.add(one.name() + " " + status)));
    assertThat(seen).isEqualTo(documented);
  }

  private void askWhatWorks() {
    try (FakePolygonServer polygon = FakePolygonServer.start(open().build());
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "Q.*")) {
      client.unsubscribe("Q.*");
      for (Operation get : operations.values()) {
        if (get.verb().equals("GET") && !get.path().matches(".*(tape|subscriptions|live)")) {
          expect(polygon, get.name(), "", 200);
        }
      }
      expect(polygon, "GET /metrics", "", 200, "Accept", "application/openmetrics-text");
      expect(polygon, "POST " + FAULTS, "", 201);
      move(polygon, "{'action':'advance','by':'PT10S'}", 200);
      expect(polygon, "GET " + FAULTS, "", 200);
      expect(polygon, "DELETE " + FAULTS + "/{id}", "", 204);
      expect(polygon, "DELETE " + FAULTS, "", 204);
      move(polygon, "{'action':'advanceTo','to':'2024-01-02T14:31:00Z','until':'queued'}", 200);
      move(polygon, "{'action':'run','speed':60}", 200);
      move(polygon, "{'action':'advance','by':'PT10S'}", 409);
      move(polygon, "{'action':'pause'}", 200);
      expect(polygon, "GET /control/v1/tape", "?topic=T.FAKETICKER&topic=A.*", 200);
      expect(polygon, "GET /control/v1/journal", "?connection=1&kind=told", 200);
      expect(polygon, "GET /control/v1/subscriptions", "?topic=T.FAKETICKER", 200);
      expect(polygon, "GET /control/v1/connections", "?state=open", 200);
      expect(polygon, "GET /control/v1/live", "?states=2&connection=1&topic=T.*", 200);
      expect(polygon, "GET /control/v1/spec", "?as=annotation", 200);
      expect(polygon, "GET /control/v1/spec", "?as=environment", 200);
      expect(polygon, "DELETE /control/v1/connections", "", 204);
      expect(polygon, "POST " + SCENARIOS, "", 201);
      expect(polygon, "GET " + SCENARIOS, "", 200);
      expect(polygon, "GET /control/v1/spec", "", 200);
      expect(polygon, "GET /control/v1/connections", "?state=ended", 200);
      expect(polygon, "POST " + WORLDS, "", 201);
      expect(polygon, "GET " + WORLDS, "", 200);
      expect(polygon, "DELETE " + WORLDS + "/{id}", "", 204);
      expect(polygon, "DELETE " + WORLDS + "/{id}", "", 404);
    }
    try (FakePolygonServer feed = FakePolygonServer.start(FakePolygonConfig.builder().build());
        FakePolygonServer proxy = FakePolygonServer.start(proxyOf(feed))) {
      expect(proxy, "GET /control/v1/upstream", "", 200);
    }
  }

  private void askWhatCannotBeUsed() {
    try (FakePolygonServer polygon = FakePolygonServer.start(open().build())) {
      expect(polygon, "DELETE " + FAULTS + "/{id}", "", 404);
      for (Operation operation : operations.values()) {
        if (operation.statuses().contains("400")) {
          String body = BODIES.containsKey(operation.name()) ? "{\"nonsense\":1}" : "";
          check(operation, ask(polygon, operation, "?nonsense=1", body), 400);
        }
        if (operation.statuses().contains("415")) {
          check(
              operation, ask(polygon, operation, "", "a body", "Content-Type", "text/plain"), 415);
        }
      }
    }
  }

  private void askAtClosedDoors() {
    try (FakePolygonServer shut = FakePolygonServer.start(FakePolygonConfig.builder().build());
        FakePolygonServer guarded =
            FakePolygonServer.start(open().controlToken("sesame").build())) {
      expect(shut, "GET " + CLOCK, "", 403);
      for (Operation operation : operations.values()) {
        if (operation.path().startsWith("/control")) {
          expect(guarded, operation.name(), "", 403, "Origin", "https://elsewhere.example");
          expect(guarded, operation.name(), "", 401);
        }
      }
    }
  }

  private void askWhatTakesTooLong() {
    FakePolygonConfig hasty = open().deliveryTimeout(Duration.ofMillis(50)).build();
    CountDownLatch awake = new CountDownLatch(1);
    try (FakePolygonServer polygon = FakePolygonServer.start(hasty);
        TestClient sleeper = TestClient.connecting(polygon.url(), () -> await(awake))) {
      expect(polygon, "GET /control/v1/subscriptions", "?topic=Q.TESTSTOCK&within=PT0S", 504);
      sleeper.send("{\"action\":\"auth\",\"params\":\"any-key\"}");
      sleeper.send("{\"action\":\"subscribe\",\"params\":\"Q.TESTSTOCK\"}");
      polygon.awaitSubscribed("Q.TESTSTOCK");
      move(polygon, "{'action':'advance','by':'PT10S'}", 504);
    } finally {
      awake.countDown();
    }
  }

  private void move(FakePolygonServer polygon, String body, int status) {
    Operation operation = operations.get("POST " + CLOCK);
    check(operation, ask(polygon, operation, "", body.replace('\'', '"')), status);
  }

  private void expect(
      FakePolygonServer polygon, String name, String query, int status, String... headers) {
    Operation operation = operations.get(name);
    String body = BODIES.getOrDefault(name, "");
    check(operation, ask(polygon, operation, query, body, headers), status);
  }

  private void check(Operation operation, HttpResponse<String> response, int status) {
    String what = operation.name() + ": " + response.body();
    assertThat(response.statusCode()).as(what).isEqualTo(status);
    seen.add(operation.name() + " " + status);
    assertThat(openApi.differences(operation, response)).as(what).isEmpty();
  }

  private static HttpResponse<String> ask(
      FakePolygonServer polygon,
      Operation operation,
      String query,
      String body,
      String... headers) {
    Asker http = new Asker(polygon.url());
    String path = operation.path().replace("{id}", "1") + query;
    return body.isEmpty()
        ? http.method(operation.verb(), path, headers)
        : http.post(path, body, headers);
  }

  private static FakePolygonConfig.Builder open() {
    return FakePolygonConfig.builder().controlApi(true);
  }

  private static FakePolygonConfig proxyOf(FakePolygonServer feed) {
    return open()
        .upstream(UpstreamOptions.of(URI.create(feed.url()), feed.apiKey()))
        .realTimeClock()
        .build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Is never asked. */
  private static final class NoWorlds implements Worlds {
    @Override
    public String start(String specification) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> running() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean end(String number, Duration patience) {
      throw new UnsupportedOperationException();
    }
  }
}
