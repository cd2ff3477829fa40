package io.fakepolygon.launcher;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What was given for each setting, whatever the place: the command line comes first. */
final class Settings {
  private static final String OURS = "FAKE_DATA_";
  private static final List<String> NAMES =
      Arrays.stream(Setting.values()).map(Setting::name).toList();

  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

  /**
   * Collects the settings.
   *
   * @throws UnusableException if a name that can only be meant for this program is unknown
   */
  Settings(Map<Setting, Given> commandLine, Map<String, String> environment, EnvFile file) {
    put(file.values(), name -> "%s in %s".formatted(name, file.name()));
    put(environment, name -> name);
    given.putAll(commandLine);
  }

  /** {@return what was given, or empty if nothing was, or nothing but a wish for the default} */
  Optional<Given> given(Setting setting) {
    return Optional.ofNullable(given.get(setting)).filter(value -> !value.value().isEmpty());
  }

  /** {@return what was given, or else the default, whose text may be empty} */
  Given orDefault(Setting setting) {
    return given(setting).orElseGet(() -> new Given(setting.name(), setting.defaultValue()));
  }

  private void put(Map<String, String> values, UnaryOperator<String> describe) {
    for (String name : new TreeSet<>(values.keySet())) {
      if (NAMES.contains(name)) {
        String value = values.getOrDefault(name, "");
        given.put(Setting.valueOf(name), new Given(describe.apply(name), value));
      } else if (name.startsWith(OURS)) {
        throw new UnusableException(
            "%s is not a setting. %s"
                .formatted(describe.apply(name), NearestName.hint(name, NAMES)));
      }
    }
  }
}
