package io.fakepolygon.protocol;

import java.util.List;
import java.util.Set;

/**
 * What a trade changes in the consolidated bars, by its conditions: a field changes only if all of
 * them allow it. Source: the vendor's reference endpoint of trade conditions, read in 2026, and the
 * SIPs' rules.
 */
public final class UpdateRules {
  // 12, Form T, is here in no list although the table says that it sets no price: taken literally
  // there would be no bar before 09:30, and there are.
  private static final Set<Integer> NO_HIGH_OR_LOW = Set.of(2, 7, 13, 15, 16, 20, 21, 37, 52, 53);
  private static final Set<Integer> NO_OPEN_OR_CLOSE =
      Set.of(2, 5, 7, 10, 13, 15, 16, 20, 21, 22, 29, 32, 37, 52, 53);
  private static final Set<Integer> NO_VOLUME = Set.of(15, 16, 38);

  private UpdateRules() {}

  /** {@return whether a trade can be a bar's highest or lowest} */
  public static boolean setsHighAndLow(List<Integer> conditions) {
    return noneOf(NO_HIGH_OR_LOW, conditions);
  }

  /** {@return whether a trade can be a bar's first or last} */
  public static boolean setsOpenAndClose(List<Integer> conditions) {
    return noneOf(NO_OPEN_OR_CLOSE, conditions);
  }

  /** {@return whether a trade's size counts} */
  public static boolean countsAsVolume(List<Integer> conditions) {
    return noneOf(NO_VOLUME, conditions);
  }

  private static boolean noneOf(Set<Integer> forbidden, List<Integer> conditions) {
    for (Integer condition : conditions) {
      if (forbidden.contains(condition)) {
        return false;
      }
    }
    return true;
  }
}
