package io.fakepolygon.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The smoother way: no static field and no order to mind. {@link FakeMarket} has it all. */
@SpringBootTest
@AutoConfigureMockMvc
@Import(FakeMarket.class)
class PricesOverHttpTest {
  @Autowired FakePolygonServer polygon;
  @Autowired MockMvcTester http;

  @Test
  void thePriceOfTheLastTradeIsServed() {
    polygon.awaitSubscribed("T.FAKETICKER");

    polygon.clock().advance(Duration.ofSeconds(1));

    Trade last =
        polygon.tape().of("T.FAKETICKER").elapsed().stream(Trade.class)
            .reduce((earlier, later) -> later)
            .orElseThrow();
    assertThat(http.get().uri("/prices/FAKETICKER"))
        .hasStatusOk()
        .hasBodyTextEqualTo(Double.toString(last.priceUsd()));
  }

  @Test
  void aSymbolThatNeverTradedIsNotFound() {
    assertThat(http.get().uri("/prices/NOSUCH")).hasStatus(404);
  }
}
