package io.fakepolygon.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.Lifecycle;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The annotation's server, for one class: it runs before Spring makes the application, and ends
 * with the class. Each such class has a {@code @DynamicPropertySource} of its own, never one
 * inherited: Spring would keep the application for the next class, connected to the server that has
 * ended.
 */
@SpringBootTest(properties = "market.feed.topics=T.FAKETICKER")
@FakePolygon(symbols = "FAKETICKER", lifecycle = Lifecycle.PER_CLASS)
class LastPricesTest {
  static FakePolygonServer polygon;

  @DynamicPropertySource
  static void tellWhereTheMarketIs(DynamicPropertyRegistry properties) {
    properties.add("market.feed.url", polygon::url);
    properties.add("market.feed.key", polygon::apiKey);
  }

  @Autowired LastPrices prices;

  @Test
  void thePriceIsThatOfTheLastTrade() {
    polygon.awaitSubscribed("T.FAKETICKER");

    polygon.clock().advance(Duration.ofSeconds(1));

    Trade last =
        polygon.tape().of("T.FAKETICKER").elapsed().stream(Trade.class)
            .reduce((earlier, later) -> later)
            .orElseThrow();
    assertThat(prices.of("FAKETICKER")).hasValue(last.priceUsd());
  }
}
