package io.fakepolygon.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.fault.ConnectionHarm.AuthFailure;
import io.fakepolygon.fault.ConnectionHarm.Close;
import io.fakepolygon.fault.ConnectionHarm.Drop;
import io.fakepolygon.fault.LineHarm.Latency;
import io.fakepolygon.fault.StreamHarm.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTextTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");

  @ParameterizedTest
  @MethodSource
  void aHarmReadsAsItIsWritten(Harm harm) {
    assertThat(Harm.parse(harm.name())).isEqualTo(harm);
  }

  static List<Harm> aHarmReadsAsItIsWritten() {
    return Harm.all();
  }

  @ParameterizedTest
  @MethodSource
  void aFaultReadsAsItIsWritten(Fault fault) {
    assertThat(Fault.parse(fault.text(), Instant.EPOCH)).isEqualTo(fault);
  }

  static List<Fault> aFaultReadsAsItIsWritten() {
    return List.of(
        Fault.of(new Drop()),
        Fault.of(new Drop()).on("Q.FAKETICKER").after(3),
        Fault.of(new Gap()).on("T.*", "A.BRK.A").always().chance(0.01),
        Fault.of(new Close(4_000)).at(START).connection(2),
        Fault.of(new AuthFailure("Your plan; doesn't matter, or does")).times(2),
        Fault.of(new AuthFailure("")),
        Fault.of(new Latency(Duration.ofNanos(1), Duration.ofDays(1), TimeBase.REAL))
            .lasting(Duration.ofMillis(90_500)));
  }

  @Test
  void severalAreSeparatedBySemicolons() {
    assertThat(Fault.parseAll("DROP; gap on T.*;;", START))
        .containsExactly(Fault.of(new Drop()), Fault.of(new Gap()).on("T.*"));
  }

  @Test
  void aTimeCountsFromTheMarketsStart() {
    assertThat(Fault.parse("drop at 10m", START))
        .isEqualTo(Fault.of(new Drop()).at(START.plusSeconds(600)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CLOSE code 1006             | The close code is 1006. Write one that a close frame may carry: 1000 to 4999, but not 1004, 1005, 1006, 1015, in 'CLOSE code 1006'
          CLOSE code many             | 'code' is 'many', in 'CLOSE code many'. Write a whole number
          DROP code 1000              | There is no 'code' for DROP, in 'DROP code 1000'. It has no parameters; any harm has on, after, at, for, times, always, chance, connection
          DROP after                  | Nothing stands behind 'after', in 'DROP after'. Write a value behind it
          DROP after 1 after 2        | 'after' stands twice, in 'DROP after 1 after 2'. Write it once
          GAP chance 2                | 'chance' is 2.0. Write a number above 0, up to 1, in 'GAP chance 2'
          GAP times 0                 | 'times' is 0. Write a number of 1 or more, in 'GAP times 0'
          MISSING_BAR on T.X          | MISSING_BAR cannot strike T.X: it is for [A, AM], in 'MISSING_BAR on T.X'
          LATENCY delay soon          | 'delay' is 'soon', in 'LATENCY delay soon'. Write a length of time such as 500ms, 10s or PT10S
          LATENCY time wall           | 'time' is 'wall', in 'LATENCY time wall'. Write one of [MARKET, REAL]
          HOLD for 0s                 | 'for' is PT0S. Write a length of time above 0, up to 366 days, in 'HOLD for 0s'
          LATENCY delay 367d          | 'delay' is PT8808H. Write a length of time of 0 or more, up to 366 days, in 'LATENCY delay 367d'
          GAP for 999999999d          | 'for' is PT23999999976H. Write a length of time above 0, up to 366 days, in 'GAP for 999999999d'
          DROP at 367d                | 'at' is '367d', in 'DROP at 367d'. Write an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m, up to 366d
          DROP at PT2562047788015215H | 'at' is 'PT2562047788015215H', in 'DROP at PT2562047788015215H'. Write an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m, up to 366d
          DROP; DROP                  | 'DROP; DROP' is 2 faults. Write one
          """)
  void whatCannotBeReadIsToldWithWhatToWrite(String text, String sentence) {
    assertThatThrownBy(() -> Fault.parse(text, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void ofAnUnknownHarmAllAreNamed() {
    assertThatThrownBy(() -> Fault.parse("DORP", START))
        .hasMessageStartingWith("There is no harm 'DORP', in 'DORP'. Write one of ")
        .hasMessageContaining("DROP, ");
  }
}
