package io.fakepolygon.testcontainers;

import io.fakepolygon.control.Product;
import org.testcontainers.utility.DockerImageName;

/** The image that goes with this library: same version, never {@code latest}. */
final class Image {
  static final String REPOSITORY = "fakepolygon/fake-polygon";

  private Image() {}

  /** {@return its name without a tag} */
  static DockerImageName ofAnyVersion() {
    return DockerImageName.parse(REPOSITORY);
  }

  /** {@return its name with the tag, such as {@code fakepolygon/fake-polygon:1.0.0}} */
  static DockerImageName ofThisVersion() {
    return ofAnyVersion().withTag(Product.version());
  }
}
