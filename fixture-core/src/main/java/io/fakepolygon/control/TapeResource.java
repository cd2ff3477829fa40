package io.fakepolygon.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.JsonSink;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.HttpService.Answer;
import io.fakepolygon.server.HttpService.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code tape}: what fell due, or will, as one JSON array, computed while it is sent. */
final class TapeResource {
  private final Served served;

  TapeResource(Served served) {
    this.served = served;
  }

  Answer read(Request request) {
    Form form = Form.ofQuery(request);
    List<Topic> topics = form.topics();
    Instant from = form.instant("from").orElse(served.start());
    Instant to = form.instant("to").orElseGet(() -> served.clock().now());
    form.refuseOthers();
    Form.requireAny(topics);
    Market market = served.server().market();
    topics.forEach(market.spec()::requireSymbolOf);
    if (to.isBefore(from)) {
      throw Form.bad("A span ends after it begins: not from %s to %s".formatted(from, to));
    }
    Walk walk = market.walk(Interest.in(topics));
    long fromNs = MarketTime.toNs(from);
    long toNs = MarketTime.toNs(to);
    return new Answer(
        200,
        Map.of("content-type", Resource.JSON),
        out -> new Writing(out).write(walk, fromNs, toNs));
  }

  /** One array on its way out, a line for each event. */
  private static final class Writing {
    private final OutputStream out;
    private String separator = "[";

    Writing(OutputStream out) {
      this.out = out;
    }

    void write(Walk walk, long fromNs, long toNs) throws IOException {
      JsonSink sink = new JsonSink(this::write);
      try {
        for (long step = walk.nextStepAfter(fromNs);
            step <= toNs;
            step = walk.nextStepAfter(step)) {
          sink.clear();
          walk.step(step, sink);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      out.write((separator.equals("[") ? "[]\n" : "]\n").getBytes(UTF_8));
    }

    private void write(Channel channel, String symbol, byte[] json, int start, int length) {
      try {
        out.write(separator.getBytes(UTF_8));
        out.write(json, start, length);
        separator = ",\n";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
