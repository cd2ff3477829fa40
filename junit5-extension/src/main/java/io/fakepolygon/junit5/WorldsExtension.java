package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonConfig;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** What stands behind {@link FakePolygonWorlds}: one invocation of the test for each world. */
final class WorldsExtension implements TestTemplateInvocationContextProvider {
  private static final long MOST_WORLDS = 10_000;

  @Override
  public boolean supportsTestTemplate(ExtensionContext test) {
    return AnnotationSupport.isAnnotated(test.getTestMethod(), FakePolygonWorlds.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext test) {
    FakePolygonWorlds asked =
        AnnotationSupport.findAnnotation(test.getTestMethod(), FakePolygonWorlds.class)
            .orElseThrow();
    RunParameters run = RunParameters.of(test);
    List<Declaration> declared = List.copyOf(Declarations.in(test).all());
    declared.forEach(WorldsExtension::requireOfTheTestAlone);
    Optional<World> pinned = run.world();
    FailedWorlds failed = FailedWorlds.of(test);
    List<World> worlds =
        pinned.isPresent()
            ? List.of(pinned.get())
            : failed.first(worlds(asked, declared.get(0).config()));
    AtomicBoolean shrink = new AtomicBoolean(run.shrink().orElse(asked.shrink()));
    return worlds.stream().map(world -> new Invocation(world, failed, shrink));
  }

  private static List<World> worlds(FakePolygonWorlds asked, FakePolygonConfig declared) {
    List<Optional<String>> scenarios = alternatives(asked.scenarios());
    List<Optional<String>> faults = alternatives(asked.faults());
    requireSensible(asked.seeds(), (long) scenarios.size() * faults.size());
    long first = declared.market().seed();
    List<World> worlds =
        LongStream.range(0, asked.seeds())
            .boxed()
            .flatMap(
                i ->
                    scenarios.stream()
                        .flatMap(
                            scenario ->
                                faults.stream().map(f -> new World(first + i, scenario, f))))
            .toList();
    return List.copyOf(new LinkedHashSet<>(worlds));
  }

  private static List<Optional<String>> alternatives(String[] texts) {
    return texts.length == 0
        ? List.of(Optional.empty())
        : Arrays.stream(texts).map(Optional::of).toList();
  }

  private static void requireSensible(int seeds, long alternatives) {
    if (seeds < 1) {
      throw new ExtensionConfigurationException(
          "@FakePolygonWorlds(seeds = %d) is no world at all. Write how many seeds, from 1 up"
              .formatted(seeds));
    }
    if (seeds * alternatives > MOST_WORLDS) {
      throw new ExtensionConfigurationException(
          "@FakePolygonWorlds asks for %d worlds, %d seeds for each of %d alternatives. Ask for at most %d"
              .formatted(seeds * alternatives, seeds, alternatives, MOST_WORLDS));
    }
  }

  private static void requireOfTheTestAlone(Declaration declared) {
    if (declared.lifecycle() == Lifecycle.PER_CLASS) {
      throw new ExtensionConfigurationException(
          "@FakePolygonWorlds gives each invocation a market of its own, and the tests of %s share one, lifecycle = PER_CLASS. Write lifecycle = Lifecycle.PER_METHOD"
              .formatted(declared.testClass().getSimpleName()));
    }
  }

  /**
   * The test in one world.
   *
   * @param shrink as {@link InOneWorld} has it
   */
  private record Invocation(World world, FailedWorlds failed, AtomicBoolean shrink)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return world.displayName();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new InOneWorld(world, failed, shrink));
    }
  }
}
