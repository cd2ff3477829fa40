package io.fakepolygon.assertions;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * AssertJ's soft assertions with those of this package: all are made, and all failures are told at
 * the end.
 *
 * <pre>{@code
 * PolygonSoftAssertions.assertSoftly(
 *     softly -> {
 *       softly.assertThat(client.received()).trades("FAKETICKER").hasSize(600).areInOrder();
 *       softly.assertThat(client.received()).barsMatchTrades();
 *       softly.assertThat(alerts.fired()).isEqualTo(1);
 *     });
 * }</pre>
 *
 * <p>AssertJ's {@code SoftAssertionsExtension} for JUnit injects it too. Not for several threads.
 */
public class PolygonSoftAssertions extends AbstractSoftAssertions
    implements PolygonSoftAssertionsProvider, StandardSoftAssertionsProvider {

  /** Makes one that has collected nothing; call {@link #assertAll()} at the end. */
  public PolygonSoftAssertions() {}

  /** Makes assertions and then tells of all that failed. */
  public static void assertSoftly(Consumer<PolygonSoftAssertions> assertions) {
    SoftAssertionsProvider.assertSoftly(PolygonSoftAssertions.class, assertions);
  }
}
