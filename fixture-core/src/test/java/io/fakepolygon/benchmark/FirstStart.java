package io.fakepolygon.benchmark;

import java.io.IOException;
import java.util.List;

/** The very first server of a process, in a JVM of its own. */
final class FirstStart {
  private FirstStart() {}

  /** Says how many nanoseconds it took. */
  public static void main(String[] arguments) throws Exception {
    Starter starter =
        Class.forName(arguments[0])
            .asSubclass(Starter.class)
            .getDeclaredConstructor()
            .newInstance();
    boolean oneEvent = Boolean.parseBoolean(arguments[1]);
    long start = System.nanoTime();
    if (oneEvent) {
      starter.oneEvent();
    } else {
      starter.startAndStop();
    }
    System.out.println(System.nanoTime() - start);
    System.exit(0);
  }

  /** {@return nanoseconds of the first one in a new JVM} */
  static long ns(Class<? extends Starter> starter, boolean oneEvent) throws IOException {
    try (Jvm jvm = Jvm.running(FirstStart.class, List.of(), starter.getName(), oneEvent)) {
      return Long.parseLong(jvm.nextLine());
    }
  }
}
