package io.fakepolygon.junit5;

import java.util.Arrays;

/**
 * What two failures of a test have in common that fail in the same way.
 *
 * @param kind the class of the exception; one for all assertion errors
 * @param place the line of the test class that it came from; empty if from none
 */
record WayOfFailing(String kind, String place) {

  static WayOfFailing of(Throwable failure, Class<?> testClass) {
    return new WayOfFailing(
        failure instanceof AssertionError
            ? AssertionError.class.getName()
            : failure.getClass().getName(),
        Arrays.stream(failure.getStackTrace())
            .filter(frame -> isIn(testClass, frame.getClassName()))
            .findFirst()
            .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
            .orElse(""));
  }

  private static boolean isIn(Class<?> testClass, String className) {
    for (Class<?> at = testClass; at != null && at != Object.class; at = at.getSuperclass()) {
      String name = at.getName();
      if (className.equals(name) || className.startsWith(name + "$")) {
        return true;
      }
    }
    return false;
  }
}
