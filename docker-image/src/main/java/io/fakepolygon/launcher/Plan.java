package io.fakepolygon.launcher;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.server.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * @throws UnusableException if a value cannot be used
   */
  static Plan of(Settings settings, Path directory) {
    FakePolygonConfig.Builder builder = FakePolygonConfig.builder();
    for (Setting setting : Setting.values()) {
      read(setting, settings.orDefault(setting), builder);
    }
    ProxyPlan proxy = new ProxyPlan(settings);
    proxy.addTo(builder);
    refuseHardLimitBelowSoft(settings);
    readTls(settings, directory, builder);
    FakePolygonConfig config = build(builder, settings);
    refuseStartOfRealTime(settings, config);
    return new Plan(config, remarks(proxy, config));
  }

  /**
   * {@return the market that the settings ask for, on a free port of this machine and without any
   * other setting} Its clock stands at {@code FAKE_DATA_START}.
   *
   * @throws UnusableException if a value cannot be used
   */
  static FakePolygonConfig marketAlone(Settings settings) {
    FakePolygonConfig.Builder builder = FakePolygonConfig.builder();
    for (Setting setting : Setting.OF_THE_MARKET) {
      read(setting, settings.orDefault(setting), builder);
    }
    return build(builder, settings);
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
