package io.fakepolygon.plot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.naturalOrder;

import io.fakepolygon.Tape;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * Prices above, spread and volume below, and of a short span of the oscillating market one second
 * close up at the side.
 *
 * <p>One thread at a time.
 */
public final class MarketPicture {
  private static final int MARGIN = 28;
  private static final int TITLE_Y = 44;
  private static final int SPAN_Y = 69;
  private static final int KEY_Y = 104;
  private static final int STRIP_Y = 120;
  private static final int CAPTION_HEIGHT = 26;
  private static final int TIMES_HEIGHT = 22;
  private static final int CLOSE_UP_WIDTH = 352;
  // What XChart leaves empty around a plot.
  private static final int PADDING = 10;
  // Trades in a second of which large dots would run into one another.
  private static final int MANY = 50;
  // Volumes of so many times what this share of the bars stays below are cut.
  private static final double USUAL_SHARE = 0.97;
  private static final double CUT = 3;
  // A bar narrower than this has no room for a body.
  private static final int NARROWEST_CANDLE = 4;
  // What is written above a panel stands this far above it, at its axis.
  private static final int CAPTION_RISE = 2;

  private final Subject subject;
  private final Size size;
  private final Excerpt excerpt;
  private final Optional<Aggregate> second;
  private final Optional<Excerpt> closeUp;
  private final List<Session> sessions;
  private final Strip strip;

  private MarketPicture(
      Subject subject,
      Size size,
      Excerpt excerpt,
      BiConsumer<Subject, Consumer<MarketEvent>> source) {
    this.subject = subject;
    this.size = size;
    this.excerpt = excerpt;
    second = subject.showsCloseUp() ? excerpt.calmestSecond() : Optional.empty();
    closeUp =
        second
            .map(bar -> subject.over(bar.startMs(), bar.endMs()))
            .map(span -> Excerpt.of(source, span, CLOSE_UP_WIDTH));
    sessions = Session.of(subject);
    strip = new Strip(subject);
  }

  /** {@return the picture of a span, or empty if nothing happens in it that could be drawn} */
  public static Optional<MarketPicture> of(Tape tape, Subject subject, Size size) {
    return of((span, events) -> read(tape, span, events), subject, size);
  }

  /** The same from events, which are asked for a span at a time. */
  static Optional<MarketPicture> of(
      BiConsumer<Subject, Consumer<MarketEvent>> source, Subject subject, Size size) {
    return Optional.of(Excerpt.of(source, subject, size.width()))
        .filter(excerpt -> !excerpt.isEmpty())
        .map(excerpt -> new MarketPicture(subject, size, excerpt, source));
  }

  /**
   * Writes an SVG file if that is how its name ends, else a PNG file, and replaces the one that is
   * there.
   *
   * @throws IOException if the file cannot be written
   */
  public void writeTo(Path file) throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      SvgPage page = new SvgPage(size.width(), size.height());
      paintOn(page);
      try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
        page.writeTo(out);
      }
    } else if (!ImageIO.write(paint(), "png", file.toFile())) {
      throw new IOException("This Java writes no PNG");
    }
  }

  BufferedImage paint() {
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D page = image.createGraphics();
    page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    page.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    page.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    paintOn(page);
    page.dispose();
    return image;
  }

  private void paintOn(Graphics2D page) {
    page.setColor(Ink.PAPER);
    page.fillRect(0, 0, size.width(), size.height());
    writeHead(page);
    int volumeHeight = (size.height() - KEY_Y) / 5;
    int volumeY = size.height() - TIMES_HEIGHT - volumeHeight;
    Panel volume = volume(volumeHeight);
    place(volume, volumeCaption(), page, 0, volumeY);
    times(volume, subject).paintOn(page, volume::xOf, volumeY + volume.bottom());

    double right = volume.xOf(subject.toMs());
    strip.paintOn(page, volume::xOf, right, STRIP_Y);
    int pricesY = STRIP_Y + strip.height(page, volume::xOf, right) + CAPTION_HEIGHT;
    int spreadHeight = excerpt.hasSpreads() ? (size.height() - KEY_Y) / 6 : 0;
    int spreadY = volumeY - spreadHeight - (spreadHeight == 0 ? 0 : CAPTION_HEIGHT / 2);
    if (spreadHeight > 0) {
      place(spread(spreadHeight), "Spread, cents, median", page, 0, spreadY);
    }
    Panel prices = prices(spreadY - CAPTION_HEIGHT / 2 - pricesY);
    place(prices, priceCaption(), page, 0, pricesY);
    writeSessions(page, prices, pricesY);
    writeHalts(page, prices, pricesY);
    second.ifPresent(bar -> paintCloseUp(page, bar, pricesY));
  }

  private void paintCloseUp(Graphics2D page, Aggregate bar, int y) {
    Panel panel = closeUp(size.height() - TIMES_HEIGHT - y);
    place(
        panel,
        "One second close up: " + Title.time(Instant.ofEpochMilli(bar.startMs())),
        page,
        mainWidth(),
        y);
    times(panel, subject.over(bar.startMs(), bar.endMs()))
        .paintOn(page, ms -> mainWidth() + panel.xOf(ms), y + panel.bottom());
  }

  Panel prices(int height) {
    Panel panel = overWholeSpan(height);
    scalePrices(panel, excerpt);
    panel.addHours(sessions, excerpt.halts()).addInstants(strip.instantsMs());
    if (second.isPresent()) {
      panel.addFrames(excerpt.minutes());
    }
    if (!excerpt.quotes().isEmpty() && second.isEmpty()) {
      panel.addManyQuotes(excerpt.quotes());
    }
    if (hasCandles(panel)) {
      panel.addCandles(excerpt.shortestBars());
    } else {
      panel.addRanges(excerpt.shortestBars());
    }
    if (second.isPresent()) {
      panel.addQuotes(excerpt.quotes());
    }
    panel.addBands(excerpt.bands(), sessions).addTrades(excerpt.trades(), 3);
    if (second.isPresent()) {
      panel.addNotches(excerpt.minutes()).mark(second.get());
    }
    return panel.addCorrected(excerpt.correctedBars()).addOfficial(excerpt.official());
  }

  Panel spread(int height) {
    double most =
        excerpt.spreadCents().stream()
            .filter(cents -> !cents.isNaN())
            .max(naturalOrder())
            .orElse(1.0);
    Panel panel = overWholeSpan(height).scaled(0, 1.08 * most, 36, MarketPicture::plain);
    return panel
        .addHours(sessions, excerpt.halts())
        .addInstants(strip.instantsMs())
        .addSpreads(excerpt.columns(), excerpt.spreadCents(), excerpt.halts());
  }

  Panel volume(int height) {
    double top = volumeTop();
    Panel panel =
        overWholeSpan(height)
            .scaled(0, 1.08 * top, 40, shares -> shares(shares, top))
            .addHours(sessions, excerpt.halts())
            .addInstants(strip.instantsMs());
    return hasCandles(panel)
        ? panel.addVolumes(excerpt.shortestBars())
        : panel.addThinVolumes(excerpt.shortestBars());
  }

  // An auction is as large as an hour's trading: it is cut, or nothing else could be seen.
  private double volumeTop() {
    long[] volumes = volumes();
    long usual = volumes.length == 0 ? 0 : volumes[(int) (USUAL_SHARE * volumes.length)];
    return Math.max(1, Math.min(mostVolume(), usual == 0 ? mostVolume() : CUT * usual));
  }

  private double mostVolume() {
    long[] volumes = volumes();
    return volumes.length == 0 ? 0 : volumes[volumes.length - 1];
  }

  private long[] volumes() {
    return excerpt.shortestBars().stream().mapToLong(Aggregate::volumeShares).sorted().toArray();
  }

  String volumeCaption() {
    double most = mostVolume();
    return "Volume, shares per %s%s"
        .formatted(
            barLength(),
            most > volumeTop()
                ? String.format(Locale.ROOT, " (cut; the highest is %,d)", (long) most)
                : "");
  }

  Panel closeUp(int height) {
    Excerpt part = closeUp.orElseThrow();
    Panel panel =
        new Panel(
            CLOSE_UP_WIDTH - 16,
            height,
            labelsWidth(),
            part.columns().fromMs(),
            part.columns().toMs());
    scalePrices(panel, part);
    return panel
        .addFrames(part.seconds())
        .addQuotes(part.quotes())
        .addTrades(part.trades(), part.trades().size() > MANY ? 3 : 8)
        .addNotches(part.seconds());
  }

  private Panel overWholeSpan(int height) {
    return new Panel(mainWidth(), height, labelsWidth(), subject.fromMs(), subject.toMs());
  }

  private int mainWidth() {
    return second.isPresent() ? size.width() - CLOSE_UP_WIDTH : size.width();
  }

  private static TimeAxis times(Panel panel, Subject span) {
    return new TimeAxis(span.from(), span.to(), panel.xOf(span.toMs()) - panel.xOf(span.fromMs()));
  }

  private boolean hasCandles(Panel panel) {
    return excerpt.shortestBars().stream()
        .allMatch(bar -> panel.pixels(bar.endMs() - bar.startMs()) >= NARROWEST_CANDLE);
  }

  private void scalePrices(Panel panel, Excerpt part) {
    Scale scale = Scale.of(part);
    panel.scaled(scale.lowest(), scale.highest(), 60, MarketPicture::price);
  }

  // A letter is some seven pixels wide.
  private int labelsWidth() {
    return 20 + 7 * price(excerpt.pricesUsd().max().orElse(0)).length();
  }

  private static String price(double usd) {
    return String.format(Locale.ROOT, "%.2f", usd);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  // All labels of one axis in one unit: 5k and 10k, not 5,000 and 10k.
  private static String shares(double shares, double most) {
    int unit = most < 10_000 ? 1 : most < 1_000_000 ? 1_000 : 1_000_000;
    return plain(shares / unit) + (unit == 1 ? "" : unit == 1_000 ? "k" : "M");
  }

  Title title() {
    return Title.of(subject, excerpt);
  }

  private void writeHead(Graphics2D page) {
    Title title = title();
    say(title.subject(), Ink.TITLE, Ink.TEXT, page, MARGIN, TITLE_Y);
    say(title.span(), Ink.BODY, Ink.SOFT_TEXT, page, MARGIN, SPAN_Y);
    Key key = new Key(page, MARGIN, KEY_Y);
    if (!excerpt.quotes().isEmpty()) {
      key.quotes("bid to ask");
    }
    if (!excerpt.trades().isEmpty()) {
      key.trades("trade");
    }
    if (hasCandles(overWholeSpan(KEY_Y))) {
      key.candle(true, barLength() + " bar, rising").candle(false, "falling");
    } else {
      key.range(true, barLength() + " bar, low to high, rising").range(false, "falling");
    }
    if (second.isPresent()) {
      key.frame("bar as a frame: low to high, open at its left, close at its right");
    }
    if (!excerpt.correctedBars().isEmpty()) {
      key.corrected("bar sent again");
    }
    if (!excerpt.official().isEmpty()) {
      key.official("official open, close");
    }
    if (Scale.of(excerpt).showsBands(excerpt)) {
      key.bands("LULD bands");
    }
    if (!excerpt.halts().isEmpty()) {
      key.halts("no trading");
    }
  }

  private String priceCaption() {
    boolean areBeyond =
        excerpt.bands().stream().anyMatch(band -> band.upperUsd() > 0)
            && !Scale.of(excerpt).showsBands(excerpt);
    return "Price, US dollars" + (areBeyond ? " (the LULD bands lie beyond the scale)" : "");
  }

  private void writeSessions(Graphics2D page, Panel prices, int y) {
    page.setFont(Ink.TICK);
    page.setColor(Ink.SOFT_TEXT);
    for (Session session : sessions) {
      double from = prices.xOf(Math.max(session.fromMs(), subject.fromMs()));
      double to = prices.xOf(Math.min(session.toMs(), subject.toMs()));
      int width = page.getFontMetrics().stringWidth(session.name());
      if (width + PADDING < to - from) {
        page.drawString(
            session.name(), (float) ((from + to - width) / 2), (float) (y + prices.bottom() - 6));
      }
    }
  }

  // Within a halt if it is wide enough, else beside it; one that has no room stays unnamed.
  private void writeHalts(Graphics2D page, Panel prices, int y) {
    page.setFont(Ink.TICK);
    double free = prices.xOf(subject.fromMs());
    for (Halt halt : excerpt.halts()) {
      double from = prices.xOf(halt.fromMs());
      double to = prices.xOf(halt.toMs());
      int width = page.getFontMetrics().stringWidth(halt.label());
      boolean isWithin = width + PADDING < to - from;
      double x = isWithin ? (from + to - width) / 2 : to + PADDING / 2.0;
      if (x + width > prices.xOf(subject.toMs())) {
        x = from - width - PADDING / 2.0;
      }
      if (x >= free) {
        page.setColor(isWithin ? Ink.HALT : Ink.PAPER);
        page.fill(new Rectangle2D.Double(x - 1, y + PADDING + 2.0, width + 2.0, 16));
        page.setColor(Ink.TEXT);
        page.drawString(halt.label(), (float) x, (float) y + PADDING + 14);
        free = x + width + PADDING;
      }
    }
  }

  private String barLength() {
    return excerpt.seconds().isEmpty() ? "minute" : "second";
  }

  private static void place(Panel panel, String caption, Graphics2D page, int x, int y) {
    panel.paintOn(page, x, y);
    say(caption, Ink.CAPTION, Ink.TEXT, page, x + MARGIN, y - CAPTION_RISE);
  }

  private static void say(String words, Font font, Color colour, Graphics2D page, int x, int y) {
    page.setFont(font);
    page.setColor(colour);
    page.drawString(words, x, y);
  }

  private static void read(Tape tape, Subject span, Consumer<MarketEvent> events) {
    if (span.market().mode() == MarketMode.REALISTIC) {
      // For the one that stands when the span begins.
      tape.of(topics(span, Channel.LULD))
          .between(justBefore(Session.lastOpen(span.from())), justBefore(span.from()))
          .forEach(events);
    }
    tape.of(
            span.showsSeconds()
                ? topics(span, Channel.LULD, Channel.Q, Channel.T, Channel.A, Channel.AM)
                : topics(span, Channel.LULD, Channel.Q, Channel.T, Channel.AM))
        .between(justBefore(span.from()), span.to().plus(span.market().barDelay()))
        .forEach(events);
  }

  private static String[] topics(Subject span, Channel... channels) {
    return Arrays.stream(channels)
        .map(channel -> channel + "." + span.symbol())
        .toArray(String[]::new);
  }

  // The tape's spans are open at their beginning; a picture begins with what its first bar begins
  // with.
  private static Instant justBefore(Instant from) {
    return from.equals(Instant.EPOCH) ? from : from.minusMillis(1);
  }
}
