package io.fakepolygon.protocol;

/** The names of fields that several events share. */
final class Keys {
  static final Key A = Key.of("a");
  static final Key AP = Key.of("ap");
  static final Key AS = Key.of("as");
  static final Key AV = Key.of("av");
  static final Key AX = Key.of("ax");
  static final Key BP = Key.of("bp");
  static final Key BS = Key.of("bs");
  static final Key BX = Key.of("bx");
  static final Key C = Key.of("c");
  static final Key DAV = Key.of("dav");
  static final Key DS = Key.of("ds");
  static final Key DV = Key.of("dv");
  static final Key E = Key.of("e");
  static final Key H = Key.of("h");
  static final Key I = Key.of("i");
  static final Key L = Key.of("l");
  static final Key O = Key.of("o");
  static final Key OP = Key.of("op");
  static final Key P = Key.of("p");
  static final Key PT = Key.of("pt");
  static final Key Q = Key.of("q");
  static final Key S = Key.of("s");
  static final Key SYM = Key.of("sym");
  static final Key T = Key.of("t");
  static final Key TICKER = Key.of("T");
  static final Key TRFI = Key.of("trfi");
  static final Key TRFT = Key.of("trft");
  static final Key V = Key.of("v");
  static final Key VW = Key.of("vw");
  static final Key X = Key.of("x");
  static final Key Z = Key.of("z");

  private Keys() {}
}
