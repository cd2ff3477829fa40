package io.fakepolygon.launcher;

import static io.fakepolygon.launcher.YamlFile.shown;
import static java.util.stream.Collectors.joining;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Preset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file that says how single symbols behave, YAML or JSON: symbols, and below each the members
 * that differ. What it refuses it names with its line.
 */
final class BehaviorsFile {
  private static final int LARGEST_BYTES = 4 << 20;
  private static final String PRESET = "preset";
  private static final String FOLLOWS = "follows";
  private static final String CORRELATION = "correlation";

  private static final Map<String, Reader> READERS = readers();

  private final String name;
  private final Optional<List<String>> symbols;
  private final Behavior usual;

  private BehaviorsFile(String name, Optional<List<String>> symbols, double basePriceUsd) {
    this.name = name;
    this.symbols = symbols;
    usual = Behavior.DEFAULT.withBasePriceUsd(basePriceUsd);
  }

  /**
   * {@return how symbols behave, in the order of the file}
   *
   * @param file as it was named
   * @param directory where a relative name begins
   * @param symbols those that there are; empty if they are those of the file
   * @param basePriceUsd the price of a symbol that says neither price nor preset
   * @throws UnusableException if it cannot be used, with its line
   */
  static Map<String, Behavior> read(
      Given file, Path directory, Optional<List<String>> symbols, double basePriceUsd) {
    List<YamlFile.Section> sections = YamlFile.read(file.value(), text(file, directory));
    if (sections.isEmpty()) {
      throw unusable(file, "It names no symbol; write one, and below it what differs.");
    }
    return new BehaviorsFile(file.value(), symbols, basePriceUsd).behaviors(sections);
  }

  private Map<String, Behavior> behaviors(List<YamlFile.Section> sections) {
    Map<String, Behavior> behaviors = new LinkedHashMap<>();
    Map<String, YamlFile.Word> leaders = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (YamlFile.Section section : sections) {
      YamlFile.Word symbol = section.name();
      requireSymbol(symbol);
      requireFirst(symbol, lines);
      Map<String, YamlFile.Word> members = members(section);
      behaviors.put(symbol.text(), behavior(symbol, members));
      if (members.containsKey(FOLLOWS) && !members.get(FOLLOWS).isNothing()) {
        leaders.put(symbol.text(), members.get(FOLLOWS));
      }
    }
    leaders.forEach((symbol, leader) -> requireLeader(symbol, leader, behaviors));
    return behaviors;
  }

  private Map<String, YamlFile.Word> members(YamlFile.Section section) {
    Map<String, YamlFile.Word> members = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (YamlFile.Member member : section.members()) {
      YamlFile.Word known = member.name();
      if (!READERS.containsKey(known.text())) {
        throw at(
            known,
            "'%s' is not a member of a behaviour. %s"
                .formatted(
                    shown(known.text()),
                    NearestName.hint(
                        known.text(),
                        READERS.keySet(),
                        "Write one of %s.".formatted(String.join(", ", READERS.keySet())))));
      }
      requireFirst(known, lines);
      members.put(known.text(), member.value());
    }
    return members;
  }

  private Behavior behavior(YamlFile.Word symbol, Map<String, YamlFile.Word> members) {
    Behavior behavior = usual;
    // In this order, for a preset says the rest.
    for (Map.Entry<String, Reader> reader : READERS.entrySet()) {
      YamlFile.Word value = members.get(reader.getKey());
      if (value != null) {
        behavior = read(reader.getKey(), reader.getValue(), value, behavior);
      }
    }
    return following(symbol, behavior, members);
  }

  private Behavior read(String member, Reader reader, YamlFile.Word value, Behavior behavior) {
    try {
      return reader.reading.read(behavior, value);
    } catch (IllegalArgumentException e) {
      throw at(
          value,
          "%s is '%s'%s. %s"
              .formatted(
                  member,
                  shown(value.text()),
                  value.quoted() ? ", in quotes" : "",
                  reader.allowed));
    }
  }

  private Behavior following(
      YamlFile.Word symbol, Behavior behavior, Map<String, YamlFile.Word> members) {
    YamlFile.Word leader = members.get(FOLLOWS);
    YamlFile.Word correlation = members.get(CORRELATION);
    if (leader == null || leader.isNothing()) {
      if (correlation != null && number(correlation) != 0) {
        throw at(
            correlation,
            "correlation is '%s', and %s follows nothing. Write which symbol it follows, or leave it out."
                .formatted(correlation.text(), symbol.text()));
      }
      return behavior;
    }
    if (correlation == null) {
      throw at(
          leader,
          "follows is '%s', and there is no correlation. Write one from -1 to 1."
              .formatted(shown(leader.text())));
    }
    return behavior.following(leader.text(), number(correlation));
  }

  private void requireSymbol(YamlFile.Word symbol) {
    String ticker = symbol.text();
    if (ticker.equals(MarketSpec.ANY_SYMBOL)) {
      throw at(symbol, "'*' is not a single symbol. Name one, such as FAKETICKER.");
    }
    try {
      // The core knows what a ticker is.
      FakePolygonConfig unused = FakePolygonConfig.builder().symbols(ticker).build();
    } catch (IllegalArgumentException e) {
      throw at(
          symbol,
          "'%s' is not a ticker. Write letters, digits, '.', '/', ':' and '-', such as FAKETICKER or BRK.A."
              .formatted(shown(ticker)));
    }
    if (symbols.isPresent() && isMissing(ticker, symbols.get())) {
      throw at(
          symbol,
          "'%s' is not among the symbols %s. Add it to FAKE_DATA_SYMBOLS, or leave that out: then the symbols are those of this file."
              .formatted(shown(ticker), shown(String.join(",", symbols.get()))));
    }
  }

  private void requireLeader(String symbol, YamlFile.Word leader, Map<String, Behavior> behaviors) {
    boolean missing =
        symbols
            .map(known -> isMissing(leader.text(), known))
            .orElse(!behaviors.containsKey(leader.text()));
    if (missing) {
      throw at(
          leader,
          "follows is '%s', which is not among the symbols. Write one of %s."
              .formatted(
                  shown(leader.text()),
                  shown(String.join(", ", symbols.orElse(List.copyOf(behaviors.keySet()))))));
    }
    Set<String> followed = new HashSet<>();
    String next = symbol;
    while (next != null && followed.add(next)) {
      Behavior behavior = behaviors.get(next);
      next = behavior == null ? null : behavior.follows();
      if (symbol.equals(next)) {
        throw at(
            leader,
            "follows is '%s', and so %s follows itself. Write another symbol, or leave it out."
                .formatted(shown(leader.text()), symbol));
      }
    }
  }

  private void requireFirst(YamlFile.Word word, Map<String, Integer> lines) {
    Integer first = lines.putIfAbsent(word.text(), word.line());
    if (first != null) {
      throw at(
          word,
          "%s stands on line %d already. Leave one of them.".formatted(shown(word.text()), first));
    }
  }

  private UnusableException at(YamlFile.Word word, String sentence) {
    return YamlFile.at(name, word.line(), sentence);
  }

  private static boolean isMissing(String symbol, List<String> known) {
    return !known.contains(symbol) && !known.equals(List.of(MarketSpec.ANY_SYMBOL));
  }

  /**
   * {@return what stands in a text file}
   *
   * @throws UnusableException if it cannot be read
   */
  static String text(Given file, Path directory) {
    Path path = directory.resolve(file.value());
    if (!Files.exists(path)) {
      throw unusable(file, "There is no such file; write the name of one.");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw unusable(file, "It is larger than %d bytes.".formatted(LARGEST_BYTES));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw unusable(file, "It is not a text in UTF-8; save it as one.");
    } catch (IOException e) {
      throw unusable(file, "It is not a file that can be read.");
    }
  }

  private static UnusableException unusable(Given file, String sentence) {
    return new UnusableException("%s is '%s'. %s".formatted(file.name(), file.value(), sentence));
  }

  private static Map<String, Reader> readers() {
    Map<String, Reader> readers = new LinkedHashMap<>();
    readers.put(
        PRESET,
        new Reader(
            "Write one of %s."
                .formatted(Arrays.stream(Preset.values()).map(Enum::name).collect(joining(", "))),
            (behavior, value) -> preset(value)));
    readers.put(
        "basePriceUsd",
        new Reader(
            "Write a number of dollars from 0.3 to 1000000.",
            (behavior, value) -> behavior.withBasePriceUsd(number(value))));
    readers.put(
        "volatility",
        new Reader(
            "Write a number from 0 to 10, such as 0.25 for 25 % a year.",
            (behavior, value) -> behavior.withVolatility(number(value))));
    readers.put(
        "tradesPerSecond",
        new Reader(
            "Write a number from 0.001 to 1000.",
            (behavior, value) -> behavior.withTradesPerSecond(number(value))));
    readers.put(
        "tape",
        new Reader(
            "Write 1, 2 or 3, or 0 for one that follows from the symbol's name.",
            (behavior, value) -> behavior.withListing(wholeNumber(value), behavior.exchange())));
    readers.put(
        "exchange",
        new Reader(
            "Write a whole number from 1 to 255, or 0 for that of the tape.",
            (behavior, value) -> behavior.withListing(behavior.tape(), wholeNumber(value))));
    readers.put(
        "roundLotShares",
        new Reader(
            "Write a whole number from 1 to 10000, or 0 for that of the price.",
            (behavior, value) -> behavior.withRoundLotShares(wholeNumber(value))));
    readers.put(
        "tickUsd",
        new Reader(
            "Write whole ten-thousandths of a dollar from 0.0001 to 1, or 0 for that of the price.",
            (behavior, value) -> behavior.withTickUsd(number(value))));
    // What they mean together is asked when all has been read.
    readers.put(FOLLOWS, new Reader("Write a symbol.", (behavior, value) -> behavior));
    readers.put(
        CORRELATION,
        new Reader(
            "Write a number from -1 to 1.",
            (behavior, value) -> {
              double unused = behavior.following("ANY", number(value)).correlation();
              return behavior;
            }));
    return readers;
  }

  private static Behavior preset(YamlFile.Word value) {
    return Preset.valueOf(value.text().toUpperCase(Locale.ROOT).replace('-', '_')).behavior();
  }

  private static double number(YamlFile.Word value) {
    // A JSON export has 1.0E-4 for a small tick.
    if (value.quoted()
        || !value.text().matches("[+-]?[0-9]{1,30}([.][0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")) {
      throw new IllegalArgumentException(value.text());
    }
    return Double.parseDouble(value.text());
  }

  private static int wholeNumber(YamlFile.Word value) {
    if (value.quoted() || !value.text().matches("[+]?[0-9]{1,9}")) {
      throw new IllegalArgumentException(value.text());
    }
    return Integer.parseInt(value.text());
  }

  /** How a value is taken over, or refused by an {@code IllegalArgumentException}. */
  @FunctionalInterface
  private interface Reading {
    Behavior read(Behavior behavior, YamlFile.Word value);
  }

  /**
   * A member.
   *
   * @param allowed the sentence that says what can be written
   */
  private record Reader(String allowed, Reading reading) {}
}
