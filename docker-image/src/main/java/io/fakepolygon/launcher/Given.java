package io.fakepolygon.launcher;

/**
 * A value as the operator gave it.
 *
 * @param name what it was given as: {@code --port}, {@code PORT}, {@code PORT in .env}
 * @param value the text, without blanks around it; empty asks for the default
 */
record Given(String name, String value) {

  /** Takes away the blanks. */
  Given {
    value = value.strip();
  }
}
