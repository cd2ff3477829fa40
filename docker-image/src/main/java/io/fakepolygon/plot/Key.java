package io.fakepolygon.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/** What the signs mean: one row of them, each with its words. */
final class Key {
  /** How trades are marked. */
  static final Marker TRADE = new Dot();

  /** How bars are marked that were sent again, below their lows. */
  static final Marker CORRECTED = new Cross();

  /** How the official prints are marked. */
  static final Marker OFFICIAL = new Ring();

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
    TRADE.paint(page, x + 8, y - 5, 7);
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

  Key range(boolean rising, String words) {
    page.setStroke(Ink.line(1.6f));
    page.setColor(rising ? Ink.RISING : Ink.FALLING);
    page.draw(new Line2D.Double(x + 5, y - 11, x + 5, y - 1));
    page.draw(new Line2D.Double(x + 9, y - 13, x + 9, y - 4));
    page.draw(new Line2D.Double(x + 13, y - 10, x + 13, y + 1));
    return say(words);
  }

  Key official(String words) {
    page.setColor(Ink.TEXT);
    OFFICIAL.paint(page, x + 8, y - 5, 0);
    return say(words);
  }

  Key corrected(String words) {
    page.setColor(Ink.TEXT);
    CORRECTED.paint(page, x + 8, y - 14, 0);
    return say(words);
  }

  Key bands(String words) {
    page.setStroke(Ink.line(1.6f));
    page.setColor(Ink.BAND);
    page.draw(new Line2D.Double(x, y - 10, x + 17, y - 10));
    page.draw(new Line2D.Double(x, y, x + 17, y));
    return say(words);
  }

  Key halts(String words) {
    Rectangle2D box = new Rectangle2D.Double(x + 1, y - 12, 15, 14);
    page.setColor(Ink.HALT);
    page.fill(box);
    page.setStroke(Ink.line(1));
    page.setColor(Ink.HALT_EDGE);
    page.draw(box);
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

  // A stroke without length: a tenth of what a circle takes in SVG.
  private static final class Dot extends Marker {
    @Override
    public void paint(Graphics2D page, double x, double y, int size) {
      page.setStroke(new BasicStroke(size, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      page.draw(new Line2D.Double(x, y, x, y));
    }
  }

  private static final class Cross extends Marker {
    private static final double DISTANCE = 9;
    private static final double ARM = 3;

    @Override
    public void paint(Graphics2D page, double x, double y, int size) {
      double middle = y + DISTANCE;
      page.setStroke(Ink.line(1.3f));
      page.draw(new Line2D.Double(x - ARM, middle - ARM, x + ARM, middle + ARM));
      page.draw(new Line2D.Double(x - ARM, middle + ARM, x + ARM, middle - ARM));
    }
  }

  private static final class Ring extends Marker {
    private static final double RADIUS = 5;

    @Override
    public void paint(Graphics2D page, double x, double y, int size) {
      page.setStroke(Ink.line(2));
      page.draw(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
    }
  }
}
