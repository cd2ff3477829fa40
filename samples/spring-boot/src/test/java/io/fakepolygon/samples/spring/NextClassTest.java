package io.fakepolygon.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * Configured as {@link PricesOverHttpTest}, so Spring hands it the same application. Its market
 * still runs, and goes on from where the class before has moved its clock.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import(FakeMarket.class)
class NextClassTest {
  @Autowired FakePolygonServer polygon;
  @Autowired MockMvcTester http;

  @Test
  void anApplicationThatSpringKeptIsStillConnected() {
    polygon.awaitSubscribed("T.TESTSTOCK");

    polygon.clock().advance(Duration.ofSeconds(1));

    assertThat(http.get().uri("/prices/TESTSTOCK")).hasStatusOk();
  }
}
