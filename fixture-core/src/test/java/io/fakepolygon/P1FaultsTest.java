package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.journal.JournalEntry.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P1: the same faults in the same world do the same, chance included. */
class P1FaultsTest {
  private static final String MANY =
      "GAP on T.* always chance 0.2; DUPLICATE_EVENT always chance 0.1; REORDER always chance 0.1;"
          + " LATENCY delay 100ms jitter 400ms; SPLIT_BATCH always chance 0.3; DROP after 60";

  @Test
  void theSameOrdersGiveTheSameBytes() {
    assertThat(told(42, MANY)).isEqualTo(told(42, MANY)).hasSizeGreaterThan(20);
  }

  @Test
  void anotherSeedHasOtherChances() {
    String gaps = "GAP always chance 0.5";

    assertThat(struck(42, gaps)).isNotEqualTo(struck(43, gaps));
  }

  @Test
  void aChanceIsMetAboutAsOftenAsItSays() {
    assertThat(struck(42, "GAP always chance 0.1")).hasSizeBetween(70, 130);
  }

  private static List<String> told(long seed, String faults) {
    try (WireTap tap = tap(seed, faults)) {
      tap.advance(5_000);
      return tap.polygon.journal().told();
    }
  }

  /** The times at which a thousand trades were struck. */
  private static List<String> struck(long seed, String faults) {
    try (WireTap tap = tap(seed, faults)) {
      tap.advance(100_000);
      return tap.polygon.journal().entries(Kind.STRUCK).stream()
          .map(entry -> entry.at().toString())
          .toList();
    }
  }

  private static WireTap tap(long seed, String faults) {
    FakePolygonConfig config = FakePolygonConfig.builder().seed(seed).symbols("FAKETICKER").build();
    WireTap tap = WireTap.connected(config).logIn().subscribe("T.FAKETICKER");
    tap.client.readAndForget();
    return tap.order(faults);
  }
}
