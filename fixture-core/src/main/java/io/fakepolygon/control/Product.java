package io.fakepolygon.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which FakePolygon this is. */
public final class Product {
  private static final String VERSION = read();

  private Product() {}

  /** {@return its version, such as {@code 1.0.0}} */
  public static String version() {
    return VERSION;
  }

  private static String read() {
    Properties product = new Properties();
    try (InputStream in = Product.class.getResourceAsStream("product.properties")) {
      product.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return product.getProperty("version");
  }
}
