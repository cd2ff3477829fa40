package io.fakepolygon.launcher;

import static java.util.Comparator.comparingInt;

import java.util.Collection;

/** What somebody who wrote an unknown name may have meant. */
final class NearestName {
  private static final int MOST_SLIPS = 3;

  private NearestName() {}

  /** {@return a sentence that points to the known name most like it, or to the help} */
  static String hint(String written, Collection<String> known) {
    return hint(written, known, "--help lists what there is.");
  }

  /** {@return a sentence that points to the known name most like it, or another} */
  static String hint(String written, Collection<String> known, String otherwise) {
    return known.stream()
        .min(comparingInt(name -> slips(written, name)))
        .filter(name -> slips(written, name) <= MOST_SLIPS)
        .map("Did you mean %s?"::formatted)
        .orElse(otherwise);
  }

  /** How many letters to add, drop or change: the distance of Levenshtein. */
  private static int slips(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[row.length - 1];
  }
}
