package io.fakepolygon.assertions;

import org.assertj.core.description.Description;
import org.assertj.core.error.DescriptionFormatter;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;

/**
 * A text that goes into a failure as it is, after the description. AssertJ would take percent signs
 * in it for a format.
 *
 * @param text what failed
 */
record Failure(String text) implements ErrorMessageFactory {
  @Override
  public String create(Description description, Representation representation) {
    return DescriptionFormatter.instance().format(description) + text;
  }

  @Override
  public String create(Description description) {
    return DescriptionFormatter.instance().format(description) + text;
  }

  @Override
  public String create() {
    return text;
  }
}
