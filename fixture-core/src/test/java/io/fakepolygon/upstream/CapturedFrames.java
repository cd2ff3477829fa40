package io.fakepolygon.upstream;

import static io.fakepolygon.upstream.CapturedFrames.Origin.CAPTURED;
import static io.fakepolygon.upstream.CapturedFrames.Origin.MADE_BY_US;
import static io.fakepolygon.upstream.CapturedFrames.Origin.VENDOR_SAMPLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Text frames of the feed: those that somebody captured or the vendor prints, byte for byte, and
 * some of ours for what is known to happen and of which no frame is known.
 *
 * <p>Source: protocol.md, sections 3, 4 and 7; keys in square brackets are resolved in its section
 * 11.
 */
public enum CapturedFrames {
  TRADE(
      CAPTURED,
      "2026-06-16 [tickhub]",
      """
      [{"ev":"T","sym":"AAPL","i":"143541","x":4,"p":297.845,"s":40,"t":1781622376036,"pt":1781622376029,"q":4938312,"z":3,"trfi":202,"trft":1781622376036,"ds":"40.0"}]""",
      "T.AAPL"),
  TRADE_OF_2022(
      CAPTURED,
      "2022-05-04 [py-mock]",
      """
      [{"ev":"T","sym":"AMZN","i":"72815","x":12,"p":161.87,"s":1,"c":[14,37,41],"t":1651684192536,"q":4009408,"z":3}]""",
      "T.AMZN"),
  QUOTE(
      CAPTURED,
      "2026-08-13 [go-ingest]",
      """
      [{"ev":"Q","sym":"NVDA","i":[604],"bx":10,"ax":15,"bp":225.62,"ap":225.64,"bs":100,"as":500,"t":1786649956446,"pt":1786649956446,"q":106078192,"z":3}]""",
      "Q.NVDA"),
  SECOND_BAR(
      CAPTURED,
      "2026-09-08 [mdn-fixtures]",
      """
      [{"ev":"A","sym":"FCX","v":4989,"av":4332125,"op":75.98,"vw":78.0894,"o":78.1,"c":78.08,"h":78.125,"l":78.07,"a":76.8404,"z":62,"s":1788877043000,"e":1788877044000,"dv":"4989.0","dav":"4332125.038360"}]""",
      "A.FCX"),
  MINUTE_BAR(
      VENDOR_SAMPLE,
      "vendor sample of AM",
      """
      [{"ev":"AM","sym":"GTE","v":4110,"av":9470157,"op":0.4372,"vw":0.4488,"o":0.4488,"c":0.4486,"h":0.4489,"l":0.4486,"a":0.4352,"z":685,"s":1610144640000,"e":1610144700000}]""",
      "AM.GTE"),
  BANDS(
      CAPTURED,
      "2026-09-08 [mdn-fixtures]",
      """
      [{"ev":"LULD","h":3.63,"l":2.97,"i":[15],"z":3,"T":"ATHR","t":1788877046310003385,"q":3209681}]""",
      "LULD.ATHR"),
  IMBALANCE(
      VENDOR_SAMPLE,
      "NOI sample",
      """
      [{"ev":"NOI","T":"NTEST.Q","t":1601318039223013600,"at":930,"a":"M","i":44,"x":10,"o":480,"p":440,"b":25.03}]""",
      "NOI.NTEST.Q"),
  FAIR_VALUE(
      CAPTURED,
      "2025-10-16 [fmv-cap]",
      """
      [{"ev":"FMV","fmv":509.917,"sym":"MSFT","t":1760646477151120843}]""",
      "FMV.MSFT"),
  OPTION_TRADE(
      CAPTURED,
      "2025-12-08 [spx-note]",
      """
      [{"ev":"T","sym":"O:SPXW251208C06840000","x":302,"p":5.5,"s":1,"c":[236],"t":1765227583506,"q":1864261653}]""",
      "T.O:SPXW251208C06840000"),
  OPTION_QUOTE(
      VENDOR_SAMPLE,
      "options Q sample",
      """
      [{"ev":"Q","sym":"O:SPY241220P00720000","bx":302,"ax":302,"bp":9.71,"ap":9.81,"bs":17,"as":24,"t":1644506128351,"q":844090872}]""",
      "Q.O:SPY241220P00720000"),
  INDEX_VALUE(
      VENDOR_SAMPLE,
      "indices V sample",
      """
      [{"ev":"V","val":3988.5,"T":"I:SPX","t":1678220098130}]""",
      "V.I:SPX"),
  CRYPTO_TRADE(
      CAPTURED,
      "2024-01-30 [fx-cap]",
      """
      [{"ev":"XT","pair":"BTC-USD","p":43575.6,"t":1706649628023,"s":4.522e-05,"c":[2],"i":"1b254a48-7258-4465-8215-2610ccf9ab21","x":23,"r":1706649628068}]""",
      "XT.BTC-USD"),
  FUTURES_QUOTE(
      VENDOR_SAMPLE,
      "futures Q sample",
      """
      [{"ev":"Q","sym":"ESZ4","bp":114.125,"bs":100,"bt":1734103628360,"ap":114.128,"as":160,"at":1734103628350,"t":1536036818784}]""",
      "Q.ESZ4"),
  OTC_TWINS(
      MADE_BY_US,
      "two trades with one q and one t, each with an id of its own [pio #241]",
      """
      [{"ev":"T","sym":"TCEHY","i":"00220725","x":62,"p":49.11,"s":100,"c":[37],"t":1651684192536,"q":2207250,"z":3},{"ev":"T","sym":"TCEHY","i":"00220726","x":62,"p":49.12,"s":200,"c":[37],"t":1651684192536,"q":2207250,"z":3}]""",
      "T.TCEHY",
      "T.TCEHY"),
  SEQUENCE_BACKWARDS(
      MADE_BY_US,
      "q goes back [pio #241]",
      """
      [{"ev":"T","sym":"TCEHY","i":"00220727","x":62,"p":49.11,"s":100,"t":1651684192540,"q":2207260,"z":3},{"ev":"T","sym":"TCEHY","i":"00220728","x":62,"p":49.12,"s":100,"t":1651684192541,"q":2207251,"z":3}]""",
      "T.TCEHY",
      "T.TCEHY"),
  LATE_TRADE(
      MADE_BY_US,
      "from a TRF, 14 minutes old [kb-late]",
      """
      [{"ev":"T","sym":"AAPL","i":"143542","x":4,"p":297.11,"s":200,"t":1781622376036,"pt":1781621536036,"q":4938313,"z":3,"trfi":202,"trft":1781622376036,"ds":"200.0"}]""",
      "T.AAPL"),
  BAR_SENT_TWICE(
      MADE_BY_US,
      "the same s, new values [kb-late] [blog-2020]",
      """
      [{"ev":"A","sym":"FCX","v":4989,"av":4332125,"op":75.98,"vw":78.0894,"o":78.1,"c":78.08,"h":78.125,"l":78.07,"a":76.8404,"z":62,"s":1788877043000,"e":1788877044000,"dv":"4989.0","dav":"4332125.038360"},{"ev":"A","sym":"FCX","v":5089,"av":4332225,"op":75.98,"vw":78.0896,"o":78.1,"c":78.08,"h":78.13,"l":78.07,"a":76.8405,"z":63,"s":1788877043000,"e":1788877044000,"dv":"5089.0","dav":"4332225.038360"}]""",
      "A.FCX",
      "A.FCX"),
  TRADE_BELOW_ONE_SHARE(
      MADE_BY_US,
      "s of zero [fractional]",
      """
      [{"ev":"T","sym":"AAPL","i":"143543","x":4,"p":297.84,"s":0,"c":[37],"t":1781622376040,"pt":1781622376031,"q":4938320,"z":3,"trfi":202,"trft":1781622376039,"ds":"0.740474"}]""",
      "T.AAPL"),
  BARS_WITH_FRACTIONAL_Z(
      MADE_BY_US,
      "z is no integer [mdn-malformed]",
      """
      [{"ev":"A","sym":"FCX","v":50,"av":4332175,"op":75.98,"vw":78.09,"o":78.09,"c":78.09,"h":78.09,"l":78.09,"a":76.8404,"z":12.5,"s":1788877044000,"e":1788877045000,"dv":"50.0","dav":"4332175.038360"},{"ev":"A","sym":"GTE","v":24,"av":24,"vw":0.4488,"o":0.4488,"c":0.4488,"h":0.4488,"l":0.4488,"a":0.4488,"z":12.0,"s":1788877044000,"e":1788877045000}]""",
      "A.FCX",
      "A.GTE"),
  LAUNCHPAD_VALUE(
      MADE_BY_US,
      "time in nanoseconds",
      """
      [{"ev":"LV","val":509.917,"sym":"MSFT","t":1760646477151120843}]""",
      "LV.MSFT"),
  BANDS_OF_ZERO(
      MADE_BY_US,
      "a halt [luld]",
      """
      [{"ev":"LULD","h":0,"l":0,"i":[17],"z":3,"T":"ATHR","t":1788877046310003385,"q":3209682}]""",
      "LULD.ATHR"),
  EXPONENT(
      MADE_BY_US,
      "a tiny price [fx-cap]",
      """
      [{"ev":"T","sym":"TINY","i":"1","x":12,"p":4.522e-05,"s":1000000,"t":1781622376036,"q":1,"z":3}]""",
      "T.TINY"),
  UNKNOWN_FIELDS(
      MADE_BY_US,
      "fields appear unannounced, objects and arrays among them ([py] history, [tickhub])",
      """
      [{"ev":"T","sym":"AAPL","i":"143544","x":11,"p":297.85,"s":100,"novel":true,"t":1781622376050,"q":4938330,"z":3,"venue":{"ev":"Q","sym":"MSFT","legs":[{"T":"IBM","n":[1,[2,{}]]},null,"}],{"]},"note":"[{\\"ev\\":\\"T\\"}]"}]""",
      "T.AAPL"),
  UNKNOWN_KIND(
      MADE_BY_US,
      "ev values appear unannounced",
      """
      [{"ev":"ZZ","sym":"BRK.A","value":1}]""",
      "ZZ.BRK.A"),
  CROSSED_QUOTE(
      MADE_BY_US,
      "bid above ask [m17]",
      """
      [{"ev":"Q","sym":"NVDA","i":[604],"bx":10,"ax":15,"bp":225.65,"ap":225.64,"bs":100,"as":500,"t":1786649956447,"pt":1786649956447,"q":106078193,"z":3}]""",
      "Q.NVDA"),
  LOCKED_QUOTE(
      MADE_BY_US,
      "bid equals ask [m17]",
      """
      [{"ev":"Q","sym":"NVDA","i":[604],"bx":10,"ax":15,"bp":225.64,"ap":225.64,"bs":100,"as":500,"t":1786649956448,"pt":1786649956448,"q":106078194,"z":3}]""",
      "Q.NVDA"),
  QUOTE_WITHOUT_BID(
      MADE_BY_US,
      "bx missing, price 0 [tradeul]",
      """
      [{"ev":"Q","sym":"NVDA","ax":15,"bp":0,"ap":225.64,"bs":0,"as":500,"t":1786649956449,"pt":1786649956449,"q":106078195,"z":3}]""",
      "Q.NVDA"),
  QUOTE_WITHOUT_ASK(
      MADE_BY_US,
      "ax missing, price 0 [tradeul]",
      """
      [{"ev":"Q","sym":"NVDA","c":1,"bx":10,"bp":225.62,"ap":0,"bs":100,"as":0,"t":1786649956450,"pt":1786649956450,"q":106078196,"z":3}]""",
      "Q.NVDA"),
  SIZE_AS_TEXT(
      MADE_BY_US,
      "ds a string beside a trade without ds, and another scale [tickhub]",
      """
      [{"ev":"T","sym":"AAPL","i":"143545","x":11,"p":297.85,"s":40,"t":1781622376051,"q":4938331,"z":3,"ds":"40.000000"},{"ev":"T","sym":"AAPL","i":"143546","x":11,"p":297.85,"s":40,"t":1781622376052,"q":4938332,"z":3}]""",
      "T.AAPL",
      "T.AAPL"),
  NUMBERS_AS_TEXT(
      MADE_BY_US,
      "strings where numbers are expected, a p among them [tickhub]",
      """
      [{"ev":"T","sym":"AAPL","i":"143547","x":"11","p":"297.85","s":"40","t":"1781622376053","q":"4938333","z":"3"}]""",
      "T.AAPL"),
  MANY_KINDS(
      MADE_BY_US,
      "kinds and tickers mix in a frame [go-ingest] [polyio]",
      """
      [{"ev":"T","sym":"AAPL","i":"143548","x":11,"p":297.85,"s":100,"t":1781622376060,"pt":1781622376059,"q":4938340,"z":3,"ds":"100.0"},{"ev":"Q","sym":"NVDA","i":[604],"bx":10,"ax":15,"bp":225.62,"ap":225.64,"bs":100,"as":500,"t":1781622376060,"pt":1781622376060,"q":106078197,"z":3},{"ev":"T","sym":"MSFT","i":"88","x":12,"p":509.9,"s":100,"t":1781622376058,"pt":1781622376058,"q":17,"z":3,"ds":"100.0"},{"ev":"LULD","h":3.63,"l":2.97,"i":[16],"z":3,"T":"ATHR","t":1781622376060003385,"q":3209683},{"ev":"A","sym":"AAPL","v":100,"av":100,"vw":297.85,"o":297.85,"c":297.85,"h":297.85,"l":297.85,"a":297.85,"z":100,"s":1781622375000,"e":1781622376000,"dv":"100.0","dav":"100.0"},{"ev":"T","sym":"AAPL","i":"143549","x":11,"p":297.86,"s":100,"t":1781622376061,"pt":1781622376060,"q":4938341,"z":3,"ds":"100.0"}]""",
      "T.AAPL",
      "Q.NVDA",
      "T.MSFT",
      "LULD.ATHR",
      "A.AAPL",
      "T.AAPL"),
  EVENT_AND_STATUS(
      MADE_BY_US,
      "the writer drains what is queued, whatever it is [client-examples #5]",
      """
      [{"ev":"T","sym":"AAPL","i":"143550","x":11,"p":297.85,"s":100,"t":1781622376070,"q":4938350,"z":3},{"ev":"status","status":"success","message":"subscribed to: T.AAPL"}]""",
      "T.AAPL",
      "status."),
  ODD_KEY_ORDER(
      MADE_BY_US,
      "ev last, as no vendor has sent it",
      """
      [{"z":3,"q":3209684,"T":"ATHR","t":1788877046310003386,"l":2.97,"h":3.63,"i":[15],"ev":"LULD"},{"q":4938351,"p":297.85,"sym":"AAPL","ev":"T","s":100}]""",
      "LULD.ATHR",
      "T.AAPL"),
  BLANKS(
      MADE_BY_US,
      "blanks of every kind between the tokens",
      """
      \n [ {\n  "ev" : "T",\r\n\t"sym" : "AAPL" ,\n  "p" : 297.85 , "c" : [ 14 , 41 ]\n} ,\n\n{ "ev":"Q" , "sym":"NVDA" } ]\n""",
      "T.AAPL",
      "Q.NVDA"),
  NUMBERS(
      MADE_BY_US,
      "forms that a rewriting would change",
      """
      [{"ev":"T","sym":"AAPL","p":1.50,"s":1E5,"x":-0,"q":12345678901234567890,"z":3.0,"t":1781622376036,"novel":0.1000000000000000055511151231257827,"tiny":1e-400,"plus":1e+2}]""",
      "T.AAPL"),
  TEXTS(
      MADE_BY_US,
      "escaped or not, and beyond the basic plane",
      """
      [{"ev":"T","sym":"AAPL","a":"caf\\u00e9","b":"café","c":"\\/ / \\t \\\\ \\\"","d":"\\ud83d\\ude00","e":"😀","f":"€","p":297.85}]""",
      "T.AAPL"),
  NON_ASCII_TICKER(
      MADE_BY_US,
      "a ticker of two bytes a character",
      """
      [{"ev":"T","sym":"CAFÉ","p":1.5}]""",
      "T.CAFÉ"),
  NOTHING(
      MADE_BY_US,
      "an array without events",
      """
      []"""),
  CURRENCY_QUOTE(
      MADE_BY_US,
      "fields of 4.3; x an int, i undocumented [fx-cap]",
      """
      [{"ev":"C","p":"EUR/USD","x":48,"a":1.0845,"b":1.0844,"t":1706649628000,"i":0}]""",
      "C.EUR/USD"),
  CURRENCY_BAR(
      MADE_BY_US,
      "fields of 4.3, e omitted as in the sample",
      """
      [{"ev":"CA","pair":"EUR/USD","o":1.0844,"c":1.0845,"h":1.0846,"l":1.0843,"v":12,"s":1706649600000}]""",
      "CA.EUR/USD"),
  CRYPTO_BOOK(
      MADE_BY_US,
      "fields of 4.4; arrays in arrays",
      """
      [{"ev":"XL2","pair":"BTC-USD","t":1706649628023,"r":1706649628068,"x":2,"b":[[43575.5,0.5],[43575,1.25]],"a":[[43575.6,4.522e-05]]}]""",
      "XL2.BTC-USD"),
  CRYPTO_BAR(
      MADE_BY_US,
      "fields of 4.4; v a decimal",
      """
      [{"ev":"XAS","pair":"BTC-USD","v":0.25004522,"vw":43575.6,"z":0,"o":43575.6,"c":43575.6,"h":43575.6,"l":43575.6,"s":1706649628000,"e":1706649629000}]""",
      "XAS.BTC-USD"),
  INDEX_BAR(
      MADE_BY_US,
      "fields of 4.2, s equals e as in the sample",
      """
      [{"ev":"A","sym":"I:SPX","op":3985.67,"o":3985.67,"c":3985.67,"h":3985.67,"l":3985.67,"s":1678220675805,"e":1678220675805}]""",
      "A.I:SPX"),
  FUTURES_BAR(
      MADE_BY_US,
      "fields of 4.5; dv a number",
      """
      [{"ev":"AM","sym":"ESZ4","v":12,"dv":1369.5,"o":114.125,"c":114.125,"h":114.125,"l":114.125,"n":3,"s":1734103620000,"e":1734103680000}]""",
      "AM.ESZ4");

  private final Origin origin;
  private final String source;
  private final String json;

  @SuppressWarnings("ImmutableEnumChecker") // A list that nobody can change.
  private final List<String> topics;

  CapturedFrames(Origin origin, String source, String json, String... topics) {
    this.origin = origin;
    this.source = source;
    this.json = json;
    this.topics = List.of(topics);
  }

  /** Where a frame is from. */
  public enum Origin {
    /** Somebody captured it on the live service. */
    CAPTURED,
    /** The vendor's documentation has it. */
    VENDOR_SAMPLE,
    /** We made it, from a description. */
    MADE_BY_US
  }

  public Origin origin() {
    return origin;
  }

  /** Who captured it and when, or what it shows. */
  public String source() {
    return source;
  }

  /** The whole frame, one JSON array. */
  public String json() {
    return json;
  }

  /** The frame in UTF-8. */
  public byte[] bytes() {
    return json.getBytes(UTF_8);
  }

  /** Of each event, in order, where it belongs: {@code T.AAPL}; {@code status.} for a status. */
  public List<String> topics() {
    return topics;
  }

  /** Each event as it stands in the frame, in order. Jackson finds them, not our slicer. */
  public List<String> events() {
    List<String> events = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
        events.add(json.substring(start, end));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  /** The events of one topic, as {@link #events}. */
  public List<String> events(String topic) {
    List<String> all = events();
    return IntStream.range(0, all.size())
        .filter(i -> topics.get(i).equals(topic))
        .mapToObj(all::get)
        .toList();
  }
}
