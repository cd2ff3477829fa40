package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.Order;
import io.fakepolygon.fault.StreamHarm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that a server is started with. */
class ConfiguredFaultsTest {
  private static final Fault GAP = Fault.of(new StreamHarm.Gap());

  @Test
  void theyAreOrderedBeforeAnybodyConnects() {
    Fault thirdTrade = GAP.on("T.FAKETICKER").after(2);
    try (FakePolygonServer server =
            FakePolygonServer.start(FakePolygonConfig.builder().fault(thirdTrade).build());
        TestClient client = TestClient.subscribed(server, "T.FAKETICKER")) {
      assertThat(server.faults().orders()).extracting(Order::fault).containsExactly(thirdTrade);

      server.clock().advance(Duration.ofSeconds(1));

      assertThat(client.events()).hasSize(9);
    }
  }

  @Test
  void oneForASymbolThatThereIsNotIsRefused() {
    FakePolygonConfig.Builder config = FakePolygonConfig.builder().fault(GAP.on("T.NOBODY"));

    assertThatIllegalArgumentException()
        .isThrownBy(config::build)
        .withMessage("There is no 'NOBODY' on this market. It has [FAKETICKER, TESTSTOCK]");
  }

  @Test
  void oneWhoseTimeIsOverIsRefusedWhenTheServerStarts() {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .fault(
                GAP.at(FakePolygonConfig.builder().build().start().minusSeconds(10))
                    .lasting(Duration.ofSeconds(1)))
            .build();

    assertThatIllegalArgumentException().isThrownBy(() -> FakePolygonServer.start(config));
  }

  @Test
  void withFewerSymbolsThoseForOthersAloneAreGone() {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .symbols("A", "B")
            .fault(GAP.on("T.A", "T.B"))
            .fault(GAP.on("T.B"))
            .fault(GAP.on("T.*"))
            .fault(GAP)
            .build();

    assertThat(config.withSymbols(List.of("A")).faults())
        .containsExactly(GAP.on("T.A"), GAP.on("T.*"), GAP);
  }
}
