package io.fakepolygon.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test in many worlds: once for each seed, with each of the scenarios, under each of the
 * faults. It stands instead of {@code @Test}.
 *
 * <pre>{@code
 * @FakePolygon(symbols = {"A", "B"})
 * class PositionsTest {
 *
 *   @FakePolygonWorlds(seeds = 20, scenarios = {"", "GAP_UP at 10s strength 8"})
 *   void neverExceedTheLimit(FakePolygonServer polygon, MarketClock clock) {}
 * }
 * }</pre>
 *
 * <p>Everything else is as {@link FakePolygon} or {@link FakePolygonExtension} declares it for the
 * test; where neither does, it is the market with all defaults. Servers must be of the test alone:
 * {@link Lifecycle#PER_METHOD}. Where there are several, each has the scenarios and faults, and
 * their seeds go up together. It can be put on an annotation of your own, and tests may run in
 * parallel.
 *
 * <p>Below a failure and in JUnit's report stands the world as text, which the configuration
 * parameter, or system property, {@code fakepolygon.world} takes to run that world alone. Worlds
 * that failed are remembered in a small file for each test, below {@code target} or {@code build}
 * or where {@code fakepolygon.worldsFolder} says, and come first in the next run, until they pass.
 *
 * <p><b>Shrinking</b> looks for the smallest world that still fails. The test is run again and
 * again in a JUnit within JUnit, whose results nobody sees, without some of the faults, scenarios
 * and symbols, and with a market that falls silent earlier; so its class is set up and torn down
 * again each time, {@code @BeforeAll} methods included. What is left fails <em>in the same
 * way</em>: with an exception of the same class, all kinds of assertion error counting as one,
 * thrown from the same line of the test class. It takes {@code junit-platform-launcher} on the
 * class path, which Maven and IDEs bring. It ends after {@code fakepolygon.shrink.attempts}, 200,
 * or {@code fakepolygon.shrink.seconds}, 60, whichever comes first, with what it has got by then.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith({FakePolygonExtension.class, WorldsExtension.class})
public @interface FakePolygonWorlds {

  /**
   * {@return how many seeds} They count up from the declared one; from 42, or {@code
   * fakepolygon.seed}, where it is declared by an extension in an instance field, which is not
   * there before its test.
   */
  int seeds() default 20;

  /**
   * {@return what happens to the market, one alternative a text, as in {@link
   * FakePolygon#scenario}} Several scenarios of one alternative are separated by semicolons; an
   * empty text is the market to which nothing happens. None, the default: what is declared.
   */
  String[] scenarios() default {};

  /**
   * {@return what goes wrong, one alternative a text: {@code "DROP after 3 on Q.FAKETICKER"}}
   * Several faults of one alternative are separated by semicolons; an empty text is no fault. None,
   * the default: what is declared.
   */
  String[] faults() default {};

  /**
   * {@return whether the first world that fails is shrunk} {@code fakepolygon.shrink} says so for a
   * whole run.
   */
  boolean shrink() default false;
}
