package io.fakepolygon.junit5;

import io.fakepolygon.market.Preset;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How one symbol of {@link FakePolygon#market} behaves. What is left out is as the {@link #preset}
 * has it, or without one as {@link io.fakepolygon.market.Behavior#DEFAULT} has it.
 *
 * <pre>{@code
 * @FakePolygon(
 *     market = {
 *       @Symbol(name = "MSFT2", preset = Preset.MEGA_CAP),
 *       @Symbol(name = "AAPL2", basePriceUsd = 190, follows = "MSFT2", correlation = 0.6)
 *     })
 * }</pre>
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Symbol {

  /** {@return the ticker} */
  String name();

  /** {@return what kind of stock it is like; at most one} */
  Preset[] preset() default {};

  /** {@return the price around which it moves, US dollars, from 0.3 up to 1,000,000} */
  double basePriceUsd() default Double.NaN;

  /** {@return standard deviation of a year's log return, from 0 to 10; 0.25 is 25 % a year} */
  double volatility() default Double.NaN;

  /** {@return trades per second, on average over regular hours, from 0.001 to 1,000} */
  double tradesPerSecond() default Double.NaN;

  /**
   * {@return 1 NYSE listed, 2 Arca, American and regional, 3 Nasdaq listed; 0 for one that follows
   * from the name}
   */
  int tape() default -1;

  /** {@return id of the listing exchange, such as 10 NYSE or 12 Nasdaq; 0 for the tape's} */
  int exchange() default -1;

  /** {@return shares in a round lot; 0 for the tier of the price} */
  int roundLotShares() default -1;

  /**
   * {@return the smallest step of a quote's price, US dollars, whole ten-thousandths from 0.0001 to
   * 1; 0 for a cent, or 0.0001 below one dollar}
   */
  double tickUsd() default Double.NaN;

  /** {@return the symbol whose moves it shares, together with {@link #correlation}} */
  String follows() default "";

  /** {@return of its log returns with those of {@link #follows}, from -1 to 1} */
  double correlation() default Double.NaN;
}
