package io.fakepolygon.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** How it stands with the server: is it up, what has it counted, what was it told. */
final class StatusResource {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Served served;

  StatusResource(Served served) {
    this.served = served;
  }

  /** Asked often, by whoever watches over containers: it does not wait for the market thread. */
  Answer health(Request request) {
    return Resource.json(
        200, new Health("up", Product.version(), served.server().clock().time().now()));
  }

  /** In the format that the scraper asks for; what else it asks is not this server's. */
  Answer metrics(Request request) {
    MetricsFormat format = MetricsFormat.forAccept(request.header("accept"));
    byte[] text = Metrics.text(format, Readings.of(served));
    return new Answer(200, Map.of("content-type", format.contentType()), out -> out.write(text));
  }

  Answer specification(Request request) {
    Form form = Form.ofQuery(request);
    String as = form.text("as").orElse("json");
    form.refuseOthers();
    return switch (as) {
      case "json" -> Answer.of(200, Resource.JSON, served.specification().get());
      case "annotation" -> Answer.of(200, TEXT, served.annotation().get() + "\n");
      case "environment" -> Answer.of(200, TEXT, served.environment().get());
      default ->
          throw Form.bad("'as' is '%s'. Write json, annotation or environment".formatted(as));
    };
  }

  Answer counters(Request request) {
    Form.ofQuery(request).refuseOthers();
    return Resource.json(200, served.server().counters());
  }

  Answer upstream(Request request) {
    Form.ofQuery(request).refuseOthers();
    return Resource.json(200, Map.of("upstream", served.server().upstream().stream().toList()));
  }

  Answer openApi(Request request) {
    Form.ofQuery(request).refuseOthers();
    return Answer.of(200, Resource.JSON, text("openapi.json"));
  }

  private static String text(String name) {
    try (InputStream in = StatusResource.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
