package io.fakepolygon.benchmark;

/** One question about speed, asked of the product and, in the same run, of a yardstick. */
interface Benchmark {

  /** Measures, and writes down what came out. */
  void run(Report report) throws Exception;
}
