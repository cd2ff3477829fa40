package io.fakepolygon;

import java.util.Locale;

/** A market of the vendor's, served on a path of its own. */
public enum AssetClass {
  /** US stocks, path {@code /stocks}. */
  STOCKS;

  /** {@return the path that it is served on, such as {@code /stocks}} */
  public String path() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }
}
