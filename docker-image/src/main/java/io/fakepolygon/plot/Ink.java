package io.fakepolygon.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/**
 * Colours, lines and letters. Rising and falling differ in lightness as well as in hue (blue and
 * vermilion), so that nobody's eyes need the hue; nor does a printer without colours.
 */
final class Ink {
  static final Color PAPER = Color.WHITE;
  static final Color TEXT = new Color(0x1F2933);
  static final Color SOFT_TEXT = new Color(0x52606D);
  static final Color GRID = new Color(0xE4E7EB);
  static final Color AXIS = new Color(0x9AA5B1);

  static final Color QUOTE = new Color(0x9FB3C8);
  static final Color TRADE = new Color(0x1F2933);
  static final Color RISING = new Color(0x2B6CB0);
  static final Color RISING_BODY = new Color(0xE3EEF9);
  static final Color FALLING = new Color(0xB7410E);
  static final Color FALLING_BODY = new Color(0xE58A5C);
  // A tenth as opaque as can be: SVG has one decimal.
  static final Color FRAME = new Color(0x1A8F959B, true);
  static final Color FRAME_EDGE = new Color(0x7B8794);
  static final Color VOLUME = new Color(0x829AB1);
  static final Color SPREAD = new Color(0x486581);
  static final Color BAND = new Color(0x6B2FA0);
  static final Color HALT = new Color(0xFBE9B7);
  static final Color HALT_EDGE = new Color(0xB7912B);
  static final Color OUT_OF_HOURS = new Color(0xF3F4F6);
  static final Color SCENARIO = new Color(0x3E4C59);
  static final Color SCENARIO_BODY = new Color(0xD9E2EC);

  static final Font TITLE = sans(Font.BOLD, 21);
  static final Font CAPTION = sans(Font.BOLD, 13);
  static final Font BODY = sans(Font.PLAIN, 13);
  static final Font TICK = sans(Font.PLAIN, 12);

  private Ink() {}

  static BasicStroke line(float width) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
  }

  /** A line that is seen even where it has no length. */
  static BasicStroke squareLine(float width) {
    return new BasicStroke(width, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER);
  }

  private static Font sans(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
