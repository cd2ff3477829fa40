package io.fakepolygon.junit5;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What stands behind {@link FakePolygon}: starts servers, hands them to whoever takes them as a
 * parameter or field, and says in the report of a failed test which market it was.
 *
 * <p>With {@code @RegisterExtension} it does the same without the annotation, for settings that an
 * annotation cannot hold. In a static field the server is one for the class, in an instance field
 * one for each test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakePolygonExtension MARKET =
 *     FakePolygonExtension.builder().seed(7).configure(config -> config.basePriceUsd(20)).build();
 *
 * @Test
 * void test(FakePolygonServer polygon, RecordingClient client) {}
 * }</pre>
 *
 * <p>Servers are started before each test, or class, rather than when first asked for: the code
 * under test may find them by other ways than a parameter.
 *
 * <p>It never changes: all state is in JUnit's store, in the part that belongs to the test or
 * class; the store closes the servers with that part. So tests may run in parallel. Where several
 * extensions are registered for a test, the one that is called first acts for all.
 */
public final class FakePolygonExtension
    implements ExecutionCondition,
        BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private static final ConditionEvaluationResult NOT_SKIPPED =
      ConditionEvaluationResult.enabled("Its servers can be started");

  private final String name;
  private final @Nullable Lifecycle lifecycle;
  private final Backend backend;
  private final boolean disabledWithoutDocker;
  private final boolean referee;
  // Null in the one that JUnit makes when it meets the annotation.
  private final @Nullable FakePolygonConfig config;

  /** For JUnit, which makes one when it meets the annotation. */
  FakePolygonExtension() {
    name = "";
    lifecycle = null;
    backend = Backend.IN_PROCESS;
    disabledWithoutDocker = false;
    referee = false;
    config = null;
  }

  private FakePolygonExtension(Builder said, FakePolygonConfig config) {
    name = said.name;
    lifecycle = said.lifecycle;
    backend = said.backend;
    disabledWithoutDocker = said.disabledWithoutDocker;
    referee = said.referee;
    this.config = config;
  }

  /** {@return a builder in which everything has the default of {@link FakePolygon}} */
  public static Builder builder() {
    return new Builder();
  }

  /** Skips a test or class whose servers need Docker, where there is none and they give way. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      return servers(context)
          .reasonToSkip()
          .map(ConditionEvaluationResult::disabled)
          .orElse(NOT_SKIPPED);
    } catch (ExtensionConfigurationException e) {
      // Told in its own words when the server is to be started; JUnit would put others before them.
      return NOT_SKIPPED;
    }
  }

  @Override
  public void beforeAll(ExtensionContext testClass) {
    if (acts(testClass)) {
      TestServers servers = servers(testClass);
      servers.startAll();
      new Injection(servers).fillFields();
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    if (acts(test)) {
      TestServers servers = servers(test);
      servers.startAll();
      new Injection(servers).fillFields();
    }
  }

  @Override
  public void afterEach(ExtensionContext test) {
    judge(test);
  }

  @Override
  public void afterAll(ExtensionContext testClass) {
    judge(testClass);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Injection.offers(parameter) && acts(context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return new Injection(servers(context)).valueFor(parameter);
    } catch (ExtensionConfigurationException e) {
      // JUnit would put a sentence of its own before ours.
      throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A constructor is part of its test where each test has an instance of its own. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  String name() {
    return name;
  }

  FakePolygonConfig config() {
    return config == null ? FakePolygonConfig.builder().build() : config;
  }

  Lifecycle lifecycle(boolean inStaticField) {
    Lifecycle natural = inStaticField ? Lifecycle.PER_CLASS : Lifecycle.PER_METHOD;
    return lifecycle == null ? natural : lifecycle;
  }

  Backend backend() {
    return backend;
  }

  boolean disabledWithoutDocker() {
    return disabledWithoutDocker;
  }

  boolean referee() {
    return referee;
  }

  private void judge(ExtensionContext context) {
    Throwable failure = context.getExecutionException().orElse(null);
    // It tells what to write instead, and would be told again: what is declared is read anew.
    if (failure instanceof ExtensionConfigurationException || !acts(context)) {
      return;
    }
    TestServers servers = servers(context);
    if (failure == null) {
      Verdict.of(servers)
          .ifPresent(
              verdict -> {
                FailureReport.publish(servers, verdict);
                throw verdict;
              });
    } else {
      Verdict.addTo(failure, servers);
      FailureReport.publish(servers, failure);
    }
  }

  private TestServers servers(ExtensionContext context) {
    Declarations declarations = Declarations.in(context);
    return new TestServers(context, config == null ? declarations : declarations.with(this));
  }

  // Where several are registered JUnit calls each, and accepts a parameter from one only.
  private boolean acts(ExtensionContext context) {
    return TestServers.isFirst(this, context);
  }

  /** Collects what {@link FakePolygon} would hold, and more. Not to be shared among threads. */
  public static final class Builder {
    private final FakePolygonConfig.Builder config = FakePolygonConfig.builder();
    private String name = "";
    private @Nullable Lifecycle lifecycle;
    private Backend backend = Backend.IN_PROCESS;
    private boolean disabledWithoutDocker;
    private boolean referee;
    private List<String> symbols = FakePolygonConfig.builder().build().market().symbols();
    private final Map<String, Behavior> behaviors = new LinkedHashMap<>();
    private final List<String> scenarios = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Builder() {}

    /** As {@link FakePolygon#name}. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** Default: one for the class in a static field, one for each test in an instance field. */
    public Builder lifecycle(Lifecycle value) {
      lifecycle = value;
      return this;
    }

    /** As {@link FakePolygon#seed}. */
    public Builder seed(long value) {
      config.seed(value);
      return this;
    }

    /** As {@link FakePolygon#symbols}. */
    public Builder symbols(String... values) {
      symbols = List.of(values);
      config.symbols(SymbolAttributes.symbols(symbols, behaviors.keySet()));
      return this;
    }

    /** As {@link FakePolygon#channels}. */
    public Builder channels(Channel... values) {
      config.channels(values);
      return this;
    }

    /** As {@link FakePolygon#interval}. */
    public Builder interval(Duration value) {
      config.interval(value);
      return this;
    }

    /** As {@link FakePolygon#mode}. */
    public Builder mode(MarketMode value) {
      config.mode(value);
      return this;
    }

    /** As {@link FakePolygon#respectMarketHours}. */
    public Builder respectMarketHours(boolean value) {
      config.respectMarketHours(value);
      return this;
    }

    /** As a {@link Symbol} of {@link FakePolygon#market}. */
    public Builder behavior(String symbol, Behavior value) {
      behaviors.put(symbol, value);
      config.behavior(symbol, value).symbols(SymbolAttributes.symbols(symbols, behaviors.keySet()));
      return this;
    }

    /**
     * As {@link FakePolygon#scenario}, besides those that were said before; in real time a start is
     * counted from {@link #build}.
     */
    public Builder scenario(String... values) {
      scenarios.addAll(Arrays.asList(values));
      return this;
    }

    /** One more fault that is ordered before anybody connects, before those as text. */
    public Builder fault(Fault value) {
      config.fault(value);
      return this;
    }

    /** As {@link FakePolygon#faults}, besides those that were said before. */
    public Builder faults(String... values) {
      faults.addAll(Arrays.asList(values));
      return this;
    }

    /** As {@link FakePolygon#barDelay}. */
    public Builder barDelay(Duration value) {
      config.barDelay(value);
      return this;
    }

    /** As {@link FakePolygon#span}. */
    public Builder span(Duration value) {
      config.span(value);
      return this;
    }

    /** As {@link FakePolygon#start}. */
    public Builder start(Instant value) {
      config.start(value);
      return this;
    }

    /** As {@link FakePolygon#apiKeys}. */
    public Builder apiKeys(String... values) {
      config.apiKeys(values);
      return this;
    }

    /** As {@link FakePolygon#clock}. */
    public Builder clock(ClockMode value) {
      Attributes.setClock(config, value);
      return this;
    }

    /** As {@link FakePolygon#backend}. */
    public Builder backend(Backend value) {
      backend = value;
      return this;
    }

    /** As {@link FakePolygon#disabledWithoutDocker}. */
    public Builder disabledWithoutDocker(boolean value) {
      disabledWithoutDocker = value;
      return this;
    }

    /** As {@link FakePolygon#referee}. */
    public Builder referee(boolean value) {
      referee = value;
      return this;
    }

    /** Sets whatever else a server can be told before it starts: prices, TLS, caps, time-outs. */
    public Builder configure(Consumer<FakePolygonConfig.Builder> settings) {
      settings.accept(config);
      return this;
    }

    /**
     * {@return the extension}
     *
     * @throws ExtensionConfigurationException if a value cannot be used, with one sentence that
     *     names it and what is allowed
     */
    public FakePolygonExtension build() {
      try {
        return new FakePolygonExtension(
            this,
            Attributes.withFaults(Attributes.withScenarios(config.build(), scenarios), faults));
      } catch (IllegalArgumentException e) {
        throw new ExtensionConfigurationException(
            "FakePolygonExtension.builder(): " + e.getMessage(), e);
      }
    }
  }
}
