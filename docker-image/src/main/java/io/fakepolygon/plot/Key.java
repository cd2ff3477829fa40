package io.fakepolygon.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What the signs mean: one row of them, each with its words. */
final class Key {
  private static final int GLYPH_WIDTH = 25;
  private static final int DISTANCE = 28;

  private final Graphics2D page;
  private final double y;
  private double x;

  /** A row that begins at {@code x}, its words standing on {@code y}. */
  Key(Graphics2D page, int x, int y) {
    this.page = page;
    this.x = x;
    this.y = y;
  }

  Key quotes(String words) {
    Path2D band = new Path2D.Double();
    band.moveTo(x, y - 6);
    band.lineTo(x + 8, y - 6);
    band.lineTo(x + 8, y - 10);
    band.lineTo(x + 16, y - 10);
    band.lineTo(x + 16, y - 3);
    band.lineTo(x + 8, y - 3);
    band.lineTo(x + 8, y);
    band.lineTo(x, y);
    band.closePath();
    page.setColor(Ink.QUOTE);
    page.fill(band);
    return say(words);
  }

  Key trades(String words) {
    page.setColor(Ink.TRADE);
    page.fill(new Ellipse2D.Double(x + 5, y - 8, 7, 7));
    return say(words);
  }

  Key candle(boolean rising, String words) {
    Color edge = rising ? Ink.RISING : Ink.FALLING;
    Rectangle2D body = new Rectangle2D.Double(x + 4, y - 10, 9, 10);
    page.setStroke(Ink.line(1.2f));
    page.setColor(edge);
    page.draw(new Line2D.Double(x + 8.5, y - 14, x + 8.5, y + 3));
    page.setColor(rising ? Ink.RISING_BODY : Ink.FALLING_BODY);
    page.fill(body);
    page.setColor(edge);
    page.draw(body);
    return say(words);
  }

  Key frame(String words) {
    Rectangle2D frame = new Rectangle2D.Double(x, y - 12, 17, 14);
    page.setColor(Ink.FRAME);
    page.fill(frame);
    page.setColor(Ink.FRAME_EDGE);
    page.setStroke(Ink.line(1));
    page.draw(frame);
    page.setColor(Ink.TEXT);
    page.setStroke(Ink.line(2.5f));
    page.draw(new Line2D.Double(x, y - 2, x + 5, y - 2));
    page.draw(new Line2D.Double(x + 12, y - 8, x + 17, y - 8));
    return say(words);
  }

  private Key say(String words) {
    page.setColor(Ink.TEXT);
    page.setFont(Ink.BODY);
    page.drawString(words, (float) x + GLYPH_WIDTH, (float) y);
    x += GLYPH_WIDTH + page.getFontMetrics().stringWidth(words) + DISTANCE;
    return this;
  }
}
