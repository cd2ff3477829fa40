package io.fakepolygon.junit5;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The worlds in which a test failed last time, the latest first: a file with one a line, so that
 * they are tried first. Threads may share it.
 *
 * <p>A file that cannot be read or written does no harm beyond its purpose.
 */
final class FailedWorlds {
  private static final int MOST = 100;
  private static final int LONGEST_NAME = 150;

  // Null if there is no place for it.
  private final @Nullable Path file;

  private FailedWorlds(@Nullable Path file) {
    this.file = file;
  }

  /** {@return those of a test; none, ever, for a run that shrinks a world} */
  static FailedWorlds of(ExtensionContext test) {
    RunParameters run = RunParameters.of(test);
    return new FailedWorlds(
        run.isWithinShrinking()
            ? null
            : run.worldsFolder()
                .or(
                    () ->
                        test.getTestClass()
                            .flatMap(BuildFolder::of)
                            .map(folder -> folder.resolve("worlds")))
                .map(folder -> folder.resolve(fileName(test)))
                .orElse(null));
  }

  /**
   * {@return the same worlds, those that failed last time first} With them such that have another
   * seed and happen otherwise as one of these: the run may have had another.
   */
  synchronized List<World> first(List<World> worlds) {
    Set<World> others =
        worlds.stream().map(FailedWorlds::whateverTheSeed).collect(Collectors.toSet());
    Set<World> ordered = new LinkedHashSet<>();
    read().filter(world -> others.contains(whateverTheSeed(world))).forEach(ordered::add);
    ordered.addAll(worlds);
    return List.copyOf(ordered);
  }

  /** {@return nothing, or why it will not be tried first} One that was shrunk is nobody's. */
  synchronized Optional<String> add(World world) {
    return world.isShrunk() ? Optional.empty() : change(world, true);
  }

  /** Forgets a world that has passed. */
  synchronized void remove(World world) {
    change(world, false);
  }

  private Optional<String> change(World world, boolean failed) {
    List<World> known = new ArrayList<>(read().toList());
    boolean wasKnown = known.remove(world);
    if (file == null || !(failed || wasKnown)) {
      return Optional.empty();
    }
    if (failed) {
      known.add(0, world);
    }
    try {
      write(file, known.stream().limit(MOST).map(World::text).toList());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("not remembered, for " + e);
    }
  }

  private Stream<World> read() {
    try {
      return file == null || !Files.exists(file)
          ? Stream.empty()
          : Files.readString(file).lines().flatMap(FailedWorlds::parse);
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Stream<World> parse(String line) {
    try {
      return Stream.of(World.parse(line));
    } catch (ExtensionConfigurationException e) {
      // Of another version, or edited by hand.
      return Stream.empty();
    }
  }

  private static void write(Path file, List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "world", ".tmp");
    try {
      Files.write(draft, lines);
      Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static World whateverTheSeed(World world) {
    return new World(0, world.symbols(), world.span(), world.scenario(), world.faults());
  }

  private static String fileName(ExtensionContext test) {
    String name =
        Arrays.stream(test.getRequiredTestMethod().getParameterTypes())
            .map(Class::getSimpleName)
            .collect(
                Collectors.joining(
                    ",",
                    test.getRequiredTestClass().getName()
                        + "."
                        + test.getRequiredTestMethod().getName()
                        + "(",
                    ")"));
    String plain = name.replaceAll("[^A-Za-z0-9._#-]+", "_");
    return plain.length() <= LONGEST_NAME
        ? plain + ".txt"
        : plain.substring(0, LONGEST_NAME) + Integer.toHexString(name.hashCode()) + ".txt";
  }
}
