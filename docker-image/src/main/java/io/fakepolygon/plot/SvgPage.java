package io.fakepolygon.plot;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * Paper for SVG. A chart draws each stroke on its own, which would make a day a megabyte: strokes
 * of one colour and width that follow one another become one path here.
 */
final class SvgPage extends SVGGraphics2D {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final int DECIMALS = 1;

  private final Pen pen;

  SvgPage(int width, int height) {
    super(context(), false);
    pen = new Pen();
    setSVGCanvasSize(new Dimension(width, height));
  }

  private SvgPage(SvgPage other) {
    super(other);
    pen = other.pen;
  }

  /** Writes all that was drawn. */
  void writeTo(Writer out) throws IOException {
    lift();
    try {
      stream(getRoot(), out, true, false);
    } catch (SVGGraphics2DIOException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Graphics create() {
    lift();
    return new SvgPage(this);
  }

  @Override
  public void draw(Shape shape) {
    pen.add(new Style(this, false, getPaint(), getStroke()), shape);
  }

  @Override
  public void fill(Shape shape) {
    pen.add(new Style(this, true, getPaint(), getStroke()), shape);
  }

  @Override
  public void drawString(String text, float x, float y) {
    lift();
    super.drawString(text, x, y);
  }

  @Override
  public void drawString(String text, int x, int y) {
    drawString(text, (float) x, (float) y);
  }

  @Override
  public void setClip(Shape shape) {
    if (!Objects.equals(shape, getClip())) {
      lift();
      super.setClip(shape);
    }
  }

  @Override
  public void setTransform(AffineTransform transform) {
    lift();
    super.setTransform(transform);
  }

  @Override
  public void transform(AffineTransform transform) {
    lift();
    super.transform(transform);
  }

  @Override
  public void translate(double x, double y) {
    lift();
    super.translate(x, y);
  }

  // Those who construct it set some things, too.
  private void lift() {
    if (pen != null) {
      pen.lift();
    }
  }

  private void paint(boolean filled, Path2D path, Paint paint, Stroke stroke) {
    Paint nextPaint = getPaint();
    Stroke nextStroke = getStroke();
    setPaint(paint);
    setStroke(stroke);
    if (filled) {
      super.fill(path);
    } else {
      super.draw(path);
    }
    setPaint(nextPaint);
    setStroke(nextStroke);
  }

  private static SVGGeneratorContext context() {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(NAMESPACE, "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setPrecision(DECIMALS);
      context.setComment(null);
      return context;
    } catch (ParserConfigurationException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** The path that is under way, to which what is drawn next may still belong. */
  private static final class Pen {
    private @Nullable Style style;
    private Path2D path = new Path2D.Double();

    void add(Style next, Shape shape) {
      if (!next.equals(style)) {
        lift();
        style = next;
      }
      path.append(shape, !next.filled && goesOn(shape));
    }

    void lift() {
      if (style != null) {
        Style drawn = style;
        style = null;
        drawn.page.paint(drawn.filled, path, drawn.paint, drawn.stroke);
        path = new Path2D.Double();
      }
    }

    private boolean goesOn(Shape shape) {
      double[] start = new double[6];
      shape.getPathIterator(null).currentSegment(start);
      return path.getCurrentPoint() != null
          && path.getCurrentPoint().distance(start[0], start[1]) == 0;
    }
  }

  // A chart sets colours that it does not use in between, so they count when something is drawn. A
  // page is equal to itself alone.
  private record Style(SvgPage page, boolean filled, Paint paint, Stroke stroke) {}
}
