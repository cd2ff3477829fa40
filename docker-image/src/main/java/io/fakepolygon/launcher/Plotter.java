package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.plot.MarketPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Draws. The server never comes here, and so never loads what draws. */
final class Plotter {
  private Plotter() {}

  /**
   * Writes the picture.
   *
   * @return what to tell the operator
   * @throws UnusableException if there is nothing to draw, or the file cannot be written, or this
   *     Java cannot draw
   */
  static String draw(PlotPlan plan, Path directory) {
    refuseWithoutDesktop();
    Path file = plan.outputIn(directory);
    // No window: a picture can be drawn where there is no screen.
    System.setProperty("java.awt.headless", "true");
    try {
      picture(plan).writeTo(file);
    } catch (IOException e) {
      throw plan.cannotBeWritten();
    } catch (LinkageError | InternalError e) {
      throw withoutFonts();
    } catch (RuntimeException e) {
      throw comesFromFonts(e) ? withoutFonts() : e;
    }
    return "Drew %s from %s to %s: %s"
        .formatted(
            plan.subject().symbol(), plan.subject().from(), plan.subject().to(), plan.output());
  }

  private static void refuseWithoutDesktop() {
    if (ModuleLayer.boot().findModule("java.desktop").isEmpty()) {
      throw new UnusableException(
          "This Java has no module java.desktop, which draws: the image leaves it out. Run"
              + " ./fake-polygon plot from a checkout, on a JDK.");
    }
  }

  private static MarketPicture picture(PlotPlan plan) {
    // Of a server only the tape is used; it stands still on a port of its own meanwhile.
    try (FakePolygonServer server = FakePolygonServer.start(plan.market())) {
      Optional<MarketPicture> picture =
          MarketPicture.of(server.tape(), plan.subject(), plan.size());
      return picture.orElseThrow(
          () ->
              new UnusableException(
                  "There is no trade of %s from %s to %s to draw. Write a longer --length."
                      .formatted(
                          plan.subject().symbol(), plan.subject().from(), plan.subject().to())));
    }
  }

  // Without any font some Javas throw an error and others a plain RuntimeException.
  private static boolean comesFromFonts(RuntimeException e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("sun.font.")
          || frame.getClassName().startsWith("sun.awt.Font")) {
        return true;
      }
    }
    return false;
  }

  private static UnusableException withoutFonts() {
    return new UnusableException(
        "This Java finds no font to write with. Install fontconfig and a font, such as Debian's"
            + " packages fontconfig and fonts-dejavu-core.");
  }
}
