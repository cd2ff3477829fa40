package io.fakepolygon.fault;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Harms as text: the record's name in capitals, then each component that is not as usual. */
final class HarmText {
  private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();

  static {
    for (Class<?> family : Harm.class.getPermittedSubclasses()) {
      for (Class<?> harm : family.getPermittedSubclasses()) {
        BY_NAME.put(nameOf(harm), harm);
      }
    }
  }

  private HarmText() {}

  static String nameOf(Class<?> harm) {
    return harm.getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
        .toUpperCase(Locale.ROOT);
  }

  static String familyOf(Class<?> harm) {
    String family = harm.getInterfaces()[0].getSimpleName();
    return family.substring(0, family.length() - "Harm".length()).toLowerCase(Locale.ROOT);
  }

  static Map<String, String> parametersOf(Harm harm) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (RecordComponent component : harm.getClass().getRecordComponents()) {
      parameters.put(component.getName(), Words.write(value(component, harm)));
    }
    return parameters;
  }

  static List<Harm> all() {
    return BY_NAME.values().stream().map(HarmText::usual).toList();
  }

  static Harm parse(String text) {
    List<String> words = Words.of(text);
    return read(words.get(0), Words.pairs(words.subList(1, words.size()), text), text);
  }

  /**
   * {@return a harm}
   *
   * @param said parameters by name; those that are the harm's are taken out
   * @param text all of it, for the sentences
   */
  static Harm take(String name, Map<String, String> said, String text) {
    Class<?> type = BY_NAME.get(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    if (type == null) {
      throw new IllegalArgumentException(
          "There is no harm '%s', in '%s'. Write one of %s"
              .formatted(name, text, String.join(", ", BY_NAME.keySet())));
    }
    Object usual = usual(type);
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String word = said.remove(component.getName());
      values.add(
          word == null
              ? value(component, usual)
              : Words.read(component.getName(), word, component.getType(), text));
    }
    return make(type, values, text);
  }

  private static Harm read(String name, Map<String, String> said, String text) {
    Harm harm = take(name, said, text);
    if (!said.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no '%s', in '%s'. %s"
              .formatted(harm.name(), said.keySet().iterator().next(), text, parameters(harm)));
    }
    return harm;
  }

  /** {@return what can be said of a harm, in a sentence} */
  static String parameters(Harm harm) {
    RecordComponent[] components = harm.getClass().getRecordComponents();
    return components.length == 0
        ? "It has no parameters"
        : "It has "
            + Arrays.stream(components).map(RecordComponent::getName).collect(joining(", "));
  }

  /** {@return the name, and each parameter that is not as usual} */
  static Stream<String> write(Harm harm) {
    Harm usual = usual(harm.getClass());
    Stream<String> parameters =
        Arrays.stream(harm.getClass().getRecordComponents())
            .filter(component -> !value(component, harm).equals(value(component, usual)))
            .flatMap(
                component -> Stream.of(component.getName(), Words.write(value(component, harm))));
    return Stream.concat(Stream.of(harm.name()), parameters);
  }

  private static Harm usual(Class<?> type) {
    try {
      return (Harm) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no usual parameters", e);
    }
  }

  private static Object value(RecordComponent component, Object harm) {
    try {
      return Objects.requireNonNull(component.getAccessor().invoke(harm));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }

  private static Harm make(Class<?> type, List<Object> values, String text) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return (Harm) constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "%s, in '%s'".formatted(e.getTargetException().getMessage(), text), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type, e);
    }
  }
}
