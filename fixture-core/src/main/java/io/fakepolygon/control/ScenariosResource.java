package io.fakepolygon.control;

import static java.util.stream.Collectors.joining;

import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code scenarios}: what happens to the market, and what shall happen to it from now on. */
final class ScenariosResource {
  private final Served served;

  ScenariosResource(Served served) {
    this.served = served;
  }

  Answer list(Request request) {
    Form.ofQuery(request).refuseOthers();
    return Resource.json(200, Map.of("scenarios", served.server().market().spec().scenarios()));
  }

  Answer add(Request request) {
    Form.ofQuery(request).refuseOthers();
    Form form = Form.ofBody(request);
    ScenarioKind kind = kind(Form.required("kind", form.text("kind")));
    Optional<Instant> start = form.instant("start");
    Scenario scenario =
        new Scenario(
            kind,
            start.orElse(Instant.EPOCH),
            form.duration("length").orElse(kind.usualLength()),
            form.number("strength").orElse(kind.usualStrength()),
            form.texts("symbols"));
    form.refuseOthers();
    return Resource.json(
        201,
        start.isPresent()
            ? served.server().addScenario(scenario)
            : served.server().addScenarioNow(scenario));
  }

  private static ScenarioKind kind(String text) {
    try {
      return ScenarioKind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      String kinds =
          Arrays.stream(ScenarioKind.values()).map(RecordJson::nameOf).collect(joining(", "));
      throw Form.bad("'kind' is '%s'. Write one of %s".formatted(text, kinds));
    }
  }
}
