package io.fakepolygon.launcher;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.market.ScenarioText;
import io.fakepolygon.server.ServerOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings add up to.
 *
 * @param config what to start
 * @param remarks what the operator may not expect, a sentence each
 */
record Plan(FakePolygonConfig config, List<String> remarks) {

  /**
   * {@return the plan}
   *
   * @param directory where the names of files begin
   * @param now the computer's time, at which a market in real time starts
   * @throws UnusableException if a value cannot be used
   */
  static Plan of(Settings settings, Path directory, Instant now) {
    FakePolygonConfig.Builder builder = FakePolygonConfig.builder();
    for (Setting setting : Setting.values()) {
      read(setting, settings.orDefault(setting), builder);
    }
    ProxyPlan proxy = new ProxyPlan(settings);
    proxy.addTo(builder);
    refuseHardLimitBelowSoft(settings);
    readTls(settings, directory, builder);
    if (proxy.fakes()) {
      readBehaviors(settings, directory, builder);
    }
    FakePolygonConfig config = build(builder, settings);
    refuseStartOfRealTime(settings, config);
    Instant start = config.clockMode() == ClockMode.REAL_TIME ? now : config.start();
    ScenarioFile.Check check = check(config, proxy.fakes(), proxy.proxies());
    ScenarioFile file = scenarioFile(settings, directory, start, check);
    if (proxy.fakes()) {
      config = withScenarios(config, settings, file, start);
    }
    config = withFaults(config, settings, file, start, check);
    return new Plan(config, remarks(proxy, config));
  }

  /**
   * {@return the market that the settings ask for, on a free port of this machine and without any
   * other setting} Its clock stands at {@code FAKE_DATA_START}.
   *
   * @param directory where the names of files begin
   * @throws UnusableException if a value cannot be used
   */
  static FakePolygonConfig marketAlone(Settings settings, Path directory) {
    FakePolygonConfig.Builder builder = FakePolygonConfig.builder();
    for (Setting setting : Setting.OF_THE_MARKET) {
      read(setting, settings.orDefault(setting), builder);
    }
    readBehaviors(settings, directory, builder);
    FakePolygonConfig config = build(builder, settings);
    ScenarioFile file =
        scenarioFile(settings, directory, config.start(), check(config, true, false));
    return withScenarios(config, settings, file, config.start());
  }

  /**
   * {@return where a server with these settings listens, and nothing else of it}
   *
   * @throws UnusableException if a value cannot be used
   */
  static ServerOptions addressAlone(Settings settings) {
    FakePolygonConfig.Builder builder = FakePolygonConfig.builder();
    read(Setting.HOST, settings.orDefault(Setting.HOST), builder);
    read(Setting.PORT, settings.orDefault(Setting.PORT), builder);
    return builder.build().server();
  }

  /**
   * {@return what a builder holds, on the address that the settings name}
   *
   * @param directory where the names of files begin
   * @throws UnusableException if a value cannot be used
   */
  static FakePolygonConfig listeningAsSet(
      FakePolygonConfig.Builder builder, Settings settings, Path directory) {
    read(Setting.HOST, settings.orDefault(Setting.HOST), builder);
    read(Setting.PORT, settings.orDefault(Setting.PORT), builder);
    readTls(settings, directory, builder);
    return builder.build();
  }

  private static void read(Setting setting, Given given, FakePolygonConfig.Builder builder) {
    if (given.value().isEmpty()) {
      return;
    }
    try {
      setting.read(given.value(), builder);
    } catch (IllegalArgumentException e) {
      throw unusable(setting, given, e);
    }
  }

  private static void readTls(
      Settings settings, Path directory, FakePolygonConfig.Builder builder) {
    Optional<Given> file = settings.given(Setting.TLS_KEY_STORE);
    Given password = settings.orDefault(Setting.TLS_KEY_STORE_PASSWORD);
    if (file.isPresent()) {
      builder.tls(KeyStoreFile.read(file.get(), directory, password.value()));
    } else if (!password.value().isEmpty()) {
      throw new UnusableException(
          ("%s is set and TLS_KEY_STORE is not. Name the file that it opens, or leave it out to"
                  + " speak ws.")
              .formatted(password.name()));
    }
  }

  private static void readBehaviors(
      Settings settings, Path directory, FakePolygonConfig.Builder builder) {
    Optional<Given> file = settings.given(Setting.FAKE_DATA_BEHAVIORS);
    if (file.isEmpty()) {
      return;
    }
    Optional<List<String>> symbols =
        settings.given(Setting.FAKE_DATA_SYMBOLS).map(given -> ValueReader.split(given.value()));
    // Checked when the settings were read.
    double basePriceUsd =
        Double.parseDouble(settings.orDefault(Setting.FAKE_DATA_BASE_PRICE).value());
    Map<String, Behavior> behaviors =
        BehaviorsFile.read(file.get(), directory, symbols, basePriceUsd);
    if (symbols.isEmpty()) {
      builder.symbols(List.copyOf(behaviors.keySet()));
    }
    builder.behaviors(behaviors);
  }

  private static ScenarioFile scenarioFile(
      Settings settings, Path directory, Instant marketStart, ScenarioFile.Check check) {
    return settings
        .given(Setting.FAKE_DATA_SCENARIO_FILE)
        .map(
            file ->
                ScenarioFile.read(
                    file.value(), BehaviorsFile.text(file, directory), marketStart, check))
        .orElse(new ScenarioFile(List.of(), List.of()));
  }

  private static FakePolygonConfig withScenarios(
      FakePolygonConfig config, Settings settings, ScenarioFile file, Instant marketStart) {
    Given given = settings.orDefault(Setting.FAKE_DATA_SCENARIO);
    List<Scenario> scenarios = new ArrayList<>();
    if (!given.value().equalsIgnoreCase(ScenarioKind.NORMAL.name())) {
      try {
        scenarios.addAll(ScenarioText.parse(given.value(), marketStart));
        FakePolygonConfig unused = config.withScenarios(scenarios);
      } catch (IllegalArgumentException e) {
        throw unusable(Setting.FAKE_DATA_SCENARIO, given, sentence(e));
      }
    }
    scenarios.addAll(file.scenarios());
    return config.withScenarios(scenarios);
  }

  private static FakePolygonConfig withFaults(
      FakePolygonConfig config,
      Settings settings,
      ScenarioFile file,
      Instant marketStart,
      ScenarioFile.Check check) {
    Given given = settings.orDefault(Setting.FAKE_DATA_FAULTS);
    List<Fault> faults = new ArrayList<>();
    try {
      faults.addAll(Fault.parseAll(given.value(), marketStart));
      check.faults(faults);
    } catch (IllegalArgumentException e) {
      throw unusable(Setting.FAKE_DATA_FAULTS, given, sentence(e));
    }
    faults.addAll(file.faults());
    return config.withFaults(faults);
  }

  /**
   * {@return what refuses symbols that there are not}
   *
   * @param fakes whether there are fake ones
   * @param proxies whether there are real ones, which nobody knows
   */
  private static ScenarioFile.Check check(
      FakePolygonConfig config, boolean fakes, boolean proxies) {
    return new ScenarioFile.Check() {
      @Override
      public void scenarios(List<Scenario> scenarios) {
        if (fakes) {
          FakePolygonConfig unused = config.withScenarios(scenarios);
        }
      }

      @Override
      public void faults(List<Fault> faults) {
        if (!proxies) {
          faults.forEach(fault -> fault.topics().forEach(config.market()::requireSymbolOf));
        }
      }
    };
  }

  private static IllegalArgumentException sentence(IllegalArgumentException e) {
    return new IllegalArgumentException(e.getMessage() + ".", e);
  }

  private static FakePolygonConfig build(FakePolygonConfig.Builder builder, Settings settings) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      // Each value is right by itself: what is left is how far a price may swing around its base.
      Setting culprit =
          settings.given(Setting.FAKE_DATA_PRICE_AMPLITUDE).isPresent()
              ? Setting.FAKE_DATA_PRICE_AMPLITUDE
              : Setting.FAKE_DATA_BASE_PRICE;
      throw unusable(
          culprit,
          settings.orDefault(culprit),
          new IllegalArgumentException(e.getMessage() + ".", e));
    }
  }

  private static UnusableException unusable(
      Setting setting, Given given, IllegalArgumentException allowed) {
    String what =
        setting.isSecret()
            ? given.name() + " cannot be used"
            : "%s is '%s'".formatted(given.name(), given.value());
    return new UnusableException(what + ". " + allowed.getMessage());
  }

  // Asked here, for the builder does not know which of the two was given.
  private static void refuseHardLimitBelowSoft(Settings settings) {
    Given hard = settings.orDefault(Setting.SLOW_CLIENT_HARD_BYTES);
    Given soft = settings.orDefault(Setting.SLOW_CLIENT_SOFT_BYTES);
    if (Long.parseLong(hard.value()) < Long.parseLong(soft.value())) {
      throw new UnusableException(
          "%s is '%s'. Write no less than %s, which is %s."
              .formatted(hard.name(), hard.value(), soft.name(), soft.value()));
    }
  }

  private static void refuseStartOfRealTime(Settings settings, FakePolygonConfig config) {
    if (config.clockMode() == ClockMode.REAL_TIME) {
      settings
          .given(Setting.FAKE_DATA_START)
          .ifPresent(
              given -> {
                throw new UnusableException(
                    ("%s is '%s'. Real time begins now: leave it out,"
                            + " or set FAKE_DATA_CLOCK to speed:<x> or manual.")
                        .formatted(given.name(), given.value()));
              });
    }
  }

  private static List<String> remarks(ProxyPlan proxy, FakePolygonConfig config) {
    List<String> remarks = new ArrayList<>(proxy.remarks());
    if (proxy.fakes() && config.clockMode() == ClockMode.MANUAL && !proxy.isControlled()) {
      remarks.add(
          "Market time stands still, and with CONTROL_API=off nothing can move it from outside:"
              + " clients can authenticate and subscribe, but no event will come.");
    }
    return remarks;
  }
}
