package io.fakepolygon.control;

import io.fakepolygon.server.ClockDoor;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import io.fakepolygon.server.Move;
import java.time.Duration;
import java.time.Instant;

/** {@code clock}: reads it and moves it. A move is answered when it has been delivered. */
final class ClockResource {
  private static final String RECEIVED = "received";

  private final Served served;

  ClockResource(Served served) {
    this.served = served;
  }

  Answer read(Request request) {
    Form.ofQuery(request).refuseOthers();
    return Resource.json(200, served.clock());
  }

  Answer move(Request request) {
    Form.ofQuery(request).refuseOthers();
    Form form = Form.ofBody(request);
    String action = Form.required("action", form.text("action"));
    return switch (action) {
      case "advance" -> advance(form);
      case "advanceTo" -> advanceTo(form);
      case "run" -> run(form);
      case "pause" -> pause(form);
      default ->
          throw Form.bad(
              "'action' is '%s'. Write advance, advanceTo, run or pause".formatted(action));
    };
  }

  private Answer advance(Form form) {
    Duration by = Form.required("by", form.duration("by"));
    boolean delivered = readUntil(form);
    form.refuseOthers();
    return moved(clock().advance(by, delivered));
  }

  private Answer advanceTo(Form form) {
    Instant to = Form.required("to", form.instant("to"));
    boolean delivered = readUntil(form);
    form.refuseOthers();
    return moved(clock().advanceTo(to, delivered));
  }

  private Answer run(Form form) {
    double speed = Form.required("speed", form.number("speed"));
    form.refuseOthers();
    clock().run(speed);
    return Resource.json(200, served.clock());
  }

  private Answer pause(Form form) {
    form.refuseOthers();
    clock().pause();
    return Resource.json(200, served.clock());
  }

  private static boolean readUntil(Form form) {
    String until = form.text("until").orElse(RECEIVED);
    if (!until.equals(RECEIVED) && !until.equals("queued")) {
      throw Form.bad("'until' is '%s'. Write received or queued".formatted(until));
    }
    return until.equals(RECEIVED);
  }

  private Answer moved(Move move) {
    ClockState clock = served.clock();
    return Resource.json(
        200,
        new Moved(
            clock.now(), clock.start(), clock.mode(), clock.speed(), move.frames(), move.events()));
  }

  private ClockDoor clock() {
    return served.server().clock();
  }

  /** The clock after a move, and what the move sent. */
  private record Moved(
      Instant now, Instant start, ClockState.Mode mode, double speed, long frames, long events) {}
}
