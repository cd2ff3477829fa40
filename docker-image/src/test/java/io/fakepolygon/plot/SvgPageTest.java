package io.fakepolygon.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strokes of one kind that follow one another are one path. */
class SvgPageTest {
  private SvgPage page;

  @BeforeEach
  void takeAPage() {
    page = new SvgPage(100, 50);
    page.setColor(Color.BLUE);
  }

  @Test
  void linesThatMeetGoOnAndOthersBeginAnew() throws IOException {
    page.draw(new Line2D.Double(1, 2, 3, 4));
    page.draw(new Line2D.Double(3, 4, 5, 6));
    page.draw(new Line2D.Double(7, 8, 9, 10));

    assertThat(written()).contains("d=\"M1 2 L3 4 L5 6 M7 8 L9 10\"").containsOnlyOnce("<path");
  }

  @Test
  void colourThatNothingIsDrawnInSeparatesNothing() throws IOException {
    page.draw(new Line2D.Double(1, 2, 3, 4));
    page.setColor(Color.RED);
    page.setColor(Color.BLUE);
    page.draw(new Line2D.Double(7, 8, 9, 10));

    assertThat(written()).containsOnlyOnce("<path");
  }

  @Test
  void otherColourIsAnotherPath() throws IOException {
    page.draw(new Line2D.Double(1, 2, 3, 4));
    page.setColor(Color.RED);
    page.draw(new Line2D.Double(7, 8, 9, 10));

    assertThat(written())
        .containsSubsequence("stroke:blue", "M1 2 L3 4", "M7 8 L9 10", "stroke:red");
  }

  @Test
  void orderIsKeptBetweenLinesAreasLettersAndPartsOfThePage() throws IOException {
    page.draw(new Line2D.Double(1, 2, 3, 4));
    page.fill(new Rectangle2D.Double(5, 5, 5, 5));
    page.drawString("words", 1, 1);
    Graphics2D part = (Graphics2D) page.create(10, 10, 20, 20);
    part.draw(new Line2D.Double(6, 6, 7, 7));
    page.draw(new Line2D.Double(8, 8, 9, 9));

    assertThat(written())
        .containsSubsequence("M1 2 L3 4", "M5 5 L10 5", "words", "M6 6 L7 7", "M8 8 L9 9");
  }

  @Test
  void sizeOfThePageIsWritten() throws IOException {
    assertThat(written()).contains("width=\"100\"", "height=\"50\"");
  }

  private String written() throws IOException {
    StringWriter out = new StringWriter();
    page.writeTo(out);
    return out.toString();
  }
}
