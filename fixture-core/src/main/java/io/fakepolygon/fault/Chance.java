package io.fakepolygon.fault;

/** Randomness as a hash: the same question has the same answer. */
final class Chance {
  private Chance() {}

  /** {@return a number from 0 up to below 1} */
  static double draw(long... key) {
    long hash = 0x9e3779b97f4a7c15L;
    for (long part : key) {
      hash = mix(hash ^ mix(part));
    }
    return (hash >>> 11) * 0x1p-53;
  }

  // The finalizer of SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
  // generators", 2014.
  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
