package io.fakepolygon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fakepolygon.fault.Faults;
import io.fakepolygon.fault.Harm;
import io.fakepolygon.fault.Order;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** {@code faults}: what is ordered to go wrong, and what has. */
final class FaultsResource {
  private final Served served;

  FaultsResource(Served served) {
    this.served = served;
  }

  Answer list(Request request) {
    Form.ofQuery(request).refuseOthers();
    FaultsAnswer answer = FaultsAnswer.of(faults().orders(), faults().ledger());
    return new Answer(200, Map.of("content-type", Resource.JSON), out -> write(out, answer));
  }

  Answer order(Request request) {
    Form.ofQuery(request).refuseOthers();
    Form form = Form.ofBody(request);
    String text = Form.required("fault", form.text("fault"));
    form.refuseOthers();
    List<OrderInfo> ordered =
        served.server().orderFaults(text).stream().map(OrderInfo::of).toList();
    return Resource.json(201, new OrdersAnswer(ordered));
  }

  Answer withdrawAll(Request request) {
    Form.ofQuery(request).refuseOthers();
    faults().withdrawAll();
    return Answer.empty(204);
  }

  Answer withdraw(Request request) {
    Form.ofQuery(request).refuseOthers();
    String number = request.path().substring(request.path().lastIndexOf('/') + 1);
    List<Order> orders = faults().orders();
    Order order =
        orders.stream()
            .filter(one -> number.equals(Integer.toString(one.number())))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(
                            404,
                            "Not found",
                            "There is no order '%s'. There are %d, which GET /control/v1/faults lists"
                                .formatted(number, orders.size()))
                        .refusal());
    faults().withdraw(order);
    return Answer.empty(204);
  }

  Answer harms(Request request) {
    Form.ofQuery(request).refuseOthers();
    return Resource.json(200, Map.of("harms", Harm.all().stream().map(HarmInfo::of).toList()));
  }

  private Faults faults() {
    return served.server().faults();
  }

  private static void write(OutputStream out, FaultsAnswer answer) throws IOException {
    // Not closed, for closing would write once more to a client that has gone.
    JsonGenerator json = RecordJson.generator(out);
    RecordJson.write(json, answer);
    json.flush();
  }
}
