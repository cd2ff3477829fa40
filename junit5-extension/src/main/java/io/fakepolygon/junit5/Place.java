package io.fakepolygon.junit5;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Optional;

/** Where servers run: what {@link Backend} can say, and what only a whole run can. */
enum Place {
  IN_PROCESS("in-process"),
  CONTAINER("container"),
  REMOTE("remote");

  private final String text;

  Place(String text) {
    this.text = text;
  }

  static Place of(Backend backend) {
    return switch (backend) {
      case IN_PROCESS -> IN_PROCESS;
      case CONTAINER -> CONTAINER;
    };
  }

  /** {@return the place that is written so as a parameter of a run} */
  static Optional<Place> read(String text) {
    return Arrays.stream(values()).filter(place -> place.text.equals(text)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(Place::toString).collect(joining(", "));
  }

  /** {@return it as a parameter of a run says it: {@code in-process}} */
  @Override
  public String toString() {
    return text;
  }
}
