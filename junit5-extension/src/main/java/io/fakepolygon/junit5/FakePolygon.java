package io.fakepolygon.junit5;

import io.fakepolygon.ClockMode;
import io.fakepolygon.protocol.Channel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a fake market-data server for each test of a class, or for one test.
 *
 * <pre>{@code
 * @FakePolygon(seed = 42, symbols = "FAKETICKER")
 * class PriceAlertTest {
 *
 *   @Test
 *   void firesWhenThePriceCrosses(FakePolygonServer polygon, MarketClock clock) {
 *     try (var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00)) {
 *       polygon.awaitSubscribed("T.FAKETICKER");
 *
 *       clock.advance(Duration.ofSeconds(10));
 *
 *       assertThat(alerts.fired()).isEqualTo(1);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>The server runs before the first {@code @BeforeEach} method is called, whether or not anybody
 * takes it as a parameter, and is closed after the last {@code @AfterEach} method has returned.
 * Test methods, {@code @BeforeEach} and {@code @AfterEach} methods, and the constructor of a class
 * with JUnit's usual life cycle can have parameters of the types {@link
 * io.fakepolygon.FakePolygonServer}, {@link io.fakepolygon.MarketClock} and {@link
 * io.fakepolygon.Tape}; within one test all of them belong to one server.
 *
 * <p>On a method it replaces the one on the class, all attributes together. It is inherited by
 * subclasses, holds for nested classes too, and can be put on an annotation of your own. Tests may
 * run in parallel.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(FakePolygonExtension.class)
public @interface FakePolygon {

  /** {@return what chooses the market} Same seed, same events, same order. */
  long seed() default 42;

  /** {@return tickers in canonical order; {@code "*"} alone for any that is asked for} */
  String[] symbols() default {"FAKETICKER", "TESTSTOCK"};

  /**
   * {@return the channels of the plan} A subscription to another is answered with {@code not
   * authorized}.
   */
  Channel[] channels() default {Channel.T, Channel.Q, Channel.A, Channel.AM};

  /**
   * {@return the distance of two steps of the market} A whole number, then {@code ms}, {@code s} or
   * {@code m}.
   */
  String interval() default "100ms";

  /**
   * {@return where market time begins, as an ISO 8601 instant in UTC} The default is a regular
   * Tuesday's open in New York. {@link ClockMode#REAL_TIME} begins at the computer's time instead.
   */
  String start() default "2024-01-02T14:30:00Z";

  /** {@return the keys that are good; none, the default, if any non-empty key is} */
  String[] apiKeys() default {};

  /** {@return {@link ClockMode#MANUAL} or {@link ClockMode#REAL_TIME}} */
  ClockMode clock() default ClockMode.MANUAL;
}
