package io.fakepolygon.junit5;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Where the build that runs a test puts what it makes. */
final class BuildFolder {
  private static final String OURS = "fakepolygon";

  private BuildFolder() {}

  /**
   * {@return our folder in it: {@code target/fakepolygon} of the Maven module that a test class was
   * compiled in, {@code build/fakepolygon} of the Gradle project} Empty for classes that stand
   * elsewhere, such as in a jar or in a folder of an IDE's own.
   */
  static Optional<Path> of(Class<?> testClass) {
    CodeSource source = testClass.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return above(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Maven: {@code target/test-classes}. Gradle: {@code build/classes/java/test}. */
  static Optional<Path> above(Path classes) {
    for (Path at = classes; at != null; at = at.getParent()) {
      Path parent = at.getParent();
      if (parent != null && parent.getFileName() != null) {
        String name = parent.getFileName().toString();
        boolean maven = name.equals("target") && at.getFileName().toString().endsWith("classes");
        boolean gradle = name.equals("build") && at.getFileName().toString().equals("classes");
        if (maven || gradle) {
          return Optional.of(parent.resolve(OURS));
        }
      }
    }
    return Optional.empty();
  }
}
