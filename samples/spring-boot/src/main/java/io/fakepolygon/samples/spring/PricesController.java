package io.fakepolygon.samples.spring;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /prices/AAPL} is the last price, or 404 before the first trade. */
@RestController
class PricesController {
  private final LastPrices prices;

  PricesController(LastPrices prices) {
    this.prices = prices;
  }

  @GetMapping("/prices/{symbol}")
  ResponseEntity<Double> last(@PathVariable("symbol") String symbol) {
    return prices.of(symbol).stream()
        .boxed()
        .findFirst()
        .map(ResponseEntity::ok)
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
