package io.fakepolygon.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TradingDayTest {
  private static final LocalDate TUESDAY = LocalDate.of(2024, 1, 2);

  @Test
  void sixAndAHalfRegularHoursAreNoHalfDay() {
    assertThat(UsEquities.on(TUESDAY).orElseThrow().isHalfDay()).isFalse();
  }

  @Test
  void threeAndAHalfRegularHoursAreAHalfDay() {
    assertThat(UsEquities.on(LocalDate.of(2024, 11, 29)).orElseThrow().isHalfDay()).isTrue();
  }

  @Test
  void refusesSessionsThatDoNotFollowOneAnother() {
    assertThatThrownBy(() -> new TradingDay(TUESDAY, 1, 2, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The sessions of 2024-01-02 do not follow one another: they are bounded by 1, 2, 2, 3");
    assertThatThrownBy(() -> new TradingDay(TUESDAY, 2, 2, 3, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TradingDay(TUESDAY, 1, 2, 4, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
