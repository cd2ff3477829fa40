package io.fakepolygon.junit5;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.MarketSpec;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The servers that are declared for a test or class: by annotations and by extensions in fields,
 * from the outermost class to the method, and within each from what it inherits to itself. Of two
 * with one name the later one holds.
 *
 * <p>A function of what stands in the source; nothing is remembered.
 */
final class Declarations {
  private static final long DEFAULT_SEED = 42;

  private final Map<String, Declaration> byName = new LinkedHashMap<>();
  private final ExtensionContext context;
  private final RunParameters run;
  private final List<FakePolygonExtension> built = new ArrayList<>();
  private final Optional<World> world;

  private Declarations(ExtensionContext context) {
    this.context = context;
    run = RunParameters.of(context);
    List<Class<?>> classes = new ArrayList<>(enclosingClasses(context));
    classes.add(context.getRequiredTestClass());
    for (Class<?> testClass : classes) {
      for (Class<?> level : topDown(testClass)) {
        addLevel(level, testClass);
      }
    }
    context.getTestMethod().ifPresent(method -> addMethod(method, context.getRequiredTestClass()));
    world = InOneWorld.of(context);
  }

  static Declarations in(ExtensionContext context) {
    return new Declarations(context);
  }

  /** {@return these, and an extension that stands in no field} */
  Declarations with(FakePolygonExtension extension) {
    if (!built.contains(extension)) {
      add(extension, context.getRequiredTestClass(), false);
    }
    return this;
  }

  /** {@return them; none around a class of which a method alone is annotated} */
  Collection<Declaration> all() {
    return world.map(here -> over(asDeclared(), here)).orElseGet(this::asDeclared);
  }

  /** {@return them as they stand in the source, in whatever world the test runs} */
  List<Declaration> asDeclared() {
    return List.copyOf(byName.values());
  }

  /**
   * {@return declarations as they are in a world}
   *
   * @throws ExtensionConfigurationException if they cannot be
   */
  static List<Declaration> over(List<Declaration> declared, World world) {
    return declared.stream()
        .map(one -> world.over(one, declared.get(0).config().market().seed()))
        .toList();
  }

  void requireAny() {
    if (byName.isEmpty()) {
      throw new ExtensionConfigurationException(
          "No @FakePolygon on %s or its test. Write @FakePolygon instead of @ExtendWith(FakePolygonExtension.class)"
              .formatted(context.getRequiredTestClass().getName()));
    }
  }

  /**
   * {@return the one that is asked for}
   *
   * @param name its name, or empty for the one without a name or the only one
   * @param who who asks, for the sentence
   */
  Declaration choose(Optional<String> name, String who) {
    requireAny();
    return find(name)
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    name.map(unknown -> unknown(unknown, who)).orElseGet(() -> ambiguous(who))));
  }

  /** {@return the one of this name; without a name the one that has none, or the only one} */
  Optional<Declaration> find(Optional<String> name) {
    Collection<Declaration> all = all();
    Optional<Declaration> found =
        all.stream().filter(declared -> declared.name().equals(name.orElse(""))).findFirst();
    return found.isEmpty() && name.isEmpty() && all.size() == 1 ? all.stream().findFirst() : found;
  }

  private static List<Class<?>> enclosingClasses(ExtensionContext context) {
    // Asked of the class: in JUnit 5.12 the context of a repeated test knows of none.
    ExtensionContext at = context;
    while (at.getTestMethod().isPresent()) {
      at = at.getParent().orElseThrow();
    }
    try {
      return at.getEnclosingTestClasses();
    } catch (NoSuchMethodError e) {
      throw new ExtensionConfigurationException(
          "FakePolygon needs JUnit 5.12.1 or later, and this is %s. Ask for 5.13.4: in the pom of a Spring Boot project by <junit-jupiter.version>5.13.4</junit-jupiter.version>, elsewhere by importing junit-bom"
              .formatted(Test.class.getPackage().getImplementationVersion()),
          e);
    }
  }

  private String ambiguous(String who) {
    return "%s belongs to one of several servers, and does not say to which. Write %s before it"
        .formatted(
            who,
            byName.keySet().stream().map("@OfServer(\"%s\")"::formatted).collect(joining(" or ")));
  }

  private String unknown(String name, String who) {
    List<String> names = byName.keySet().stream().filter(known -> !known.isEmpty()).toList();
    String remedy =
        names.isEmpty()
            ? "Leave @OfServer out: the server here has no name"
            : "Write one of: " + String.join(", ", names);
    return "There is no server named '%s' for %s. %s".formatted(name, who, remedy);
  }

  /** What stands on a class or interface itself, on behalf of a test class that inherits it. */
  private void addLevel(Class<?> level, Class<?> testClass) {
    Map<String, FakePolygon> annotations = NearestAnnotations.on(level, level.getSimpleName());
    annotations.forEach((name, annotation) -> add(annotation, testClass, testClass));
    Set<String> names = new HashSet<>(annotations.keySet());
    for (Field field : level.getDeclaredFields()) {
      if (mayHoldOne(field)) {
        valueOf(field, testClass)
            .ifPresent(
                extension -> {
                  NearestAnnotations.requireNew(names, extension.name(), level.getSimpleName());
                  add(extension, testClass, Modifier.isStatic(field.getModifiers()));
                });
      }
    }
  }

  private void addMethod(Method method, Class<?> testClass) {
    NearestAnnotations.on(method, method.getName())
        .forEach(
            (name, annotation) -> {
              if (annotation.lifecycle() == Lifecycle.PER_CLASS) {
                throw new ExtensionConfigurationException(
                    "@FakePolygon(lifecycle = PER_CLASS) stands on the method %s.%s, whose server no other test can share. Put it on the class"
                        .formatted(testClass.getSimpleName(), method.getName()));
              }
              add(annotation, testClass, method);
            });
    if (byName.isEmpty() && AnnotationSupport.isAnnotated(method, FakePolygonWorlds.class)) {
      add(
          requireNonNull(WithAllDefaults.class.getAnnotation(FakePolygon.class)),
          testClass,
          method);
    }
  }

  private void add(FakePolygon annotation, Class<?> testClass, Object source) {
    byName.put(
        annotation.name(),
        new Declaration(
            annotation.name(),
            withSeedOfTheRun(Attributes.read(annotation)),
            annotation.lifecycle(),
            annotation.backend(),
            annotation.disabledWithoutDocker(),
            annotation.referee(),
            testClass,
            source));
  }

  private void add(FakePolygonExtension extension, Class<?> testClass, boolean isStatic) {
    built.add(extension);
    byName.put(
        extension.name(),
        new Declaration(
            extension.name(),
            withSeedOfTheRun(extension.config()),
            extension.lifecycle(isStatic),
            extension.backend(),
            extension.disabledWithoutDocker(),
            extension.referee(),
            testClass,
            extension));
  }

  /** {@return a class after all that it inherits from, so that what stands lower comes later} */
  private static Set<Class<?>> topDown(Class<?> type) {
    Set<Class<?>> levels = new LinkedHashSet<>();
    if (type.getSuperclass() != null) {
      levels.addAll(topDown(type.getSuperclass()));
    }
    for (Class<?> inherited : type.getInterfaces()) {
      levels.addAll(topDown(inherited));
    }
    levels.add(type);
    return levels;
  }

  private static boolean mayHoldOne(Field field) {
    return field.getType().isAssignableFrom(FakePolygonExtension.class)
        && AnnotationSupport.isAnnotated(field, RegisterExtension.class);
  }

  private Optional<FakePolygonExtension> valueOf(Field field, Class<?> testClass) {
    Optional<?> holder =
        Modifier.isStatic(field.getModifiers())
            ? Optional.of(testClass)
            : context.getTestInstances().flatMap(instances -> instances.findInstance(testClass));
    return holder
        .flatMap(
            instance ->
                ReflectionSupport.tryToReadFieldValue(
                        field, Modifier.isStatic(field.getModifiers()) ? null : instance)
                    .toOptional())
        .filter(FakePolygonExtension.class::isInstance)
        .map(FakePolygonExtension.class::cast);
  }

  private FakePolygonConfig withSeedOfTheRun(FakePolygonConfig config) {
    MarketSpec market = config.market();
    OptionalLong seed = run.seed();
    if (seed.isEmpty() || market.seed() != DEFAULT_SEED) {
      return config;
    }
    return config.withSeed(seed.getAsLong());
  }

  @FakePolygon
  private static final class WithAllDefaults {}
}
