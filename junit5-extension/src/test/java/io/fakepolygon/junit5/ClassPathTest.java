package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What these tests run on, here and in {@code samples/guests}, is what one user may have. */
class ClassPathTest {

  @Test
  void noTwoLibrariesBringTheSameClass() throws IOException {
    Map<String, TreeSet<String>> jarsByClass = new TreeMap<>();
    for (Path jar : jars()) {
      for (String name : classesIn(jar)) {
        jarsByClass
            .computeIfAbsent(name, key -> new TreeSet<>())
            .add(String.valueOf(jar.getFileName()));
      }
    }

    assertThat(jarsByClass).containsKey("okhttp3/OkHttpClient.class");
    assertThat(jarsByClass.values().stream().filter(jars -> jars.size() > 1).distinct().toList())
        .as("Jars with classes in common. Of OkHttp 4 and 5 exclude one: docs/troubleshooting.md")
        .isEmpty();
  }

  private static List<Path> jars() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(element -> element.endsWith(".jar"))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  private static List<String> classesIn(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .toList();
    }
  }
}
