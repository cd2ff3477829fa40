package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The hand-written encoder against a plain Jackson writer of the same fields in the same order, on
 * random messages.
 */
class SameAsJacksonTest {
  private static final int MESSAGES = 1_000_000;
  private static final int READ_BACK = 150_000;
  private static final JsonFactory JACKSON = new JsonFactory();
  private static final List<String> AWKWARD =
      List.of("\"", "\\", "\n", "\r", "\t", "\u0001", "\u007f", "é", "€", "漢", "😀", "/", "'", "<");

  private Random random = new Random(42);

  @Test
  void writesWhatJacksonWrites() {
    JsonBytes json = new JsonBytes();
    for (int i = 0; i < MESSAGES; i++) {
      Sample sample = anySample();

      json.clear();
      sample.message.writeTo(json);

      assertThat(json).hasToString(sample.expected);
    }
  }

  @Test
  void readsBackWhatItWrote() {
    for (int i = 0; i < READ_BACK; i++) {
      Sample sample = anySample();

      List<ReceivedMessage> read = FrameReader.read("[" + sample.message.toJson() + "]");

      assertThat(read).containsExactly(new ReceivedMessage(sample.message, sample.expected));
    }
  }

  @Test
  void aSinkWritesTheSameFromTheFieldsAlone() {
    List<String> written = new ArrayList<>();
    JsonSink sink =
        new JsonSink(
            (channel, symbol, json, start, length) ->
                written.add(channel + "." + symbol + " " + new String(json, start, length, UTF_8)));
    List<String> expected = new ArrayList<>();
    EventSink records =
        new RecordSink(
            event -> expected.add(event.channel() + "." + event.symbol() + " " + event.toJson()));

    for (int i = 0; i < READ_BACK; i++) {
      long state = random.nextLong();
      if (random.nextInt(100) == 0) {
        sink.clear();
      }
      tellOfAnyEvent(new Random(state), sink);
      tellOfAnyEvent(new Random(state), records);
    }

    assertThat(written).isEqualTo(expected);
  }

  private static void tellOfAnyEvent(Random random, EventSink sink) {
    SameAsJacksonTest any = new SameAsJacksonTest();
    any.random = random;
    switch (random.nextInt(3)) {
      case 0 ->
          sink.trade(
              any.text(),
              any.whole(),
              any.anyInt(),
              any.price().doubleValue() + 1,
              any.whole(),
              any.integers(),
              any.whole(),
              any.wholeOrNone(),
              any.whole(),
              any.anyInt(),
              any.anyInt(),
              any.wholeOrNone(),
              any.wholeOrNone());
      case 1 ->
          sink.quote(
              any.text(),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(any.anyInt()),
              any.integers(),
              any.anyInt(),
              any.anyInt(),
              any.price().doubleValue(),
              any.price().doubleValue(),
              any.whole(),
              any.whole(),
              any.whole(),
              any.wholeOrNone(),
              any.whole(),
              any.anyInt());
      default -> sink.bar((Aggregate) any.aBar().message);
    }
  }

  private Sample anySample() {
    return switch (random.nextInt(5)) {
      case 0 -> aTrade();
      case 1 -> aQuote();
      case 2 -> aBar();
      case 3 -> aBand();
      default -> aStatus();
    };
  }

  private Sample aTrade() {
    String symbol = text();
    String id = text();
    int exchange = anyInt();
    BigDecimal price = price().max(new BigDecimal("0.000001"));
    long size = whole();
    List<Integer> conditions = integers();
    long t = whole();
    long pt = wholeOrNone();
    long q = whole();
    int tape = anyInt();
    int trfId = random.nextBoolean() ? 0 : anyInt();
    long trft = wholeOrNone();
    long ds = wholeOrNone();
    return new Sample(
        new Trade(
            symbol,
            id,
            exchange,
            price.doubleValue(),
            size,
            conditions,
            t,
            pt,
            q,
            tape,
            trfId,
            trft,
            ds),
        new Reference("T")
            .text("sym", symbol)
            .text("i", id)
            .integer("x", exchange)
            .decimal("p", price)
            .integer("s", size)
            .integers("c", conditions)
            .integer("t", t)
            .integerUnlessZero("pt", pt)
            .integer("q", q)
            .integer("z", tape)
            .integerUnlessZero("trfi", trfId)
            .integerUnlessZero("trft", trft)
            .exactSizeUnlessZero("ds", ds)
            .end());
  }

  private Sample aQuote() {
    String symbol = text();
    OptionalInt condition = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(anyInt());
    List<Integer> indicators = integers();
    int bx = random.nextBoolean() ? 0 : anyInt();
    int ax = random.nextBoolean() ? 0 : anyInt();
    BigDecimal bid = price();
    BigDecimal ask = price();
    long bs = whole();
    long as = whole();
    long t = whole();
    long pt = wholeOrNone();
    long q = whole();
    int tape = anyInt();
    Reference expected = new Reference("Q").text("sym", symbol);
    condition.ifPresent(c -> expected.integer("c", c));
    return new Sample(
        new Quote(
            symbol,
            condition,
            indicators,
            bx,
            ax,
            bid.doubleValue(),
            ask.doubleValue(),
            bs,
            as,
            t,
            pt,
            q,
            tape),
        expected
            .integers("i", indicators)
            .integerUnlessZero("bx", bx)
            .integerUnlessZero("ax", ax)
            .decimal("bp", bid)
            .decimal("ap", ask)
            .integer("bs", bs)
            .integer("as", as)
            .integer("t", t)
            .integerUnlessZero("pt", pt)
            .integer("q", q)
            .integer("z", tape)
            .end());
  }

  private Sample aBar() {
    Channel channel = random.nextBoolean() ? Channel.A : Channel.AM;
    String symbol = text();
    long v = whole();
    long av = whole();
    BigDecimal op = random.nextBoolean() ? BigDecimal.ZERO : price();
    List<BigDecimal> prices = Stream.generate(this::price).limit(6).toList();
    long z = whole();
    long s = whole() / 2;
    long e = s + 1 + random.nextInt(60_000);
    boolean otc = random.nextInt(4) == 0;
    long dv = wholeOrNone();
    long dav = wholeOrNone();
    Reference expected =
        new Reference(channel.name()).text("sym", symbol).integer("v", v).integer("av", av);
    if (op.signum() != 0) {
      expected.decimal("op", op);
    }
    List<String> names = List.of("vw", "o", "c", "h", "l", "a");
    for (int i = 0; i < names.size(); i++) {
      expected.decimal(names.get(i), prices.get(i));
    }
    expected.integer("z", z).integer("s", s).integer("e", e);
    if (otc) {
      expected.isTrue("otc");
    }
    return new Sample(
        new Aggregate(
            channel,
            symbol,
            v,
            av,
            op.doubleValue(),
            prices.get(0).doubleValue(),
            prices.get(1).doubleValue(),
            prices.get(2).doubleValue(),
            prices.get(3).doubleValue(),
            prices.get(4).doubleValue(),
            prices.get(5).doubleValue(),
            z,
            s,
            e,
            otc,
            dv,
            dav),
        expected.exactSizeUnlessZero("dv", dv).exactSizeUnlessZero("dav", dav).end());
  }

  private Sample aBand() {
    String symbol = text();
    BigDecimal upper = price();
    BigDecimal lower = price();
    List<Integer> indicators = integers();
    int tape = anyInt();
    long t = whole();
    long q = whole();
    return new Sample(
        new LuldBand(symbol, upper.doubleValue(), lower.doubleValue(), indicators, tape, t, q),
        new Reference("LULD")
            .decimal("h", upper)
            .decimal("l", lower)
            .integers("i", indicators)
            .integer("z", tape)
            .text("T", symbol)
            .integer("t", t)
            .integer("q", q)
            .end());
  }

  private Sample aStatus() {
    String status = text();
    String message = text();
    return new Sample(
        new Status(status, message),
        new Reference("status").text("status", status).text("message", message).end());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(8); left > 0; left--) {
      if (random.nextInt(10) == 0) {
        text.append(AWKWARD.get(random.nextInt(AWKWARD.size())));
      } else {
        text.append((char) (' ' + random.nextInt(0x7f - ' ')));
      }
    }
    return text.toString();
  }

  /** From no places to six, from a millionth up to some millions. */
  private BigDecimal price() {
    int places = random.nextInt(7);
    return BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(40))), places);
  }

  private long whole() {
    return random.nextLong() >>> (1 + random.nextInt(62));
  }

  private long wholeOrNone() {
    return random.nextBoolean() ? 0 : whole();
  }

  private int anyInt() {
    return random.nextInt() >> random.nextInt(31);
  }

  private List<Integer> integers() {
    return Stream.generate(this::anyInt).limit(random.nextInt(4)).toList();
  }

  private record Sample(Message message, String expected) {}

  /** Writes through Jackson. Only the number format, which Jackson does not have, is ours. */
  private static final class Reference {
    private final StringWriter out = new StringWriter();
    private final JsonGenerator json;

    Reference(String ev) {
      try {
        json = JACKSON.createGenerator(out);
        json.writeStartObject();
        json.writeStringField("ev", ev);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Reference text(String name, String value) {
      return with(() -> json.writeStringField(name, value));
    }

    Reference integer(String name, long value) {
      return with(() -> json.writeNumberField(name, value));
    }

    Reference integerUnlessZero(String name, long value) {
      return value == 0 ? this : integer(name, value);
    }

    Reference integers(String name, List<Integer> values) {
      if (values.isEmpty()) {
        return this;
      }
      return with(
          () -> {
            json.writeFieldName(name);
            json.writeArray(
                values.stream().mapToInt(Integer::intValue).toArray(), 0, values.size());
          });
    }

    Reference decimal(String name, BigDecimal value) {
      return with(
          () -> {
            json.writeFieldName(name);
            json.writeNumber(format(value));
          });
    }

    Reference exactSizeUnlessZero(String name, long millionths) {
      BigDecimal exact = BigDecimal.valueOf(millionths, 6);
      boolean whole = millionths % 1_000_000 == 0;
      return millionths == 0
          ? this
          : text(name, (whole ? exact.setScale(1) : exact).toPlainString());
    }

    Reference isTrue(String name) {
      return with(() -> json.writeBooleanField(name, true));
    }

    String end() {
      with(
          () -> {
            json.writeEndObject();
            json.close();
          });
      return out.toString();
    }

    private static String format(BigDecimal value) {
      BigDecimal shortest = value.stripTrailingZeros();
      if (shortest.signum() == 0 || shortest.compareTo(new BigDecimal("0.0001")) >= 0) {
        return shortest.toPlainString();
      }
      String digits = shortest.unscaledValue().toString();
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      return "%s%se-%02d"
          .formatted(digits.charAt(0), fraction, shortest.scale() - digits.length() + 1);
    }

    private Reference with(Writing writing) {
      try {
        writing.write();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private interface Writing {
    void write() throws IOException;
  }
}
