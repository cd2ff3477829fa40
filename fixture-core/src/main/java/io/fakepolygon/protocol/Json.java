package io.fakepolygon.protocol;

import com.fasterxml.jackson.core.JsonFactory;

/** The one Jackson factory: strict JSON, and no memory of the field names that strangers send. */
final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private Json() {}
}
