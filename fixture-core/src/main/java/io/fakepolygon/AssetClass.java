package io.fakepolygon;

import java.util.Locale;

/** A market of the vendor's, served on a path of its own. */
public enum AssetClass {
  /** US stocks, path {@code /stocks}. */
  STOCKS;

  String path() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }
}
