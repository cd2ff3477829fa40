package io.fakepolygon.junit5;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One invocation of a test, in its world: puts the world into JUnit's store before anybody asks for
 * a server, and tells of it when the test has failed.
 *
 * <p>As early as JUnit 5.12 has it, which is before the instance of the test is made, or, where
 * tests share one, when it is decided whether the test is to be skipped. {@link Declarations} finds
 * it in the store.
 */
final class InOneWorld
    implements TestInstancePreConstructCallback,
        ExecutionCondition,
        BeforeEachCallback,
        AfterEachCallback,
        TestWatcher {
  private static final Namespace NAMESPACE = Namespace.create(InOneWorld.class);
  private static final ConditionEvaluationResult ENABLED =
      ConditionEvaluationResult.enabled("It has a world");

  private final World world;
  private final FailedWorlds failed;
  private final AtomicBoolean shrink;
  // Of this invocation alone; the store is closed when its result is known.
  private List<Declaration> declared = List.of();
  private List<Declaration> before = List.of();
  private @Nullable Instant reached;

  /**
   * Enters nothing yet.
   *
   * @param shrink whether a world that fails is to be shrunk: one of each test, for many may fail
   *     for one reason
   */
  InOneWorld(World world, FailedWorlds failed, AtomicBoolean shrink) {
    this.world = world;
    this.failed = failed;
    this.shrink = shrink;
  }

  /** {@return the world that a test runs in, if it runs in one of many} */
  static Optional<World> of(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(NAMESPACE).get(World.class, World.class));
  }

  /** A constructor is part of its test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void preConstructTestInstance(TestInstanceFactoryContext made, ExtensionContext test) {
    enter(test);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    enter(test);
    return ENABLED;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    if (of(test).isEmpty()) {
      throw new ExtensionConfigurationException(
          "The server of this test was started before it could be told its world: junit.jupiter.conditions.deactivate leaves out the condition that does so. Let it spare "
              + InOneWorld.class.getName());
    }
    declared = List.copyOf(Declarations.in(test).all());
    before = Declarations.in(test).asDeclared();
  }

  /** Is called before the servers are closed. */
  @Override
  public void afterEach(ExtensionContext test) {
    try {
      reached =
          new TestServers(test, Declarations.in(test))
              .running().stream()
                  .map(market -> market.server().clock().now())
                  .max(Instant::compareTo)
                  .orElse(null);
    } catch (UncheckedIOException | IllegalStateException e) {
      // Its host has died. Where it stood nobody knows.
      reached = null;
    }
  }

  @Override
  public void testSuccessful(ExtensionContext test) {
    failed.remove(world);
  }

  @Override
  public void testFailed(ExtensionContext test, Throwable cause) {
    if (cause instanceof ExtensionConfigurationException
        || RunParameters.of(test).isWithinShrinking()) {
      return;
    }
    WorldReport report = new WorldReport(test);
    report.failed(world, declared);
    failed.add(world).ifPresent(report::add);
    if (!before.isEmpty() && shrink.getAndSet(false)) {
      report.shrunk(new Shrinking(test, world, before, reached).of(cause), before);
    }
    cause.addSuppressed(new Postscript(report.text()));
    test.publishReportEntry(report.entries());
  }

  private void enter(ExtensionContext test) {
    if (test.getTestMethod().isPresent()) {
      test.getStore(NAMESPACE).put(World.class, world);
    }
  }
}
