package io.fakepolygon.market;

import java.util.Arrays;

/** When, within a quarter of a second, its trades or quotes come. To be used again and again. */
final class LeafTimes {
  /** More copies of a trade than there are never are. */
  static final int COPIES = 16;

  static final int NUMBER_BITS = 40;

  private int[] offsets = new int[16];
  private long[] indices = new long[16];
  private int count;

  /**
   * Draws times.
   *
   * @param first the number in its day of the first
   * @param here how many there are
   * @param copies how many stand in the place of each
   * @param oneOf of how many one is left
   */
  void draw(Hash hash, long day, long first, int here, int copies, int oneOf) {
    count = 0;
    for (long number = first; number < first + here; number++) {
      if (oneOf == 1 || isLeft(hash, day, number, oneOf)) {
        for (int copy = 0; copy < copies; copy++) {
          add(hash, (day << NUMBER_BITS) + number * COPIES + copy);
        }
      }
    }
    if (count > 1) {
      Arrays.sort(offsets, 0, count);
    }
  }

  /**
   * {@return ms since the quarter began, of the first or a later one; very late if there is none}
   */
  long offset(int one) {
    return one < count ? offsets[one] : Span.NEVER_MS;
  }

  /**
   * {@return what its other random numbers are drawn by} Times are put in order, and these are not:
   * which of the leaf's times an event has is one more thing that is random.
   */
  long index(int one) {
    return indices[one];
  }

  private void add(Hash hash, long index) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      indices = Arrays.copyOf(indices, 2 * count);
    }
    offsets[count] = Hash.lowBelow(DayTree.LEAF_MS, hash.at(index));
    indices[count] = index;
    count++;
  }

  private static boolean isLeft(Hash hash, long day, long number, int oneOf) {
    long group = number / oneOf;
    return number % oneOf == Hash.highBelow(oneOf, hash.at(-(day << NUMBER_BITS) - group - 1));
  }
}
