package io.fakepolygon.plot;

import static io.fakepolygon.plot.Events.TEN;
import static io.fakepolygon.plot.Events.band;
import static io.fakepolygon.plot.Events.excerpt;
import static io.fakepolygon.plot.Events.ms;
import static io.fakepolygon.plot.Events.quote;
import static io.fakepolygon.plot.Events.subject;
import static io.fakepolygon.plot.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.MarketEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When trading stood still is read from the tape. */
class HaltsTest {
  private static final Scenario HALT = Scenario.of(ScenarioKind.TRADING_HALT, TEN.plusSeconds(60));

  @Test
  void pauseLastsFromIndicator17ToIndicator18() {
    assertThat(
            halts(
                subject(1_200),
                trade(1, 100),
                band(100, 0, 0, 17),
                band(400, 95, 105, 18),
                trade(401, 100)))
        .containsExactly(new Halt(ms(100), ms(400), ScenarioKind.LULD_PAUSE));
  }

  @Test
  void pauseThatIsNotOverLastsToTheEndOfTheSpan() {
    assertThat(halts(subject(1_200), band(100, 0, 0, 17)))
        .containsExactly(new Halt(ms(100), ms(1_200), ScenarioKind.LULD_PAUSE));
  }

  @Test
  void pauseThatBeganBeforeTheSpanBeginsWithIt() {
    assertThat(halts(subject(1_200), band(-100, 0, 0, 17), band(200, 95, 105, 18)))
        .containsExactly(new Halt(ms(0), ms(200), ScenarioKind.LULD_PAUSE));
  }

  @Test
  void haltOfAListingThatIsToldNothingIsTheSilenceOfItsScenario() {
    assertThat(halts(subject(1_200, HALT), trade(1, 100), trade(59, 100), trade(361, 100)))
        .containsExactly(new Halt(ms(59), ms(361), ScenarioKind.TRADING_HALT));
  }

  @Test
  void haltThatIsToldIsNamedAfterItsScenario() {
    assertThat(halts(subject(1_200, HALT), band(60, 0, 0, 17), band(360, 95, 105, 18)))
        .containsExactly(new Halt(ms(60), ms(360), ScenarioKind.TRADING_HALT));
  }

  @Test
  void silenceThatBeginsAtTheBandIsAPause() {
    assertThat(
            halts(
                subject(1_200),
                band(-5, 95, 105, 15),
                quote(10, 104.98, 104.99),
                quote(20, 105, 105.01),
                trade(321, 105)))
        .startsWith(new Halt(ms(20), ms(321), ScenarioKind.LULD_PAUSE));
  }

  @Test
  void silenceOfAQuietStockIsNone() {
    assertThat(halts(subject(1_200), band(-5, 95, 105, 15), quote(10, 99, 101))).isEmpty();
  }

  @Test
  void labelSaysWhatItIsAndHowLong() {
    assertThat(new Halt(0, 300_000, ScenarioKind.LULD_PAUSE).label()).isEqualTo("pause, 5 min");
    assertThat(new Halt(0, 3_661_000, ScenarioKind.TRADING_HALT).label())
        .isEqualTo("halt, 1 h 1 min 1 s");
  }

  private static List<Halt> halts(Subject subject, MarketEvent... events) {
    return excerpt(subject, 1_000, events).halts();
  }
}
