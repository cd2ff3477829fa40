package io.fakepolygon.launcher;

/** What can be said to {@code plot} alone; all other options of it are settings of the market. */
enum PlotOption {
  SYMBOL("--symbol", "<ticker>", "The symbol to draw.", "the first of FAKE_DATA_SYMBOLS"),
  DAY(
      "--day",
      "<date>",
      "A whole trading day instead of a span: from 04:00 to 20:00 in New York on a date such as"
          + " 2024-01-02.",
      "none"),
  FROM("--from", "<instant>", "Where the span begins: an ISO 8601 instant.", "FAKE_DATA_START"),
  LENGTH(
      "--length",
      "<length>",
      "How long the span is: a whole number, then ms, s, m or h, from 1s to 24h. Up to 3m are drawn"
          + " with quotes and second bars, up to 20m with second bars, more with minute bars; trades"
          + " wherever they are few.",
      "1m"),
  SIZE(
      "--size",
      "<width>x<height>",
      "How large the picture is, in pixels, from 600x500 to 4000x3000.",
      "1200x800"),
  OUTPUT(
      "--output",
      "<file>",
      "The file to write, PNG or SVG by its ending. One that is there is replaced.",
      "fake-polygon.png");

  private final String option;
  private final String placeholder;
  private final String description;
  private final String defaultValue;

  PlotOption(String option, String placeholder, String description, String defaultValue) {
    this.option = option;
    this.placeholder = placeholder;
    this.description = description;
    this.defaultValue = defaultValue;
  }

  /** {@return the command line's name for it, such as {@code --length}} */
  String option() {
    return option;
  }

  /** {@return what stands for the value in the help, such as {@code <length>}} */
  String placeholder() {
    return placeholder;
  }

  /** {@return what it does and which values it takes} */
  String description() {
    return description;
  }

  /** {@return the value that holds where none is given, or the setting it comes from} */
  String defaultValue() {
    return defaultValue;
  }
}
