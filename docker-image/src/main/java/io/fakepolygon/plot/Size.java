package io.fakepolygon.plot;

/**
 * How large a picture is, in pixels.
 *
 * @param width from left to right, from 600 to 4,000
 * @param height from top to bottom, from 500 to 3,000
 */
public record Size(int width, int height) {
  /** 1,200 by 800. */
  public static final Size USUAL = new Size(1_200, 800);

  private static final int NARROWEST = 600;
  private static final int WIDEST = 4_000;
  private static final int LOWEST = 500;
  private static final int HIGHEST = 3_000;

  /** Refuses what is too small to read, or too large to draw. */
  public Size {
    if (width < NARROWEST || width > WIDEST || height < LOWEST || height > HIGHEST) {
      throw new IllegalArgumentException(
          "A picture is from 600x500 to 4000x3000 pixels large, not %dx%d"
              .formatted(width, height));
    }
  }
}
