package io.fakepolygon.samples.spring;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The price of the last trade of each symbol, in US dollars. Any thread may ask. */
@Component
public class LastPrices {
  private final Map<String, Double> bySymbol = new ConcurrentHashMap<>();

  /** {@return the last price; empty before the first trade} */
  public OptionalDouble of(String symbol) {
    Double price = bySymbol.get(symbol);
    return price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
  }

  void traded(String symbol, double price) {
    bySymbol.put(symbol, price);
  }
}
