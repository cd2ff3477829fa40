package io.fakepolygon.samples.spring;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A market that is a bean: it lives exactly as long as the application that is connected to it,
 * however many test classes Spring keeps that application for.
 */
@TestConfiguration(proxyBeanMethods = false)
class FakeMarket {

  @Bean
  FakePolygonServer polygon() {
    return FakePolygonServer.start(
        FakePolygonConfig.builder().symbols("FAKETICKER", "TESTSTOCK").build());
  }

  @Bean
  DynamicPropertyRegistrar whereTheMarketIs(FakePolygonServer polygon) {
    return properties -> {
      properties.add("market.feed.url", polygon::url);
      properties.add("market.feed.key", polygon::apiKey);
      properties.add("market.feed.topics", () -> "T.FAKETICKER,T.TESTSTOCK");
    };
  }
}
