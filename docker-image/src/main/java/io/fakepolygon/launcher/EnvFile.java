package io.fakepolygon.launcher;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of settings, one {@code NAME=value} a line.
 *
 * @param name how the operator knows it, such as {@code .env}
 * @param values what it holds, other programs' names among it
 */
record EnvFile(String name, Map<String, String> values) {
  private static final String USUAL = ".env";

  /** {@return the {@code .env} of a directory, without a value if there is none} */
  static EnvFile usualIn(Path directory) {
    Path file = directory.resolve(USUAL);
    return Files.exists(file) ? read(USUAL, file) : new EnvFile(USUAL, Map.of());
  }

  /** {@return the file that the operator named, which therefore has to be there} */
  static EnvFile named(String name, Path directory) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      throw new UnusableException(
          "--env-file is '%s'. There is no such file; write the name of one.".formatted(name));
    }
    return read(name, file);
  }

  private static EnvFile read(String name, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnusableException(
          "%s is not a file that can be read. Put one NAME=value on each of its lines."
              .formatted(name));
    }
    Path absolute = file.toAbsolutePath();
    Map<String, String> values = new TreeMap<>();
    try {
      Dotenv.configure()
          .directory(String.valueOf(absolute.getParent()))
          .filename(String.valueOf(absolute.getFileName()))
          .load()
          .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
          .forEach(entry -> values.put(entry.getKey(), unquoted(entry)));
    } catch (DotenvException e) {
      // Its message shows the line, and a line can hold a key.
      throw new UnusableException(
          "%s has a line that cannot be read. Write NAME=value, or # before a remark."
              .formatted(name));
    }
    return new EnvFile(name, values);
  }

  // The library takes double quotes away and leaves single ones.
  private static String unquoted(DotenvEntry entry) {
    return entry.getValue().replaceAll("^'([^']*)'$", "$1");
  }
}
