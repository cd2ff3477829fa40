package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A field's name as it stands between two fields: {@code ,"sym":}. */
final class Key {
  final byte[] bytes;

  private Key(String name) {
    bytes = (",\"" + name + "\":").getBytes(US_ASCII);
  }

  static Key of(String name) {
    return new Key(name);
  }
}
