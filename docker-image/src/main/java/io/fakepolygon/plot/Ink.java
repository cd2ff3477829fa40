package io.fakepolygon.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/**
 * Colours, lines and letters. Rising and falling differ in lightness as well as in hue (blue and
 * vermilion), so that nobody's eyes need the hue.
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
  static final Color FRAME = new Color(0x0D1F2933, true);
  static final Color FRAME_EDGE = new Color(0x7B8794);
  static final Color VOLUME = new Color(0x829AB1);

  static final Font TITLE = sans(Font.BOLD, 21);
  static final Font CAPTION = sans(Font.BOLD, 13);
  static final Font BODY = sans(Font.PLAIN, 13);
  static final Font TICK = sans(Font.PLAIN, 12);

  private Ink() {}

  static BasicStroke line(float width) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
  }

  private static Font sans(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
