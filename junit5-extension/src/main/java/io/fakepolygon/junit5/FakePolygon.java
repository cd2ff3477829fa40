package io.fakepolygon.junit5;

import io.fakepolygon.ClockMode;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
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
 * With {@link Lifecycle#PER_CLASS} the tests of a class share one, which {@code @BeforeAll} and
 * {@code @AfterAll} methods can use too.
 *
 * <p>Test methods, life cycle methods and constructors can have parameters of the types {@link
 * io.fakepolygon.FakePolygonServer}, {@link io.fakepolygon.MarketClock}, {@link
 * io.fakepolygon.Tape} and {@link RecordingClient}, of which each is a new client, connected and
 * authenticated; and {@link PolygonUrl} on a {@link java.net.URI} or {@link String}. Fields of
 * these types are set if they are not final and have no value: instance fields before the first
 * {@code @BeforeEach} method, static fields, for {@code PER_CLASS} servers, before the first
 * {@code @BeforeAll} method; after the test or class they hold again what they held before. A
 * static field of a superclass is one for all subclasses, so these must not run at once, nor tests
 * that share an instance with such fields. Within one test all of them belong to one server, unless
 * servers have names: see {@link OfServer}.
 *
 * <p>On a method it replaces the one of the same name on the class, all attributes together; on a
 * nested class the one on the outer class. Otherwise nested classes share it, a {@code PER_CLASS}
 * server itself included. It is inherited from superclasses and interfaces, and can be put on an
 * annotation of your own; of two with one name the nearer holds. Tests may run in parallel.
 *
 * <p>A failed test's report, and the failure itself, tell the market it was: see what is suppressed
 * below its stack trace; the whole story is in a file beside. Configuration parameters of JUnit
 * hold for a whole run: {@code fakepolygon.seed}, {@code fakepolygon.reportFolder} for the files,
 * {@code fakepolygon.backend}, which is {@code in-process}, {@code container} or {@code remote} and
 * outranks {@link #backend}. {@code @RegisterExtension} and {@link FakePolygonExtension#builder} do
 * the same with settings that an annotation cannot hold.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Repeatable(FakePolygons.class)
@ExtendWith(FakePolygonExtension.class)
public @interface FakePolygon {

  /**
   * {@return the name that tells this server from others of the same test} Needed when there are
   * several; parameters and fields then choose by {@link OfServer}.
   */
  String name() default "";

  /** {@return whether each test has a server of its own, or all tests of a class share one} */
  Lifecycle lifecycle() default Lifecycle.PER_METHOD;

  /**
   * {@return what chooses the market} Same seed, same events, same order. The default, 42, gives
   * way to JUnit's configuration parameter {@code fakepolygon.seed} where a run sets it.
   */
  long seed() default 42;

  /**
   * {@return tickers in canonical order; {@code "*"} alone for any that is asked for} Those of
   * {@link #market} need not be repeated: they come after these, and instead of these if these are
   * the default.
   */
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

  /** {@return how prices move and when trades happen} */
  MarketMode mode() default MarketMode.OSCILLATING;

  /**
   * {@return whether there is a market on US trading days from 04:00 to 20:00 New York time only}
   * Otherwise it never closes.
   */
  boolean respectMarketHours() default false;

  /** {@return how single symbols behave} */
  Symbol[] market() default {};

  /**
   * {@return what happens to the market, as text: {@code "GAP_UP at 10m strength 8 on FAKETICKER"}}
   * A start that is no instant is counted from {@link #start}, in real time from when the test
   * begins; one that is left out is there.
   *
   * @see io.fakepolygon.market.ScenarioText
   */
  String[] scenario() default {};

  /**
   * {@return what goes wrong, as text: {@code "DROP on Q.FAKETICKER after 3"}} Ordered before
   * anybody connects; {@code at 10m} is counted as in {@link #scenario}.
   *
   * @see io.fakepolygon.fault.Fault
   */
  String[] faults() default {};

  /**
   * {@return how much later than its window a second bar is sent, as an {@link #interval}, up to a
   * minute} Minute bars are sent at once with the trades before the last so many seconds, and again
   * so much later if others came.
   */
  String barDelay() default "0ms";

  /**
   * {@return where market time begins, as an ISO 8601 instant in UTC} The default is a regular
   * Tuesday's open in New York. {@link ClockMode#REAL_TIME} begins at the computer's time instead.
   */
  String start() default "2024-01-02T14:30:00Z";

  /**
   * {@return how long after its start the market falls silent, as an {@link #interval}; none, the
   * default, for never} Up to there it is as it would be. Not with {@link ClockMode#REAL_TIME}.
   */
  String span() default "";

  /** {@return the keys that are good; none, the default, if any non-empty key is} */
  String[] apiKeys() default {};

  /** {@return {@link ClockMode#MANUAL} or {@link ClockMode#REAL_TIME}} */
  ClockMode clock() default ClockMode.MANUAL;

  /**
   * {@return whether the test fails when the server's referee objects to what the code under test
   * did} It is asked after the last {@code @AfterEach} method, for a {@code PER_CLASS} server after
   * the last {@code @AfterAll} method, and objects to connections that are open then, too. Of the
   * {@link RecordingClient}s that were injected it says nothing.
   *
   * @see io.fakepolygon.referee.Rule
   */
  boolean referee() default false;

  /**
   * {@return whether it runs in this JVM or in a container} JUnit's configuration parameter {@code
   * fakepolygon.backend} outranks it for a whole run; there, {@code remote} is a FakePolygon with
   * an open control API at {@code fakepolygon.remote.url}, which may ask for {@code
   * fakepolygon.remote.token}. {@code fakepolygon.image} names another image for the container.
   */
  Backend backend() default Backend.IN_PROCESS;

  /**
   * {@return whether tests are skipped, rather than failed, where this server would run in a
   * container and no Docker engine answers} {@code fakepolygon.disabledWithoutDocker} outranks it.
   */
  boolean disabledWithoutDocker() default false;
}
