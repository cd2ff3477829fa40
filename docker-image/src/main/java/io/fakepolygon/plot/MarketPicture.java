package io.fakepolygon.plot;

import io.fakepolygon.Tape;
import io.fakepolygon.protocol.Aggregate;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Prices above, volume below, and of a short span one second close up at the side.
 *
 * <p>One thread at a time.
 */
public final class MarketPicture {
  /** Pixels from left to right. */
  public static final int WIDTH = 1200;

  /** Pixels from top to bottom. */
  public static final int HEIGHT = 700;

  private static final int MARGIN = 28;
  private static final int TITLE_Y = 44;
  private static final int SPAN_Y = 69;
  private static final int KEY_Y = 104;
  private static final int PRICES_Y = 148;
  private static final int PRICES_HEIGHT = 372;
  private static final int VOLUME_Y = PRICES_Y + PRICES_HEIGHT + 24;
  private static final int VOLUME_HEIGHT = HEIGHT - VOLUME_Y - 8;
  private static final int CLOSE_UP_WIDTH = 352;
  // Trades in a second of which large dots would run into one another.
  private static final int MANY = 50;
  // What is written above a panel stands this far above it, at its axis.
  private static final int CAPTION_RISE = 2;

  private final Subject subject;
  private final Excerpt excerpt;
  private final Optional<Aggregate> second;

  private MarketPicture(Subject subject, Excerpt excerpt) {
    this.subject = subject;
    this.excerpt = excerpt;
    this.second = excerpt.calmestSecond();
  }

  /** {@return the picture of a span, or empty if nothing happens in it that could be drawn} */
  public static Optional<MarketPicture> of(Tape tape, Subject subject) {
    return Optional.of(Excerpt.of(tape, subject))
        .filter(excerpt -> !excerpt.isEmpty())
        .map(excerpt -> new MarketPicture(subject, excerpt));
  }

  /**
   * Writes a PNG file, and replaces the one that is there.
   *
   * @throws IOException if the file cannot be written
   */
  public void writeTo(Path file) throws IOException {
    if (!ImageIO.write(paint(), "png", file.toFile())) {
      throw new IOException("This Java writes no PNG");
    }
  }

  BufferedImage paint() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D page = image.createGraphics();
    page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    page.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    page.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    page.setColor(Ink.PAPER);
    page.fillRect(0, 0, WIDTH, HEIGHT);
    writeHead(page);
    place(prices(), "Price, US dollars", page, 0, PRICES_Y);
    place(volume(), "Volume, shares per " + barLength(), page, 0, VOLUME_Y);
    second.ifPresent(
        bar ->
            place(
                closeUp(bar),
                "One second close up: " + Title.time(Instant.ofEpochMilli(bar.startMs())),
                page,
                mainWidth(),
                PRICES_Y));
    page.dispose();
    return image;
  }

  Panel prices() {
    Panel panel = overWholeSpan(PRICES_HEIGHT);
    scalePrices(panel, excerpt);
    return second.isPresent()
        ? panel
            .addFrames(excerpt.minutes())
            .addCandles(excerpt.seconds())
            .addQuotes(excerpt.quotes())
            .addTrades(excerpt.trades(), 3)
            .addNotches(excerpt.minutes())
            .mark(second.get())
        : panel.addCandles(excerpt.minutes());
  }

  Panel volume() {
    long most = excerpt.shortestBars().stream().mapToLong(Aggregate::volumeShares).max().orElse(1);
    return overWholeSpan(VOLUME_HEIGHT)
        .timed(subject.showsSeconds() ? "HH:mm:ss" : "HH:mm", 135)
        .scaled(0, 1.08 * most, 40, shares -> shares(shares, most))
        .addVolumes(excerpt.shortestBars());
  }

  Panel closeUp(Aggregate bar) {
    Excerpt part = excerpt.within(bar);
    Panel panel =
        new Panel(
            CLOSE_UP_WIDTH - 16, HEIGHT - 8 - PRICES_Y, labelsWidth(), bar.startMs(), bar.endMs());
    scalePrices(panel, part);
    return panel
        .timed("s.SSS", 60)
        .addFrames(part.seconds())
        .addQuotes(part.quotes())
        .addTrades(part.trades(), part.trades().size() > MANY ? 3 : 8)
        .addNotches(part.seconds());
  }

  private Panel overWholeSpan(int height) {
    return new Panel(
        mainWidth(),
        height,
        labelsWidth(),
        subject.from().toEpochMilli(),
        subject.to().toEpochMilli());
  }

  private int mainWidth() {
    return second.isPresent() ? WIDTH - CLOSE_UP_WIDTH : WIDTH;
  }

  private static void scalePrices(Panel panel, Excerpt excerpt) {
    DoubleSummaryStatistics usd = excerpt.pricesUsd().summaryStatistics();
    double margin = Math.max(0.01, 0.05 * (usd.getMax() - usd.getMin()));
    panel.scaled(usd.getMin() - margin, usd.getMax() + margin, 60, MarketPicture::price);
  }

  // A letter is some seven pixels wide.
  private int labelsWidth() {
    return 20 + 7 * price(excerpt.pricesUsd().max().orElse(0)).length();
  }

  private static String price(double usd) {
    return String.format(Locale.ROOT, "%.2f", usd);
  }

  // All labels of one axis in one unit: 5k and 10k, not 5,000 and 10k.
  private static String shares(double shares, long most) {
    int unit = most < 10_000 ? 1 : most < 1_000_000 ? 1_000 : 1_000_000;
    String number = BigDecimal.valueOf(shares / unit).stripTrailingZeros().toPlainString();
    return number + (unit == 1 ? "" : unit == 1_000 ? "k" : "M");
  }

  private void writeHead(Graphics2D page) {
    Title title = Title.of(subject, excerpt);
    say(title.subject(), Ink.TITLE, Ink.TEXT, page, MARGIN, TITLE_Y);
    say(title.span(), Ink.BODY, Ink.SOFT_TEXT, page, MARGIN, SPAN_Y);
    Key key = new Key(page, MARGIN, KEY_Y);
    if (second.isPresent()) {
      key.quotes("bid to ask").trades("trade");
    }
    key.candle(true, barLength() + " bar, rising").candle(false, "falling");
    if (second.isPresent()) {
      key.frame("bar as a frame: low to high, open at its left, close at its right");
    }
  }

  private String barLength() {
    return second.isPresent() ? "second" : "minute";
  }

  private static void place(Panel panel, String caption, Graphics2D page, int x, int y) {
    say(caption, Ink.CAPTION, Ink.TEXT, page, x + MARGIN, y - CAPTION_RISE);
    panel.paintOn(page, x, y);
  }

  private static void say(String words, Font font, Color colour, Graphics2D page, int x, int y) {
    page.setFont(font);
    page.setColor(colour);
    page.drawString(words, x, y);
  }
}
