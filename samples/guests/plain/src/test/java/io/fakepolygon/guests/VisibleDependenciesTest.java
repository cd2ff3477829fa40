package io.fakepolygon.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes onto the class path of everyone who uses the library modules, to the last jar. */
class VisibleDependenciesTest {
  private static final Path HELD = Path.of("../../../docs/dependencies.txt");
  private static final Path FOUND = Path.of("target/dependencies.txt");

  @Test
  void areThoseThatTheDocumentationLists() throws IOException {
    List<String> all = Files.readAllLines(FOUND);
    List<String> found = all.subList(1, all.size());
    System.out.println("What a user of fake-polygon-junit5 sees, fake-polygon-core within it:");
    found.forEach(System.out::println);

    assertThat(found)
        .as(
            """
            The dependencies that every user sees have changed. If that is meant, and its reason stands in the pom beside
            the dependency, say so in the change log, and put what was printed above into docs/dependencies.txt:
              tail -n +2 samples/guests/plain/target/dependencies.txt > docs/dependencies.txt
            If it is not meant, see who brings it:
              mvn verify -DskipTests && mvn dependency:tree -Dverbose -pl samples/guests/plain -am""")
        .isEqualTo(Files.readAllLines(HELD));
  }
}
