package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.fault.Harm;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No harm comes without a test that shows its bytes, and has its name. */
class EveryFaultIsOnTheWireTest {

  @Test
  void eachHarmHasATestWhoseNameBeginsWithItsOwn() {
    List<String> tests =
        Stream.of(FaultsOfConnectionsOnTheWireTest.class, FaultsOfEventsOnTheWireTest.class)
            .flatMap(tested -> Stream.of(tested.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();

    assertThat(Harm.all())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            harm ->
                assertThat(tests)
                    .anyMatch(
                        test ->
                            test.startsWith(
                                harm.name().replace("_", "").toLowerCase(Locale.ROOT))));
  }
}
