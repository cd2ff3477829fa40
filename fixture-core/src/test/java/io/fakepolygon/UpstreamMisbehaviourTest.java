package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.upstream.CapturedFrames;
import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a real feed sends that makes clients stumble: a proxy passes it on, byte for byte, to those
 * who hold it. Each row of protocol.md, section 7, has its test, here or next door:
 *
 * <pre>
 *   duplicate sequence numbers         twinsOfOneSequenceNumber…, aSequenceNumberThatGoesBackwards…
 *   sequence gaps                      gapsInSequenceNumbers…
 *   late trades                        aTradeThatIsLate…
 *   bar sent twice, late bar           aBarSentTwice…, aBarThatIsMinutesLate…
 *   missing bar                        aBarThatTheFeedLeavesOut…
 *   bars stop for one ticker           whereBarsStopTradesAndQuotesGoOn
 *   second bars disagree               secondBarsThatDisagreeWithTheMinute…
 *   growing delay under load           eventsThatAreOldAndOutOfOrder…; then a drop: UpstreamEndsTest
 *   silent stall                       UpstreamEndsTest, aSilentStall…, aFeedThatSendsAndAnswersNoPing…
 *   abnormal end, close every 2 hours  UpstreamEndsTest, aDrop…, aClose…, aReset…, twentyDrops…
 *   missing pong                       the feed's own: UpstreamEndsTest; ours: MalformedUpstreamTest, aPing…
 *   connection cap after success       UpstreamEndsTest, oneConnectionTooMany…, aCloseWith1008…
 *   two clients evicting each other    UpstreamEndsTest, twoProxiesOfOneAccount…
 *   cap reached by our dead socket     UpstreamEndsTest, ourOwnDeadConnection…
 *   API key conflict between feeds     the same cap, seen from here: UpstreamEndsTest
 *   auth timeout although auth sent    UpstreamEndsTest, anAuthenticationTimeout…, aFeedThatNeverAnswers…
 *   abrupt drop after auth_failed      UpstreamEndsTest, aRefusedKey…, aPlanWithoutTheFeed…
 *   refused without naming             UpstreamAnswersTest, aRefusal…
 *   silently ignored prefix            UpstreamAnswersTest, aPrefix…, aWildcard…
 *   partial acknowledgement            UpstreamAnswersTest, aPartial…, aWholeRequest…
 *   data before acknowledgement        UpstreamAnswersTest, dataBefore…
 *   s of zero                          aTradeBelowOneShare…
 *   string where a number is expected  textWhereANumberIsExpected…
 *   z not an integer                   barsWhoseZIsNoInteger…
 *   nanoseconds, T instead of sym      nanosecondsAndACapitalT…
 *   bands of zero                      bandsOfZero…
 *   exponent numbers                   anExponent…
 *   new fields, new ev values          fieldsThatNobodyKnows…, aKindThatNobodyKnows…
 *   big frames                         aBigFrame…, anEventThatFills…; MalformedUpstreamTest, anEventThatFitsIn…
 *   minute-boundary burst, open burst  aBurst…
 *   NaN, Infinity                      MalformedUpstreamTest, notANumber…
 *   crossed, locked, one-sided quotes  crossedAndOneSidedQuotes…
 *   wrong order of timestamps          eventsThatAreOldAndOutOfOrder…
 * </pre>
 *
 * <p>Of three rows a part happens on the client's side only: that it reads only the first event of
 * a frame (missing bar), that its own pong is late (missing pong), and that its parser fails.
 */
class UpstreamMisbehaviourTest {
  private static final int LARGEST_FRAME = 900_000;

  private final ScriptedProxy proxy = ScriptedProxy.start(Manners.ofTheVendor());
  private final ScriptedConnection feed = proxy.feed.next();
  private final TestClient bystander = proxy.client("T.BYSTANDER");

  @AfterEach
  void nothingHasSuffered() {
    String bystanders = "[{\"ev\":\"T\",\"sym\":\"BYSTANDER\",\"p\":1.5}]";
    feed.send(bystanders);
    assertThat(bystander.nextFrame()).isEqualTo(bystanders);
    proxy.assertThatAllClientsAreStillConnected();
    UpstreamInfo info = proxy.info();
    assertThat(info.state()).isEqualTo(UpstreamState.READY);
    assertThat(info.trouble()).isEmpty();
    assertThat(info.malformed()).isEmpty();
    assertThat(info.logins()).isEqualTo(1);
    proxy.close();
  }

  @Test
  void twinsOfOneSequenceNumberPassAsTheyCame() {
    assertPasses(CapturedFrames.OTC_TWINS, "T.TCEHY");
  }

  @Test
  void aSequenceNumberThatGoesBackwardsPassesAsItCame() {
    assertPasses(CapturedFrames.SEQUENCE_BACKWARDS, "T.TCEHY");
  }

  @Test
  void gapsInSequenceNumbersPassAsTheyCame() {
    TestClient client = proxy.client("T.AAPL");

    List<String> frames = List.of(trade(1), trade(7), trade(8), trade(4_000_000_000L));

    assertPass(client, frames);
  }

  @Test
  void aTradeThatIsLatePassesWithBothItsTimes() {
    assertPasses(CapturedFrames.LATE_TRADE, "T.AAPL");
  }

  @Test
  void aBarSentTwicePassesTwice() {
    assertPasses(CapturedFrames.BAR_SENT_TWICE, "A.FCX");
  }

  @Test
  void aBarThatIsMinutesLatePassesBehindTheLaterOnes() {
    assertPass(
        proxy.client("AM.GTE"),
        List.of(bar("AM", 120_000, 180_000), bar("AM", 180_000, 240_000), bar("AM", 0, 60_000)));
  }

  @Test
  void aBarThatTheFeedLeavesOutIsNotMadeUp() {
    assertPass(proxy.client("AM.GTE"), List.of(bar("AM", 0, 60_000), bar("AM", 120_000, 180_000)));
  }

  @Test
  void whereBarsStopTradesAndQuotesGoOn() {
    assertPass(
        proxy.client("T.AAPL", "Q.AAPL", "AM.AAPL"),
        List.of(trade(1), "[{\"ev\":\"Q\",\"sym\":\"AAPL\",\"bp\":1,\"ap\":2}]", trade(2)));
  }

  @Test
  void secondBarsThatDisagreeWithTheMinutePassAsTheyAre() {
    assertPass(
        proxy.client("A.GTE", "AM.GTE"),
        List.of(bar("A", 0, 1_000), bar("A", 1_000, 2_000), bar("AM", 0, 60_000)));
  }

  @Test
  void eventsThatAreOldAndOutOfOrderPassInTheOrderInWhichTheyCame() {
    assertPass(
        proxy.client("T.AAPL", "Q.NVDA"),
        List.of(
            "[{\"ev\":\"T\",\"sym\":\"AAPL\",\"t\":1781622376036},{\"ev\":\"Q\",\"sym\":\"NVDA\",\"t\":1781622366036}]",
            "[{\"ev\":\"T\",\"sym\":\"AAPL\",\"t\":1781622370000}]"));
  }

  @Test
  void aTradeBelowOneSharePasses() {
    assertPasses(CapturedFrames.TRADE_BELOW_ONE_SHARE, "T.AAPL");
  }

  @Test
  void textWhereANumberIsExpectedPasses() {
    assertPasses(CapturedFrames.NUMBERS_AS_TEXT, "T.AAPL");
    assertPass(proxy.client("T.AAPL"), List.of(CapturedFrames.SIZE_AS_TEXT.json()));
  }

  @Test
  void barsWhoseZIsNoIntegerPass() {
    assertPasses(CapturedFrames.BARS_WITH_FRACTIONAL_Z, "A.FCX", "A.GTE");
  }

  @Test
  void nanosecondsAndACapitalTPassToWhoHoldsTheTicker() {
    assertPasses(CapturedFrames.BANDS, "LULD.ATHR");
    assertPasses(CapturedFrames.IMBALANCE, "NOI.NTEST.Q");
    assertPasses(CapturedFrames.FAIR_VALUE, "FMV.MSFT");
  }

  @Test
  void bandsOfZeroPass() {
    assertPasses(CapturedFrames.BANDS_OF_ZERO, "LULD.ATHR");
  }

  @Test
  void anExponentPassesAsItWasWritten() {
    assertPasses(CapturedFrames.EXPONENT, "T.TINY");
    assertPasses(CapturedFrames.CRYPTO_TRADE, "XT.BTC-USD");
  }

  @Test
  void fieldsThatNobodyKnowsPassWithTheOthers() {
    assertPasses(CapturedFrames.UNKNOWN_FIELDS, "T.AAPL");
  }

  @Test
  void aKindThatNobodyKnowsIsNobodysAndCostsItsNeighboursNothing() {
    TestClient client = proxy.client("T.AAPL", "T.BRK.A");
    String known = ScriptedProxy.inside(trade(1));

    feed.send("[" + ScriptedProxy.inside(CapturedFrames.UNKNOWN_KIND.json()) + "," + known + "]");
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).containsExactly("[" + known + "]");
  }

  @Test
  void crossedAndOneSidedQuotesPass() {
    assertPass(
        proxy.client("Q.NVDA"),
        List.of(
            CapturedFrames.CROSSED_QUOTE.json(),
            CapturedFrames.LOCKED_QUOTE.json(),
            CapturedFrames.QUOTE_WITHOUT_BID.json(),
            CapturedFrames.QUOTE_WITHOUT_ASK.json()));
  }

  @Test
  void aBigFrameComesInSeveralThatEveryClientReads() {
    TestClient client = proxy.client("T.AAPL");
    String big =
        ScriptedProxy.inOneFrame(IntStream.range(0, 60_000).mapToObj(i -> trade(i)).toList());
    assertThat(big.length()).isGreaterThan(2 << 20);

    feed.send(big);
    feed.awaitRead();

    List<String> frames = ScriptedProxy.framesOf(client);
    assertThat(ScriptedProxy.inOneFrame(frames)).isEqualTo(big);
    assertThat(frames)
        .allSatisfy(frame -> assertThat(frame.length()).isLessThanOrEqualTo(LARGEST_FRAME));
  }

  @Test
  void anEventThatFillsAFrameComesInAFrameOfItsOwn() {
    TestClient client = proxy.client("T.AAPL");
    String huge = huge(LARGEST_FRAME - 2);
    String before = ScriptedProxy.inside(trade(1));
    String behind = ScriptedProxy.inside(trade(2));

    feed.send("[" + before + "," + huge + "," + behind + "]");
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client))
        .containsExactly("[" + before + "]", "[" + huge + "]", "[" + behind + "]");
  }

  @Test
  void aBurstOfTheWholeMarketLosesNothing() {
    TestClient everything = proxy.client("AM.*");
    TestClient one = proxy.client("AM.S17");
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 10_000; i += 25) {
      sent.add(
          ScriptedProxy.inOneFrame(
              IntStream.range(i, i + 25).mapToObj(UpstreamMisbehaviourTest::barOf).toList()));
    }

    sent.forEach(feed::send);
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(everything)).isEqualTo(sent);
    assertThat(ScriptedProxy.framesOf(one)).containsExactly(barOf(17));
    assertThat(proxy.info().events()).isEqualTo(10_000);
  }

  private void assertPasses(CapturedFrames frame, String... topics) {
    assertPass(proxy.client(topics), List.of(frame.json()));
  }

  private void assertPass(TestClient client, List<String> frames) {
    frames.forEach(feed::send);
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).isEqualTo(frames);
    assertThat(ScriptedProxy.framesOf(bystander)).isEmpty();
  }

  private static String huge(int length) {
    String begin = "{\"ev\":\"T\",\"sym\":\"AAPL\",\"novel\":\"";
    return begin + "x".repeat(length - begin.length() - 2) + "\"}";
  }

  private static String trade(long sequence) {
    return "[{\"ev\":\"T\",\"sym\":\"AAPL\",\"p\":297.845,\"q\":%d}]".formatted(sequence);
  }

  private static String bar(String ev, long startMs, long endMs) {
    return "[{\"ev\":\"%s\",\"sym\":\"GTE\",\"v\":4110,\"o\":0.4488,\"s\":%d,\"e\":%d}]"
        .formatted(ev, 1_610_144_640_000L + startMs, 1_610_144_640_000L + endMs);
  }

  private static String barOf(int symbol) {
    return "[{\"ev\":\"AM\",\"sym\":\"S%d\",\"v\":4110,\"av\":9470157,\"op\":0.4372,\"vw\":0.4488,\"o\":0.4488,\"c\":0.4486,\"h\":0.4489,\"l\":0.4486,\"a\":0.4352,\"z\":685,\"s\":1610144640000,\"e\":1610144700000}]"
        .formatted(symbol);
  }
}
