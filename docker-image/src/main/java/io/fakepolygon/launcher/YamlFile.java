package io.fakepolygon.launcher;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML text of sections, each with members, and where each word stands. Reads JSON too.
 *
 * <p>One event after another, and none that does not belong: nothing that a hostile text can nest,
 * repeat or name is built.
 */
final class YamlFile {
  private static final String SHAPE =
      "Write symbols, each with its members on lines below it: basePriceUsd: 190.";
  private static final int LONGEST_SHOWN = 80;
  private static final Set<String> NOTHING = Set.of("", "~", "null");

  private final String name;
  private final Iterator<Event> events;

  private YamlFile(String name, String text) {
    this.name = name;
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
    events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * A word as it was written.
   *
   * @param text without quotes
   * @param quoted whether there were any
   * @param line where it begins, from 1
   */
  record Word(String text, boolean quoted, int line) {

    /** {@return whether it stands for no value} */
    boolean isNothing() {
      return !quoted && NOTHING.contains(text);
    }
  }

  /** A member and its value. */
  record Member(Word name, Word value) {}

  /** What stands below a name; in order, names that stand twice included. */
  record Section(Word name, List<Member> members) {}

  /**
   * {@return the sections of a text}
   *
   * @param name what the sentence calls it
   * @throws UnusableException if it is not YAML or has another shape, with its line
   */
  static List<Section> read(String name, String text) {
    try {
      return new YamlFile(name, text).document();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(YamlFile::lineOf).orElse(1);
      throw at(name, line, "This is not YAML: %s.".formatted(shown(e.getProblem())));
    } catch (YamlEngineException e) {
      throw new UnusableException(
          "%s holds a character that YAML does not allow. Write letters, digits and punctuation."
              .formatted(name));
    }
  }

  /** {@return a refusal of what stands on a line} */
  static UnusableException at(String name, int line, String sentence) {
    return new UnusableException("%s line %d: %s".formatted(name, line, sentence));
  }

  /** {@return the same on one line, and of bearable length} */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
  }

  private List<Section> document() {
    Event first = next();
    while (first instanceof StreamStartEvent || first instanceof DocumentStartEvent) {
      first = next();
    }
    List<Section> sections = new ArrayList<>();
    if (first instanceof MappingStartEvent) {
      for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
        sections.add(new Section(word(event), members()));
      }
    } else if (!(first instanceof StreamEndEvent) && !word(first).isNothing()) {
      throw misshapen(first);
    }
    requireEnd(first);
    return sections;
  }

  private List<Member> members() {
    Event first = next();
    List<Member> members = new ArrayList<>();
    if (first instanceof MappingStartEvent) {
      for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
        members.add(new Member(word(event), word(next())));
      }
    } else if (!word(first).isNothing()) {
      throw misshapen(first);
    }
    return members;
  }

  private void requireEnd(Event last) {
    Event event = last;
    while (!(event instanceof StreamEndEvent)) {
      event = next();
      if (event instanceof DocumentStartEvent) {
        throw at(name, lineOf(event), "A second document begins here. Leave one of them.");
      }
      if (!(event instanceof DocumentEndEvent || event instanceof StreamEndEvent)) {
        throw misshapen(event);
      }
    }
  }

  private Word word(Event event) {
    if (event instanceof AliasEvent alias) {
      throw at(
          name,
          lineOf(event),
          "*%s stands for what is written elsewhere. Write it out."
              .formatted(shown(alias.getAlias().toString())));
    }
    if (!(event instanceof ScalarEvent scalar)) {
      throw misshapen(event);
    }
    if (scalar.getTag().isPresent()) {
      throw at(
          name,
          lineOf(event),
          "The tag %s says nothing here. Leave it out.".formatted(shown(scalar.getTag().get())));
    }
    return new Word(scalar.getValue(), !scalar.isPlain(), lineOf(event));
  }

  private UnusableException misshapen(Event event) {
    return at(name, lineOf(event), SHAPE);
  }

  private Event next() {
    return events.next();
  }

  private static int lineOf(Event event) {
    return event.getStartMark().map(YamlFile::lineOf).orElse(1);
  }

  private static int lineOf(Mark mark) {
    return mark.getLine() + 1;
  }
}
