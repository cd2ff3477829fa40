package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * and what the instance that its tests share can keep; in a test those of its instances.
   */
  void fillFields() {
    ExtensionContext context = servers.context();
    FilledFields filled = servers.keep(FilledFields.class, FilledFields::new, FilledFields.class);
    if (!servers.isInATest()) {
      for (Field field : fieldsOf(context.getRequiredTestClass(), true)) {
        if (read(field, null) == null) {
          set(field, null, valueFor(field));
          servers.keep(field, () -> new StaticField(field), StaticField.class);
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
      // An instance that tests share still holds what we gave it for the last test.
      boolean toBeFilled = current == null || (!shared && filled.values.contains(current));
      if (toBeFilled && (shared || servers.isInATest())) {
        Object value = valueFor(field);
        filled.values.add(value);
        set(field, instance, value);
      }
    }
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

  /** What we gave to instance fields, by identity. Tests that run at once share it. */
  private static final class FilledFields {
    private final Set<Object> values =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** A static field that we set: empty again after its class, which may run again in this JVM. */
  private record StaticField(Field field) implements Stored {
    @Override
    public void close() {
      set(field, null, null);
    }
  }
}
