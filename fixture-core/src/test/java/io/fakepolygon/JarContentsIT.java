package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/**
 * The built jar is a good guest on a user's class path: Netty and Prometheus moved house, little
 * else shows.
 */
class JarContentsIT {

  private static final Path JAR = Path.of(System.getProperty("fakepolygon.jar"));
  private static final String PROMETHEUS = "io.fakepolygon.shaded.prometheus";
  // Annotations, which the library itself comes without.
  private static final String MARKS = PROMETHEUS + ".metrics.annotations.";
  private static final Path REDUCED_POM = Path.of(System.getProperty("fakepolygon.reducedPom"));
  private static final String POM_IN_JAR =
      "META-INF/maven/io.fakepolygon/fake-polygon-core/pom.xml";

  private static final List<String> ALLOWED =
      List.of(
          "com.fasterxml.jackson.core:jackson-core:compile",
          "org.jspecify:jspecify:compile",
          "org.slf4j:slf4j-api:compile");

  @Test
  void everyClassLiesInOurOwnPackage() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/fakepolygon/"));
  }

  @Test
  void nettyLiesInOurShadedPackageAndNowhereElse() throws IOException {
    assertThat(entries())
        .contains("io/fakepolygon/shaded/netty/channel/Channel.class")
        .noneMatch(name -> name.startsWith("io/netty/"));
  }

  @Test
  void prometheusLiesInOurShadedPackageAndNowhereElse() throws IOException {
    assertThat(entries())
        .contains("io/fakepolygon/shaded/prometheus/metrics/model/snapshots/MetricSnapshots.class")
        .noneMatch(name -> name.startsWith("io/prometheus/"));
  }

  /** Its registry is global, and its configuration comes from system properties and files. */
  @Test
  void ofPrometheusOnlyWhatWritesTextIsThere() throws IOException {
    JavaClasses inside;
    try (var jar = new JarFile(JAR.toFile())) {
      inside =
          new ClassFileImporter()
              .withImportOption(location -> location.contains("/shaded/prometheus/"))
              .importJar(jar);
    }

    assertThat(inside)
        .isNotEmpty()
        .noneMatch(type -> type.getSimpleName().contains("Registry"))
        .noneMatch(type -> type.getSimpleName().contains("Properties"))
        .flatExtracting(JavaClass::getDirectDependenciesFromSelf)
        .extracting(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
        .filteredOn(name -> name.startsWith(PROMETHEUS) && !name.startsWith(MARKS))
        .allMatch(inside::contain);
  }

  @Test
  void nothingButManifestLicencesAndOurPomLiesBesideTheClasses() throws IOException {
    assertThat(entries())
        .filteredOn(name -> !name.startsWith("io/fakepolygon/"))
        .allMatch(
            name ->
                name.equals("META-INF/MANIFEST.MF")
                    || name.startsWith("META-INF/licenses/")
                    || name.startsWith("META-INF/maven/io.fakepolygon/fake-polygon-core/"));
  }

  @Test
  void nettysLicenceTravelsWithIt() throws IOException {
    assertThat(entries())
        .contains("META-INF/licenses/netty/LICENSE.txt", "META-INF/licenses/netty/NOTICE.txt");
  }

  @Test
  void prometheusLicenceTravelsWithIt() throws IOException {
    assertThat(entries())
        .contains(
            "META-INF/licenses/prometheus/LICENSE.txt", "META-INF/licenses/prometheus/NOTICE.txt");
  }

  @Test
  void manifestNamesTheModule() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("io.fakepolygon.core");
    }
  }

  @Test
  void publishedPomShowsUsersTheAllowedDependenciesOnly() throws Exception {
    try (var pom = Files.newInputStream(REDUCED_POM)) {
      assertThat(dependenciesUsersSee(pom)).containsExactlyElementsOf(ALLOWED);
    }
  }

  @Test
  void pomInsideTheJarShowsTheSame() throws Exception {
    try (var jar = new JarFile(JAR.toFile());
        var pom = jar.getInputStream(jar.getEntry(POM_IN_JAR))) {
      assertThat(dependenciesUsersSee(pom)).containsExactlyElementsOf(ALLOWED);
    }
  }

  private static List<String> entries() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  /**
   * Every direct dependency but those of tests and the optional ones, as {@code
   * group:artifact:scope}, sorted.
   */
  private static List<String> dependenciesUsersSee(InputStream pom) throws Exception {
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom);
    var xpath = XPathFactory.newInstance().newXPath();
    var dependencies =
        (NodeList)
            xpath.evaluate("/project/dependencies/dependency", document, XPathConstants.NODESET);
    var seen = new ArrayList<String>();
    for (int i = 0; i < dependencies.getLength(); i++) {
      var dependency = dependencies.item(i);
      var name = xpath.evaluate("concat(groupId, ':', artifactId)", dependency);
      var scope = xpath.evaluate("scope", dependency);
      if (!scope.equals("test") && !xpath.evaluate("optional", dependency).equals("true")) {
        seen.add(name + ":" + (scope.isEmpty() ? "compile" : scope));
      }
    }
    Collections.sort(seen);
    return seen;
  }
}
