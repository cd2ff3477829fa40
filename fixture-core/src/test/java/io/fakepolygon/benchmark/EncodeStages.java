package io.fakepolygon.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.JsonSink;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.RecordSink;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.protocol.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One step of 25 symbols: 25 quotes and 25 trades, made by the market, and written as JSON in
 * several ways.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
public class EncodeStages {
  static final int EVENTS = 50;

  private static final long STEP_NS = 100_000_000;

  private final Market market = new Market(config().market());
  private final Walk ticks = walk("T.*", "Q.*");
  private final Walk ticksAndBars = walk("T.*", "Q.*", "A.*", "AM.*");
  private final JsonFactory jackson = new JsonFactory();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long at = 1_704_205_800_000_000_000L;
  private int bytes;
  private final JsonSink json =
      new JsonSink((channel, symbol, array, start, length) -> bytes += length);

  @Benchmark
  public void records(Blackhole blackhole) {
    ticks.step(next(), new RecordSink(blackhole::consume));
  }

  @Benchmark
  public int json() {
    json.clear();
    ticks.step(next(), json);
    return bytes;
  }

  @Benchmark
  public int jsonWithBars() {
    json.clear();
    ticksAndBars.step(next(), json);
    return bytes;
  }

  /** The yardstick: the same fields through Jackson's streaming writer. */
  @Benchmark
  public int jackson() throws IOException {
    out.reset();
    try (JsonGenerator generator = jackson.createGenerator(out)) {
      ticks.step(next(), new RecordSink(event -> writeWithJackson(event, generator)));
    }
    return out.size();
  }

  private long next() {
    at += STEP_NS;
    return at;
  }

  private Walk walk(String... topics) {
    return market.walk(Interest.in(Stream.of(topics).map(Topic::parse).toList()));
  }

  private static FakePolygonConfig config() {
    return FakePolygonConfig.builder()
        .symbols(Stream.iterate(0, i -> i + 1).limit(EVENTS / 2).map(i -> "SYM" + i).toList())
        .build();
  }

  private static void writeWithJackson(MarketEvent event, JsonGenerator to) {
    try {
      if (event instanceof Trade trade) {
        write(trade, to);
      } else if (event instanceof Quote quote) {
        write(quote, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Trade trade, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("ev", "T");
    to.writeStringField("sym", trade.symbol());
    to.writeStringField("i", trade.id());
    to.writeNumberField("x", trade.exchange());
    to.writeNumberField("p", trade.priceUsd());
    to.writeNumberField("s", trade.sizeShares());
    writeUnlessEmpty("c", trade.conditions(), to);
    to.writeNumberField("t", trade.sipTimestampMs());
    to.writeNumberField("pt", trade.participantTimestampMs());
    to.writeNumberField("q", trade.sequence());
    to.writeNumberField("z", trade.tape());
    if (trade.trfId() != 0) {
      to.writeNumberField("trfi", trade.trfId());
      to.writeNumberField("trft", trade.trfTimestampMs());
    }
    to.writeStringField("ds", trade.sizeShares() + ".0");
    to.writeEndObject();
  }

  private static void write(Quote quote, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("ev", "Q");
    to.writeStringField("sym", quote.symbol());
    writeUnlessEmpty("i", quote.indicators(), to);
    to.writeNumberField("bx", quote.bidExchange());
    to.writeNumberField("ax", quote.askExchange());
    to.writeNumberField("bp", quote.bidUsd());
    to.writeNumberField("ap", quote.askUsd());
    to.writeNumberField("bs", quote.bidShares());
    to.writeNumberField("as", quote.askShares());
    to.writeNumberField("t", quote.sipTimestampMs());
    to.writeNumberField("pt", quote.participantTimestampMs());
    to.writeNumberField("q", quote.sequence());
    to.writeNumberField("z", quote.tape());
    to.writeEndObject();
  }

  private static void writeUnlessEmpty(String name, List<Integer> values, JsonGenerator to)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    to.writeArrayFieldStart(name);
    for (int value : values) {
      to.writeNumber(value);
    }
    to.writeEndArray();
  }
}
