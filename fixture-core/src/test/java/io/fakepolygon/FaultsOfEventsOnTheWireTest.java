package io.fakepolygon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.RawFields;
import io.fakepolygon.server.RawClient.Frame;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client is sent, byte for byte, when faults strike events. */
class FaultsOfEventsOnTheWireTest {
  private static final String T = "T.FAKETICKER";
  private static final String Q = "Q.FAKETICKER";
  private static final String A = "A.FAKETICKER";
  private static final String AM = "AM.FAKETICKER";

  /** What comes of the first events of a topic. */
  private static void assertComes(String topic, String faults, int events, Came came) {
    try (WireTap tap = WireTap.on(topic).order(faults)) {
      tap.advance(events * (topic.equals(AM) ? 60_000L : topic.equals(A) ? 1_000L : 100L));

      List<String> due = tap.due(topic);
      for (String frame : came.of(due)) {
        assertThat(tap.text()).isEqualTo(frame);
      }
      assertThat(due).hasSize(events);
    }
  }

  private interface Came {
    List<String> of(List<String> due);
  }

  private static String frame(String... events) {
    return "[" + String.join(",", events) + "]";
  }

  @Test
  void duplicateEventStandsTwiceInItsFrame() {
    assertComes(
        T,
        "DUPLICATE_EVENT after 1",
        3,
        due -> List.of(frame(due.get(0)), frame(due.get(1), due.get(1)), frame(due.get(2))));
  }

  @Test
  void gapLeavesAnEventOut() {
    assertComes(T, "GAP after 1", 3, due -> List.of(frame(due.get(0)), frame(due.get(2))));
  }

  @Test
  void reorderHasAnEventBehindTheNext() {
    assertComes(T, "REORDER", 3, due -> List.of(frame(due.get(1), due.get(0)), frame(due.get(2))));
  }

  @Test
  void lateTradeSaysWhenItCameAndWhenItWasDone() {
    assertComes(
        T,
        "LATE_TRADE delay 100ms",
        2,
        due ->
            List.of(
                frame(due.get(0).replace("\"t\":1704205800100", "\"t\":1704205800200")),
                frame(due.get(1))));
  }

  @Test
  void missingBarDoesNotCome() {
    assertComes(A, "MISSING_BAR", 2, due -> List.of(frame(due.get(1))));
  }

  @Test
  void lateBarComesAsItIsBeforeWhatIsDueThen() {
    assertComes(A, "LATE_BAR delay 1s", 2, due -> List.of(frame(due.get(0)), frame(due.get(1))));
  }

  @Test
  void resentBarComesAgainWithNewValues() {
    assertComes(
        A,
        "RESENT_BAR delay 500ms",
        2,
        due -> List.of(frame(due.get(0)), frame(amended(due.get(0))), frame(due.get(1))));
  }

  // The first second of seed 42.
  private static String amended(String bar) {
    return bar.replace("\"v\":11464,", "\"v\":11564,")
        .replace("\"av\":11464,", "\"av\":11564,")
        .replace("\"c\":102.93,", "\"c\":102.94,")
        .replace("\"h\":102.93,", "\"h\":102.94,")
        .replace("\"dv\":\"11464.0\"", "\"dv\":\"11564.0\"")
        .replace("\"dav\":\"11464.0\"", "\"dav\":\"11564.0\"");
  }

  @Test
  void duplicateSequenceHasTheNumberAndTheTimeOfTheTradeBefore() {
    assertComes(
        T,
        "DUPLICATE_SEQUENCE",
        2,
        due ->
            List.of(
                frame(due.get(0)),
                frame(
                    with(
                        with(due.get(1), "q", field(due.get(0), "q")),
                        "t",
                        field(due.get(0), "t")))));
  }

  @Test
  void backwardSequenceIsOneLess() {
    assertComes(
        T,
        "BACKWARD_SEQUENCE",
        2,
        due ->
            List.of(
                frame(due.get(0)),
                frame(
                    with(
                        due.get(1),
                        "q",
                        Long.toString(Long.parseLong(field(due.get(0), "q")) - 1)))));
  }

  @Test
  void disagreeingBarIsNotWhatItsTradesMake() {
    assertComes(A, "DISAGREEING_BAR", 1, due -> List.of(frame(amended(due.get(0)))));
  }

  @Test
  void unknownFieldStandsBehindTheOthers() {
    assertComes(
        T, "UNKNOWN_FIELD", 1, due -> List.of(frame(due.get(0).replaceAll("}$", ",\"nf\":1}"))));
  }

  @Test
  void unknownEventStandsBehindAKnownOne() {
    assertComes(
        T,
        "UNKNOWN_EVENT",
        1,
        due -> List.of(frame(due.get(0), "{\"ev\":\"NEW\",\"sym\":\"FAKETICKER\",\"n\":1}")));
  }

  @Test
  void stringForNumberPutsTheSizeInQuotationMarks() {
    assertComes(
        T,
        "STRING_FOR_NUMBER",
        1,
        due -> List.of(frame(with(due.get(0), "s", '"' + field(due.get(0), "s") + '"'))));
  }

  @Test
  void stringForNumberPutsTheVolumeOfABarInQuotationMarks() {
    assertComes(
        A,
        "STRING_FOR_NUMBER",
        1,
        due -> List.of(frame(with(due.get(0), "v", '"' + field(due.get(0), "v") + '"'))));
  }

  @Test
  void stringForNumberPutsTheVolumeOfAMinuteBarInQuotationMarks() {
    assertComes(
        AM,
        "STRING_FOR_NUMBER",
        1,
        due -> List.of(frame(with(due.get(0), "v", '"' + field(due.get(0), "v") + '"'))));
  }

  @Test
  void whatIsNoNumberAnyMoreStaysAsItIs() {
    assertComes(
        T,
        "STRING_FOR_NUMBER; DECIMAL_FOR_INTEGER",
        1,
        due -> List.of(frame(with(due.get(0), "s", '"' + field(due.get(0), "s") + '"'))));
  }

  @Test
  void decimalForIntegerHasHalfAShareMore() {
    assertComes(
        T,
        "DECIMAL_FOR_INTEGER",
        1,
        due -> List.of(frame(with(due.get(0), "s", field(due.get(0), "s") + ".5"))));
  }

  @Test
  void exponentNumberIsTheSameNumber() {
    assertComes(
        T,
        "EXPONENT_NUMBER",
        1,
        due -> {
          String price = field(due.get(0), "p");
          String exponent = price.replace(".", "").replaceFirst("^1", "1.") + "e+02";
          return List.of(frame(with(due.get(0), "p", exponent)));
        });
  }

  @Test
  void nanosecondsForMsHaveSixZerosMore() {
    assertComes(
        Q,
        "NANOSECONDS_FOR_MS",
        1,
        due ->
            List.of(
                frame(
                    with(
                        with(due.get(0), "t", field(due.get(0), "t") + "000000"),
                        "pt",
                        field(due.get(0), "pt") + "000000"))));
  }

  @Test
  void zeroSizeIsHalfAShare() {
    assertComes(
        T,
        "ZERO_SIZE",
        1,
        due -> List.of(frame(with(with(due.get(0), "s", "0"), "ds", "\"0.5\""))));
  }

  @Test
  void lockedQuoteOffersAtTheBid() {
    assertComes(
        Q,
        "LOCKED_QUOTE",
        1,
        due -> List.of(frame(with(due.get(0), "ap", field(due.get(0), "bp")))));
  }

  @Test
  void crossedQuoteOffersACentBelowTheBid() {
    assertComes(
        Q,
        "CROSSED_QUOTE",
        1,
        due -> {
          String below =
              new BigDecimal(field(due.get(0), "bp"))
                  .subtract(new BigDecimal("0.01"))
                  .stripTrailingZeros()
                  .toPlainString();
          return List.of(frame(with(due.get(0), "ap", below)));
        });
  }

  @Test
  void oneSidedQuoteHasNoOffer() {
    assertComes(
        Q,
        "ONE_SIDED_QUOTE",
        1,
        due ->
            List.of(
                frame(
                    with(with(due.get(0), "ap", "0"), "as", "0")
                        .replaceFirst("\"ax\":[0-9]+,", ""))));
  }

  @Test
  void zeroBandsAreThoseOfAHalt() {
    FakePolygonConfig withBands =
        FakePolygonConfig.builder()
            .symbols("FAKETICKER")
            .mode(MarketMode.REALISTIC)
            .channels(Channel.LULD)
            .build();
    try (WireTap tap = WireTap.connected(withBands).logIn().subscribe("LULD.FAKETICKER")) {
      tap.order("ZERO_BANDS").advance(120_000);

      String first = tap.due("LULD.FAKETICKER").get(0);
      assertThat(tap.text()).isEqualTo(frame(with(with(first, "h", "0"), "l", "0")));
    }
  }

  @Test
  void splitBatchHasAFrameForEachEvent() {
    try (WireTap tap = WireTap.on(Q, T).order("SPLIT_BATCH")) {
      tap.advance(100);

      assertThat(tap.text()).isEqualTo(frame(tap.due(Q).get(0)));
      assertThat(tap.text()).isEqualTo(frame(tap.due(T).get(0)));
    }
  }

  @Test
  void mergedBatchHasTheEventsOfSeveralSteps() {
    assertComes(
        T,
        "MERGED_BATCH frames 3",
        4,
        due -> List.of(frame(due.get(0), due.get(1), due.get(2)), frame(due.get(3))));
  }

  @Test
  void bigFrameIsFilledWithBlanks() {
    assertComes(
        T,
        "BIG_FRAME bytes 1100000",
        1,
        due -> {
          String whole = frame(due.get(0));
          String blanks = " ".repeat(1_100_000 - whole.length());
          return List.of(whole.substring(0, whole.length() - 1) + blanks + "]");
        });
  }

  @Test
  void fragmentedTextIsCutInsideACharacter() {
    try (WireTap tap = WireTap.on(T).order("FRAGMENTED_TEXT")) {
      tap.advance(100);

      Frame first = tap.next();
      Frame rest = tap.next();
      assertThat(first.isFinal()).isFalse();
      assertThat(rest.isFinal()).isTrue();
      assertThat(first.payload()[first.payload().length - 1]).isEqualTo((byte) 0xc3);
      assertThat(rest.payload()).containsExactly(0xa9, '"', '}', ']');
      assertThat(text(first, rest))
          .isEqualTo(frame(tap.due(T).get(0).replaceAll("}$", ",\"note\":\"é\"}")));
    }
  }

  private static String text(Frame... frames) {
    List<Byte> bytes = new ArrayList<>();
    for (Frame frame : frames) {
      for (byte one : frame.payload()) {
        bytes.add(one);
      }
    }
    byte[] all = new byte[bytes.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes.get(i);
    }
    return new String(all, UTF_8);
  }

  @Test
  void malformedJsonBreaksOff() {
    assertComes(
        T,
        "MALFORMED_JSON",
        2,
        due -> List.of(frame(due.get(0)).replaceAll("}]$", ""), frame(due.get(1))));
  }

  @Test
  void notANumberStandsForThePrice() {
    assertComes(T, "NOT_A_NUMBER", 1, due -> List.of(frame(with(due.get(0), "p", "NaN"))));
  }

  @Test
  void truncatedFramePromisesMoreThanComes() {
    try (WireTap tap = WireTap.on(T).order("TRUNCATED_FRAME")) {
      tap.advance(100);

      byte[] rest = tap.client.readAllBytes();
      byte[] text = frame(tap.due(T).get(0)).getBytes(US_ASCII);
      assertThat(rest).hasSize(4 + text.length / 2);
      assertThat(rest).startsWith(0x81, 126, text.length >> 8, text.length & 0xff, '[', '{');
    }
  }

  @Test
  void invalidUtf8HasAByteThatNoTextHas() {
    try (WireTap tap = WireTap.on(T).order("INVALID_UTF8")) {
      tap.advance(100);

      byte[] text = tap.next().payload();
      assertThat(text).hasSize(frame(tap.due(T).get(0)).length() + 1);
      assertThat(text).endsWith('}', 0xff, ']');
    }
  }

  @Test
  void silentStallSwallowsWhatFallsDue() {
    assertComes(
        T,
        "SILENT_STALL at 200ms for 200ms",
        4,
        due -> List.of(frame(due.get(0)), frame(due.get(3))));
  }

  @Test
  void holdLetsAllGoInOrder() {
    assertComes(
        T,
        "HOLD for 350ms",
        4,
        due -> due.stream().map(FaultsOfEventsOnTheWireTest::frame).toList());
  }

  @Test
  void latencyOfMarketTimeBringsAFrameLater() {
    try (WireTap tap = WireTap.on(T).order("LATENCY delay 150ms")) {
      tap.advance(350);

      List<String> due = tap.due(T);
      assertThat(tap.text()).isEqualTo(frame(due.get(0)));
      assertThat(tap.text()).isEqualTo(frame(due.get(1)));
      assertThat(arrivals(tap))
          .containsExactly("2024-01-02T14:30:00.250Z", "2024-01-02T14:30:00.350Z");
    }
  }

  @Test
  void latencyOfRealTimeBringsAFrameAsItIs() {
    assertComes(
        T,
        "LATENCY delay 20ms time real",
        3,
        due -> due.stream().map(FaultsOfEventsOnTheWireTest::frame).toList());
  }

  @Test
  void bandwidthBringsAFrameWhenTheLineIsFree() {
    try (WireTap tap = WireTap.on(T).order("BANDWIDTH rate 1000")) {
      tap.advance(400);

      assertThat(tap.text()).isEqualTo(frame(tap.due(T).get(0)));
      assertThat(arrivals(tap)).hasSizeBetween(2, 3);
    }
  }

  private static List<String> arrivals(WireTap tap) {
    return tap.polygon.faults().ledger().strikes().stream()
        .filter(strike -> strike.note().equals("arrives"))
        .map(strike -> strike.at().toString())
        .toList();
  }

  private static String field(String event, String name) {
    return RawFields.of(event).get(name).orElseThrow();
  }

  private static String with(String event, String name, String value) {
    return RawFields.of(event).with(name, value).toJson();
  }
}
