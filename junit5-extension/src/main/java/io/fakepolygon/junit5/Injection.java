package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Gives parameters and fields what they ask for: our own types, exactly, and URLs where {@link
 * PolygonUrl} says so.
 */
final class Injection {
  private static final Map<Class<?>, Function<FakePolygonServer, Object>> PARTS =
      Map.of(
          FakePolygonServer.class, server -> server,
          MarketClock.class, FakePolygonServer::clock,
          Tape.class, FakePolygonServer::tape);

  private static final Map<Class<?>, Function<FakePolygonServer, Object>> URLS =
      Map.of(URI.class, server -> URI.create(server.url()), String.class, FakePolygonServer::url);

  private final TestServers servers;

  Injection(TestServers servers) {
    this.servers = servers;
  }

  /** {@return whether a parameter asks for something of ours} */
  static boolean offers(ParameterContext parameter) {
    return isOurs(parameter.getParameter().getType()) || parameter.isAnnotated(PolygonUrl.class);
  }

  Object valueFor(ParameterContext parameter) {
    Class<?> type = parameter.getParameter().getType();
    return value(
        type,
        parameter.isAnnotated(PolygonUrl.class),
        parameter.findAnnotation(OfServer.class).map(OfServer::value),
        "The %s of %s".formatted(type.getSimpleName(), nameOf(parameter.getDeclaringExecutable())));
  }

  /**
   * Sets the fields that ask for something and have no value yet: around a class the static ones,
   * and what the instance that its tests share can keep; in a test those of its instances. When the
   * test or class is over they hold what they held before.
   */
  void fillFields() {
    ExtensionContext context = servers.context();
    FilledFields filled = servers.keep(FilledFields.class, FilledFields::new);
    if (!servers.isInATest()) {
      for (Field field : fieldsOf(context.getRequiredTestClass(), true)) {
        if (read(field, null) == null) {
          filled.fill(field, null, valueFor(field));
        }
      }
    }
    context
        .getTestInstances()
        .ifPresent(all -> all.getAllInstances().forEach(one -> fillInstance(one, filled)));
  }

  private void fillInstance(Object instance, FilledFields filled) {
    for (Field field : fieldsOf(instance.getClass(), false)) {
      Object current = read(field, instance);
      boolean shared = servers.isShared(serverOf(field));
      // What a class gave to the instance that its tests share gives way to what is this test's.
      boolean toBeFilled = current == null || (!shared && isOfAClass(current));
      if (toBeFilled && (shared || servers.isInATest())) {
        filled.fill(field, instance, valueFor(field));
      }
    }
  }

  private boolean isOfAClass(Object value) {
    return servers.kept(FilledFields.class).stream().anyMatch(filled -> filled.gave(value));
  }

  private Object valueFor(Field field) {
    return value(
        field.getType(),
        field.isAnnotationPresent(PolygonUrl.class),
        serverOf(field),
        whatIs(field));
  }

  private Object value(Class<?> type, boolean isUrl, Optional<String> name, String what) {
    if (type == RecordingClient.class && !isUrl) {
      return servers.client(name, what);
    }
    Function<FakePolygonServer, Object> part = (isUrl ? URLS : PARTS).get(type);
    if (part == null) {
      throw new ExtensionConfigurationException(
          "@PolygonUrl gives a URI or a String, and cannot stand on the " + what.substring(4));
    }
    return part.apply(servers.server(name, what));
  }

  private static boolean isOurs(Class<?> type) {
    return PARTS.containsKey(type) || type == RecordingClient.class;
  }

  private static List<Field> fieldsOf(Class<?> type, boolean isStatic) {
    return ReflectionSupport.findFields(
        type,
        field -> Modifier.isStatic(field.getModifiers()) == isStatic && asksForSomething(field),
        HierarchyTraversalMode.TOP_DOWN);
  }

  private static boolean asksForSomething(Field field) {
    if (field.getDeclaringClass().isRecord() && !Modifier.isStatic(field.getModifiers())) {
      // Its constructor has been given what the component asks for.
      return false;
    }
    boolean isUrl = field.isAnnotationPresent(PolygonUrl.class);
    boolean isFinal = Modifier.isFinal(field.getModifiers());
    if (isUrl && isFinal) {
      throw new ExtensionConfigurationException(
          "@PolygonUrl cannot set %s, for it is final. Leave final out".formatted(whatIs(field)));
    }
    return isUrl || (isOurs(field.getType()) && !isFinal);
  }

  private static Optional<String> serverOf(Field field) {
    return Optional.ofNullable(field.getAnnotation(OfServer.class)).map(OfServer::value);
  }

  private static String whatIs(Field field) {
    return "The %s in the field %s.%s"
        .formatted(
            field.getType().getSimpleName(),
            field.getDeclaringClass().getSimpleName(),
            field.getName());
  }

  private static String nameOf(Executable executable) {
    String className = executable.getDeclaringClass().getSimpleName();
    return executable instanceof Method
        ? className + "." + executable.getName()
        : "the constructor of " + className;
  }

  private static @Nullable Object read(Field field, @Nullable Object instance) {
    try {
      field.setAccessible(true);
      return field.get(instance);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void set(Field field, @Nullable Object instance, @Nullable Object value) {
    try {
      field.setAccessible(true);
      field.set(instance, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The fields that we set for one test or class. */
  private static final class FilledFields implements Stored {
    private final List<FilledField> fields = new ArrayList<>();

    void fill(Field field, @Nullable Object instance, Object value) {
      fields.add(new FilledField(field, instance, read(field, instance), value));
      set(field, instance, value);
    }

    boolean gave(Object value) {
      return fields.stream().anyMatch(filled -> filled.value == value);
    }

    /** Its class, or another test of this instance, may run again in this JVM. */
    @Override
    public void close() {
      fields.forEach(filled -> set(filled.field, filled.instance, filled.before));
    }
  }

  private record FilledField(
      Field field, @Nullable Object instance, @Nullable Object before, Object value) {}
}
