package io.fakepolygon.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The {@link FakePolygon} annotations of a class or method, without those it inherits: those that
 * stand on it, then those on its annotations, then those on the annotations of these. Of two with
 * one name the nearer holds; two that are equally near are refused.
 */
final class NearestAnnotations {
  private NearestAnnotations() {}

  /**
   * {@return them by name, the nearest first}
   *
   * @param where what the element is called, for the sentence
   */
  static Map<String, FakePolygon> on(AnnotatedElement element, String where) {
    Map<String, FakePolygon> nearest = new LinkedHashMap<>();
    Set<AnnotatedElement> met = new HashSet<>();
    List<AnnotatedElement> ring = List.of(element);
    while (!ring.isEmpty()) {
      Set<String> names = new HashSet<>(nearest.keySet());
      Map<String, FakePolygon> found = new LinkedHashMap<>();
      List<AnnotatedElement> next = new ArrayList<>();
      for (AnnotatedElement at : ring) {
        for (FakePolygon own : at.getDeclaredAnnotationsByType(FakePolygon.class)) {
          if (!nearest.containsKey(own.name())) {
            requireNew(names, own.name(), where);
            found.put(own.name(), own);
          }
        }
        for (Annotation annotation : at.getDeclaredAnnotations()) {
          if (met.add(annotation.annotationType())) {
            next.add(annotation.annotationType());
          }
        }
      }
      nearest.putAll(found);
      ring = next;
    }
    return nearest;
  }

  static void requireNew(Set<String> names, String name, String where) {
    if (!names.add(name)) {
      throw new ExtensionConfigurationException(
          "%s has two servers %s. Give each a name of its own: @FakePolygon(name = \"primary\")"
              .formatted(where, name.isEmpty() ? "without a name" : "named '" + name + "'"));
    }
  }
}
