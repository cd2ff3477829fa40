package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.server.ServerOptions;
import io.fakepolygon.upstream.UpstreamOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of the settings is about the real feed. A vendor's key makes a proxy; whether there are fake
 * symbols beside the real ones is asked apart, and so is whether the control API is on.
 */
final class ProxyPlan {
  private final Settings settings;
  private final boolean proxies;
  private final boolean fakes;
  private final boolean controlled;

  /**
   * Reads the settings.
   *
   * @throws UnusableException if they contradict one another
   */
  ProxyPlan(Settings settings) {
    this.settings = settings;
    proxies = settings.given(Setting.POLYGON_API_KEY).isPresent();
    fakes =
        settings
            .given(Setting.ENABLE_FAKE_DATA)
            .map(given -> given.value().equalsIgnoreCase("true"))
            .orElse(!proxies);
    controlled =
        settings
            .given(Setting.CONTROL_API)
            .map(given -> given.value().equals("on"))
            .orElse(!proxies);
    refuseAFeedWithoutAKey();
    refuseToServeNothing();
    if (proxies) {
      refuseToFakeEverything();
      refuseOpenDoors();
    }
  }

  /** {@return whether there are fake symbols} */
  boolean fakes() {
    return fakes;
  }

  /** {@return whether there is a real feed} */
  boolean proxies() {
    return proxies;
  }

  /** {@return whether the control API is on} */
  boolean isControlled() {
    return controlled;
  }

  void addTo(FakePolygonConfig.Builder config) {
    config.controlApi(controlled);
    if (proxies) {
      config.upstream(upstream());
    }
    if (!controlled) {
      // Nobody could read the journal, and of a proxy it would copy the whole market.
      config.journalBytes(0);
    }
    if (!fakes) {
      config.symbols();
    }
  }

  /** {@return what the operator may not expect, a sentence each} */
  List<String> remarks() {
    return fakes
        ? List.of()
        : Stream.of(
                Setting.FAKE_DATA_SYMBOLS,
                Setting.FAKE_DATA_TYPES,
                Setting.FAKE_DATA_SEED,
                Setting.FAKE_DATA_SCENARIO,
                Setting.FAKE_DATA_BEHAVIORS)
            .flatMap(setting -> settings.given(setting).stream())
            .map(
                given ->
                    "%s is not used: ENABLE_FAKE_DATA=true asks for fake symbols beside the real ones."
                        .formatted(given.name()))
            .toList();
  }

  private UpstreamOptions upstream() {
    URI url = URI.create(settings.orDefault(Setting.POLYGON_UPSTREAM_URL).value());
    return UpstreamOptions.of(url, settings.orDefault(Setting.POLYGON_API_KEY).value())
        .withLinger(seconds(Setting.UPSTREAM_LINGER_SECS))
        .withStallTimeout(seconds(Setting.UPSTREAM_STALL_SECS))
        .withLongestRetryWait(seconds(Setting.UPSTREAM_LONGEST_RETRY_SECS));
  }

  // Checked when the settings were read.
  private Duration seconds(Setting setting) {
    return Setting.seconds(new BigDecimal(settings.orDefault(setting).value()));
  }

  private void refuseAFeedWithoutAKey() {
    Optional<Given> url = settings.given(Setting.POLYGON_UPSTREAM_URL);
    if (url.isPresent() && !proxies) {
      throw new UnusableException(
          ("%s names a real feed, and there is no key for it. Set POLYGON_API_KEY to the vendor's"
                  + " key, or leave the address out to serve fake data.")
              .formatted(url.get().name()));
    }
  }

  private void refuseToServeNothing() {
    if (!fakes && !proxies) {
      throw new UnusableException(
          ("%s is 'false', and there is no real feed either. Set POLYGON_API_KEY to the vendor's"
                  + " key for a proxy, or leave it out to serve fake data.")
              .formatted(settings.orDefault(Setting.ENABLE_FAKE_DATA).name()));
    }
  }

  private void refuseToFakeEverything() {
    Given symbols = settings.orDefault(Setting.FAKE_DATA_SYMBOLS);
    if (fakes && symbols.value().equals(MarketSpec.ANY_SYMBOL)) {
      throw new UnusableException(
          ("%s is '*'. Beside the real feed not everything can be fake: name the symbols, or set"
                  + " ENABLE_FAKE_DATA=false.")
              .formatted(symbols.name()));
    }
  }

  private void refuseOpenDoors() {
    Given host = settings.orDefault(Setting.HOST);
    if (settings.given(Setting.PROXY_API_KEYS).isEmpty()
        && !ServerOptions.isLoopback(host.value())) {
      throw new UnusableException(
          ("%s is '%s', and a proxy that others can reach needs keys for its clients. Set"
                  + " PROXY_API_KEYS to some of your own making, or HOST to 127.0.0.1.")
              .formatted(host.name(), host.value()));
    }
    if (controlled
        && settings.given(Setting.CONTROL_TOKEN).isEmpty()
        && !ServerOptions.isLoopback(host.value())) {
      throw new UnusableException(
          ("%s is 'on' in a proxy that others can reach, where it needs a token. Set CONTROL_TOKEN"
                  + " to one of your own making, or HOST to 127.0.0.1.")
              .formatted(settings.orDefault(Setting.CONTROL_API).name()));
    }
  }
}
