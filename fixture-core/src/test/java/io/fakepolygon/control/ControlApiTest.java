package io.fakepolygon.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import io.fakepolygon.server.RawClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What one in another process can do by HTTP. */
class ControlApiTest {
  private static final String START = "2024-01-02T14:30:00Z";

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(
          FakePolygonConfig.builder()
              .controlApi(true)
              .deliveryTimeout(Duration.ofMillis(200))
              .build());

  private final Asker http = new Asker(polygon.url());

  @Test
  void healthIsUpAndTellsVersionAndMarketTime() {
    assertThat(http.get("/health").body())
        .isEqualTo(
            "{\"status\":\"up\",\"version\":\"%s\",\"now\":\"%s\"}"
                .formatted(Product.version(), START));
  }

  @Test
  void theClockTellsHowItStands() {
    assertThat(http.get("/control/v1/clock").body())
        .isEqualTo(
            "{\"now\":\"%s\",\"start\":\"%s\",\"mode\":\"manual\",\"speed\":0.0}"
                .formatted(START, START));
  }

  @Test
  void P3_anAdvanceIsAnsweredWhenItHasBeenDeliveredAndCountsWhatItSent() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {

      assertThat(move("{\"action\":\"advance\",\"by\":\"PT10S\"}").body())
          .contains("\"now\":\"2024-01-02T14:30:10Z\"", "\"frames\":100,\"events\":100");
      assertThat(client.events()).hasSize(100);
    }
  }

  @Test
  void theClockAdvancesToAnInstant() {
    assertThat(move("{\"action\":\"advanceTo\",\"to\":\"2024-01-02T21:00:00Z\"}").body())
        .contains("\"now\":\"2024-01-02T21:00:00Z\"", "\"frames\":0,\"events\":0");
  }

  @Test
  void theClockRunsAndIsPaused() {
    assertThat(move("{\"action\":\"run\",\"speed\":60}").body())
        .contains("\"mode\":\"running\",\"speed\":60.0");
    assertThat(move("{\"action\":\"pause\"}").body()).contains("\"mode\":\"manual\",\"speed\":0.0");
  }

  @Test
  void aMovingClockIsNotAdvanced() {
    move("{\"action\":\"run\",\"speed\":1}");

    assertProblem(
        move("{\"action\":\"advance\",\"by\":\"PT1S\"}"),
        409,
        "The clock moves by itself, at speed 1.0. Call pause() before advancing it");
  }

  @Test
  void P3_aClientThatDoesNotTakeWhatItIsSentIsNamedWithStatus504() {
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      client.authenticate("key");
      client.subscribe("T.FAKETICKER");
      polygon.awaitSubscribed("T.FAKETICKER");

      HttpResponse<String> answer = move("{\"action\":\"advance\",\"by\":\"PT1S\"}");

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body())
          .contains("No sign of delivery within PT0.2S", client.localAddress())
          .contains("\"laggards\":[{\"connection\":{\"id\":1,");
    }
  }

  @Test
  void P3_untilQueuedDoesNotWaitForTheClient() {
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      client.authenticate("key");
      client.subscribe("T.FAKETICKER");
      polygon.awaitSubscribed("T.FAKETICKER");

      assertThat(move("{\"action\":\"advance\",\"by\":\"PT1S\",\"until\":\"queued\"}").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whatCannotBeReadInACommandIsNamed() {
    assertProblem(move("{}"), 400, "There is no 'action', and it is needed");
    assertProblem(
        move("{\"action\":\"stop\"}"),
        400,
        "'action' is 'stop'. Write advance, advanceTo, run or pause");
    assertProblem(
        move("{\"action\":\"advance\",\"by\":\"10s\"}"),
        400,
        "'by' is '10s'. Write a duration such as PT10S, ten seconds");
    assertProblem(
        move("{\"action\":\"advance\",\"by\":\"PT1S\",\"till\":\"queued\"}"),
        400,
        "There is no 'till' here. There is [action, by, until]");
    assertProblem(
        move("{\"action\":\"advance\",\"by\":\"-PT1S\"}"),
        400,
        "The clock moves forward only: cannot advance by PT-1S");
    assertProblem(
        move("[]"), 400, "The body is no JSON object. Send one such as {\"action\":\"pause\"}");
    assertProblem(move("{\"action\":[]}"), 400, "'action' is '[]'. Write a single value");
    assertThat(move("{\"action\":").statusCode()).isEqualTo(400);
  }

  @Test
  void P4_theTapeOfASpanIsOneArrayInWireForm() {
    String path =
        "/control/v1/tape?topic=T.FAKETICKER&topic=Q.FAKETICKER&from=%s&to=2024-01-02T14:30:01Z";

    assertThat(http.get(path.formatted(START)).body())
        .isEqualTo(
            polygon
                .tape()
                .of("T.FAKETICKER", "Q.FAKETICKER")
                .between(polygon.clock().now(), polygon.clock().now().plus(Duration.ofSeconds(1)))
                .lines()
                .collect(Collectors.joining(",\n", "[", "]\n")));
  }

  @Test
  void P4_theTapeBeginsWithTheServerAndEndsNowUnlessASpanIsGiven() {
    assertThat(http.get("/control/v1/tape?topic=T.FAKETICKER").body()).isEqualTo("[]\n");

    polygon.clock().advance(Duration.ofSeconds(2));

    assertThat(http.get("/control/v1/tape?topic=T.FAKETICKER").body().lines()).hasSize(20);
  }

  @Test
  void P4_aTapeOfADayIsStreamed() {
    HttpResponse<String> tape =
        http.get(
            "/control/v1/tape?topic=T.FAKETICKER&from=%s&to=2024-01-02T21:00:00Z".formatted(START));

    assertThat(tape.headers().firstValue("transfer-encoding")).hasValue("chunked");
    assertThat(tape.body().lines()).hasSize(234_000);
  }

  @Test
  void aTapeOfNothingThatThereIsIsRefused() {
    assertProblem(
        http.get("/control/v1/tape?topic=T.FAKETICKR"),
        400,
        "There is no 'FAKETICKR' on this market. It has [FAKETICKER, TESTSTOCK]");
    assertProblem(
        http.get("/control/v1/tape"),
        400,
        "There is no 'topic', and it is needed. Write one such as T.FAKETICKER");
    assertProblem(
        http.get("/control/v1/tape?topic=T.FAKETICKER&from=2024-01-02T15:00:00Z&to=" + START),
        400,
        "A span ends after it begins: not from 2024-01-02T15:00:00Z to " + START);
  }

  @Test
  void theJournalTellsWhatWasSaidAndTold() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {

      assertThat(http.get("/control/v1/journal?connection=1&kind=said").body())
          .startsWith("{\"complete\":true,\"entries\":[{\"connection\":1,\"at\":\"" + START + "\"")
          .contains("\"kind\":\"said\"", "\\\"params\\\":\\\"T.FAKETICKER\\\"")
          .doesNotContain("\"kind\":\"told\"");
      assertThat(client.frames()).isEmpty();
    }
  }

  @Test
  void theJournalKnowsFiveKindsOnly() {
    assertProblem(
        http.get("/control/v1/journal?kind=heard"),
        400,
        "'kind' is 'heard'. Write connected, said, told, struck, ended, moved or ordered");
  }

  @Test
  void theConnectionsAreListedAndDropped() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {

      assertThat(http.get("/control/v1/connections").body())
          .contains(
              "{\"connections\":[{\"id\":1,\"remoteAddress\":\"127.0.0.1:",
              "\"userAgent\":\"okhttp/",
              "\"topics\":[\"T.FAKETICKER\"]",
              "\"holdings\":[{\"topic\":\"T.FAKETICKER\",\"from\":\"" + START + "\"}]");
      assertThat(http.method("DELETE", "/control/v1/connections").statusCode()).isEqualTo(204);
      assertThat(http.get("/control/v1/connections").body()).isEqualTo("{\"connections\":[]}");
      assertThat(http.get("/control/v1/connections?state=ended").body()).contains("\"id\":1");
      assertThat(client.end()).startsWith("failed");
    }
  }

  @Test
  void subscriptionsAreWaitedFor() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {

      assertThat(http.get("/control/v1/subscriptions?topic=T.FAKETICKER").body())
          .isEqualTo("{\"topics\":[\"T.FAKETICKER\"]}");
      assertThat(client.frames()).isEmpty();
    }
  }

  @Test
  void subscriptionsThatNobodyMakesAreWaitedForNoLongerThanAsked() {
    assertProblem(
        http.get("/control/v1/subscriptions?topic=T.FAKETICKER&within=PT0.05S"),
        504,
        "Nobody subscribed to all of [T.FAKETICKER] within PT0.05S. Connected: nobody");
  }

  @Test
  void theCountersAndTheFeedAreTold() {
    assertThat(http.get("/control/v1/counters").body()).startsWith("{\"connectionsAccepted\":0,");
    assertThat(http.get("/control/v1/upstream").body()).isEqualTo("{\"upstream\":[]}");
  }

  @Test
  void aScenarioIsAddedAsItIsAsked() {
    String asked =
        "{\"kind\":\"high-volatility\",\"start\":\"2024-01-02T14:31:00Z\",\"length\":\"PT10M\","
            + "\"strength\":2.5,\"symbols\":[\"FAKETICKER\"]}";
    assertThat(http.get("/control/v1/scenarios").body()).isEqualTo("{\"scenarios\":[]}");

    HttpResponse<String> added = http.post("/control/v1/scenarios", asked);

    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body()).isEqualTo(asked);
    assertThat(http.get("/control/v1/scenarios").body())
        .isEqualTo("{\"scenarios\":[" + asked + "]}");
  }

  @Test
  void aScenarioStartsNowAndIsAsUsualUnlessTheRequestSaysMore() {
    polygon.clock().advance(Duration.ofSeconds(2));

    assertThat(http.post("/control/v1/scenarios", "{\"kind\":\"CRASH_AND_RECOVERY\"}").body())
        .isEqualTo(
            "{\"kind\":\"crash-and-recovery\",\"start\":\"2024-01-02T14:30:02Z\",\"length\":\"PT10M\","
                + "\"strength\":10.0,\"symbols\":[]}");
  }

  @Test
  void aScenarioThatCannotBeAddedIsNamed() {
    polygon.clock().advance(Duration.ofSeconds(2));

    assertProblem(add("{}"), 400, "There is no 'kind', and it is needed");
    assertProblem(
        add("{\"kind\":\"calm\"}"),
        400,
        "'kind' is 'calm'. Write one of normal, high-volatility, low-liquidity, gap-up, gap-down,"
            + " trading-halt, crash-and-recovery, opening-burst, luld-pause, late-prints,"
            + " bar-corrections");
    assertProblem(
        add("{\"kind\":\"gap-up\",\"start\":\"" + START + "\"}"),
        400,
        "A scenario changes nothing that has been sent: the market has reached 2024-01-02T14:30:02Z,"
            + " and GAP_UP cannot start at 2024-01-02T14:30:00Z");
    assertProblem(
        add("{\"kind\":\"gap-up\",\"strength\":-1}"),
        400,
        "The strength -1.0 of GAP_UP is not between 0.01 and 1000.0");
    assertProblem(
        add("{\"kind\":\"gap-up\",\"symbols\":[\"OTHER\"]}"),
        400,
        "The scenario GAP_UP is for 'OTHER', which is not among the symbols [FAKETICKER, TESTSTOCK]");
    assertProblem(
        add("{\"kind\":\"gap-up\",\"symbols\":\"FAKETICKER\"}"),
        400,
        "'symbols' is 'FAKETICKER'. Write a list of texts such as [\"FAKETICKER\"]");
    assertProblem(
        add("{\"kind\":\"gap-up\",\"symbols\":[1]}"),
        400,
        "'symbols' is '[1]'. Write a list of texts such as [\"FAKETICKER\"]");
    assertProblem(
        add("{\"kind\":\"gap-up\",\"size\":8}"),
        400,
        "There is no 'size' here. There is [kind, length, start, strength, symbols]");
    assertThat(polygon.scenarios()).isEmpty();
  }

  @Test
  void P4_theTapeKnowsOfAScenarioThatWasAdded() {
    add("{\"kind\":\"gap-up\",\"strength\":8}");

    assertThat(http.get("/control/v1/tape?topic=T.*&to=2024-01-02T14:30:10Z").body())
        .isEqualTo(
            polygon
                .tape()
                .of("T.*")
                .between(polygon.clock().now(), polygon.clock().now().plusSeconds(10))
                .lines()
                .collect(Collectors.joining(",\n", "[", "]\n")));
  }

  @Test
  void P1_theSpecificationHasTheScenariosThatWereAdded() {
    add("{\"kind\":\"gap-up\",\"strength\":8}");

    FakePolygonConfig exported =
        FakePolygonConfig.fromJson(http.get("/control/v1/spec").body()).build();

    assertThat(exported.market().scenarios()).isEqualTo(polygon.scenarios()).hasSize(1);
  }

  @Test
  void faultsAreOrderedListedAndWithdrawn() {
    HttpResponse<String> ordered =
        http.post("/control/v1/faults", "{\"fault\":\"gap on T.FAKETICKER; HOLD at 10m\"}");

    String first = "{\"number\":1,\"fault\":\"GAP on T.FAKETICKER\",\"strikes\":0,\"over\":%s}";
    String second =
        "{\"number\":2,\"fault\":\"HOLD at 2024-01-02T14:40:00Z\",\"strikes\":0,\"over\":%s}";
    String both = "{\"orders\":[" + first + "," + second + "]";
    String noStrikes = ",\"strikes\":[],\"absences\":[],\"complete\":true}";
    assertThat(ordered.statusCode()).isEqualTo(201);
    assertThat(ordered.body()).isEqualTo(both.formatted(false, false) + "}");
    assertThat(http.method("DELETE", "/control/v1/faults/1").statusCode()).isEqualTo(204);
    assertThat(http.get("/control/v1/faults").body())
        .isEqualTo(both.formatted(true, false) + noStrikes);
    assertThat(http.method("DELETE", "/control/v1/faults").statusCode()).isEqualTo(204);
    assertThat(http.get("/control/v1/faults").body())
        .isEqualTo(both.formatted(true, true) + noStrikes);
  }

  @Test
  void aFaultThatCannotBeOrderedIsNamedAndNoneIsOrdered() {
    assertProblem(order("{}"), 400, "There is no 'fault', and it is needed");
    assertProblem(
        order("{\"fault\":\" \"}"),
        400,
        "No fault is written. Write one such as DROP on Q.FAKETICKER after 3");
    assertProblem(
        order("{\"fault\":\"GAP; CLOSE after x\"}"),
        400,
        "'after' is 'x', in 'CLOSE after x'. Write a whole number");
    assertProblem(
        http.method("DELETE", "/control/v1/faults/1"),
        404,
        "There is no order '1'. There are 0, which GET /control/v1/faults lists");
    assertThat(polygon.faults().orders()).isEmpty();
  }

  @Test
  void everyHarmIsListedWithWhatIsUsual() {
    assertThat(http.get("/control/v1/faults/harms").body())
        .contains(
            "{\"name\":\"DROP\",\"family\":\"connection\",\"channels\":[],\"usual\":{}}",
            "{\"name\":\"CLOSE\",\"family\":\"connection\",\"channels\":[],\"usual\":{\"code\":\"1001\"}}");
  }

  @Test
  void P1_faultsThatWereOrderedLaterAreNotPartOfTheSpecification() {
    order("{\"fault\":\"GAP\"}");

    assertThat(http.get("/control/v1/spec").body()).contains("\"faults\":[]");
  }

  @Test
  void aWorldBesideHasScenariosOfItsOwn() {
    http.post("/control/v1/worlds", "{\"symbols\":[\"AAPL\"]}");

    assertThat(
            http.post(
                    "/worlds/1/control/v1/scenarios",
                    "{\"kind\":\"trading-halt\",\"symbols\":[\"AAPL\"]}")
                .statusCode())
        .isEqualTo(201);
    assertThat(http.get("/worlds/1/control/v1/scenarios").body()).contains("trading-halt");
    assertThat(http.get("/control/v1/scenarios").body()).isEqualTo("{\"scenarios\":[]}");
  }

  @Test
  void theSpecificationStartsTheSameMarketElsewhere() {
    FakePolygonConfig read =
        FakePolygonConfig.fromJson(http.get("/control/v1/spec").body()).build();

    assertThat(read.toJson()).isEqualTo(http.get("/control/v1/spec").body());
  }

  @Test
  void anUnknownPathAndAnotherMethodAreProblemsThatSayWhatThereIs() {
    assertThat(http.get("/control/v1/time").body())
        .contains("\"status\":404", "There is nothing at /control/v1/time. There is /health");
    assertProblem(
        http.method("DELETE", "/control/v1/clock"),
        405,
        "/control/v1/clock is for [GET, POST], not for DELETE");
    assertThat(http.get("/worlds/9/stocks").body())
        .contains("There is no world at /worlds/9/stocks: it has ended, or never was");
  }

  @Test
  void aWorldThatCannotBeEndedSoIsStillThere() {
    http.post("/control/v1/worlds", "{}");

    assertProblem(
        http.method("DELETE", "/control/v1/worlds/1?patience=P999999D"),
        400,
        "'patience' is 'PT23999976H'. Write 10 minutes, PT10M, at most");
    assertThat(http.get("/control/v1/worlds").body()).contains("\"id\":\"1\"");
    assertThat(http.method("DELETE", "/control/v1/worlds/1").statusCode()).isEqualTo(204);
  }

  @Test
  void healthIsAnsweredWhileAllThreadsWaitWhichAreFreeWhenTheirClientsHaveGone() {
    List<RawClient> waiting = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      RawClient client = RawClient.open(polygon.url());
      client.sendText(
          "GET /control/v1/subscriptions?topic=T.FAKETICKER HTTP/1.1\r\nHost: localhost\r\n\r\n");
      waiting.add(client);
    }

    assertThat(http.get("/health").statusCode()).isEqualTo(200);
    waiting.forEach(RawClient::close);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (http.get("/metrics").statusCode() == 503 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(http.get("/metrics").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> move(String command) {
    return http.post("/control/v1/clock", command);
  }

  private HttpResponse<String> order(String body) {
    return http.post("/control/v1/faults", body);
  }

  private HttpResponse<String> add(String scenario) {
    return http.post("/control/v1/scenarios", scenario);
  }

  static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(((Map<?, ?>) JsonTree.parse(answer.body())).get("detail")).isEqualTo(detail);
  }
}
