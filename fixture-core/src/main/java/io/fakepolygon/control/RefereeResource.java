package io.fakepolygon.control;

import io.fakepolygon.referee.Referee;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;

/** {@code referee}: what there is to object to in the clients. */
final class RefereeResource {
  private final Served served;

  RefereeResource(Served served) {
    this.served = served;
  }

  Answer judge(Request request) {
    Form query = Form.ofQuery(request);
    String at = query.text("at").orElse("now");
    query.refuseOthers();
    Referee referee = served.server().referee();
    return switch (at) {
      case "now" -> Resource.json(200, referee.judgement());
      case "end" -> Resource.json(200, referee.judgementAtEnd());
      default -> throw Form.bad("'at' is '%s'. Write now or end".formatted(at));
    };
  }
}
