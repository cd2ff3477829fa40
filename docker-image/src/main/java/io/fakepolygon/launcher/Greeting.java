package io.fakepolygon.launcher;

import static java.util.stream.Collectors.joining;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.UpstreamOptions;
import java.util.List;
import java.util.stream.Stream;

/** What is printed once a server runs: where it is, and what to send first. */
final class Greeting {
  private static final String USUAL_TICKER = "FAKETICKER";
  private static final List<Channel> IN_HABITUAL_ORDER =
      List.of(Channel.T, Channel.Q, Channel.A, Channel.AM, Channel.LULD);

  private Greeting() {}

  static String of(String version, Plan plan, FakePolygonServer server) {
    FakePolygonConfig config = plan.config();
    return Stream.of(
            Stream.of(
                "FakePolygon %s: %s.".formatted(version, whatIsServed(config)),
                "",
                "Connect to  " + server.url(),
                "Then send   {\"action\":\"auth\",\"params\":\"%s\"}".formatted(key(config)),
                "            {\"action\":\"subscribe\",\"params\":\"%s\"}"
                    .formatted(topics(config))),
            Stream.of(whereToLook(config, server), howToMoveTime(config, server), Stream.of(""))
                .flatMap(lines -> lines),
            plan.remarks().stream(),
            Stream.of("Ctrl-C stops it."))
        .flatMap(lines -> lines)
        .collect(joining(System.lineSeparator()));
  }

  /** Nothing comes before somebody does. */
  private static Stream<String> howToMoveTime(FakePolygonConfig config, FakePolygonServer server) {
    return config.clockMode() == ClockMode.MANUAL && config.control().open()
        ? Stream.of(
            "Move time   curl -H 'Content-Type: application/json' -d '{\"action\":\"advance\",\"by\":\"PT10S\"}' "
                + http(server)
                + "/control/v1/clock")
        : Stream.empty();
  }

  private static Stream<String> whereToLook(FakePolygonConfig config, FakePolygonServer server) {
    return config.control().page()
        ? Stream.of("Look at     " + http(server) + "/ in a browser")
        : Stream.empty();
  }

  private static String http(FakePolygonServer server) {
    return server.url().replaceFirst("^ws", "http").replaceFirst("/stocks$", "");
  }

  private static String whatIsServed(FakePolygonConfig config) {
    UpstreamOptions upstream = config.upstream();
    if (upstream == null) {
      return fakeMarket(config);
    }
    String proxy = "proxy of " + upstream.shownUrl();
    return config.market().symbols().isEmpty() ? proxy : proxy + ", and fake " + fakeMarket(config);
  }

  private static String fakeMarket(FakePolygonConfig config) {
    return "%s %s %d ms on %s, seed %d, %s"
        .formatted(
            symbols(config),
            config.market().mode() == MarketMode.REALISTIC
                ? "as a real market has them, in steps of"
                : "every",
            config.market().interval().toMillis(),
            channels(config).map(Channel::name).collect(joining(", ")),
            config.market().seed(),
            clock(config));
  }

  private static String symbols(FakePolygonConfig config) {
    return config.market().hasAnySymbol()
        ? "any ticker"
        : String.join(", ", config.market().symbols());
  }

  private static Stream<Channel> channels(FakePolygonConfig config) {
    return IN_HABITUAL_ORDER.stream().filter(config.server().channels()::contains);
  }

  private static String clock(FakePolygonConfig config) {
    return switch (config.clockMode()) {
      case REAL_TIME -> "in real time";
      case SCALED ->
          "from %s at %s market seconds per second".formatted(config.start(), config.speed());
      case MANUAL -> "standing at " + config.start();
    };
  }

  // A key that is good is never shown.
  private static String key(FakePolygonConfig config) {
    return config.server().apiKeys().isEmpty() ? "any-key" : "<one of your PROXY_API_KEYS>";
  }

  private static String topics(FakePolygonConfig config) {
    List<String> symbols = config.market().symbols();
    if (symbols.isEmpty()) {
      return "T.AAPL,Q.AAPL";
    }
    String ticker = config.market().hasAnySymbol() ? USUAL_TICKER : symbols.get(0);
    return channels(config)
        .limit(2)
        .map(channel -> new Topic(channel, ticker).toString())
        .collect(joining(","));
  }
}
