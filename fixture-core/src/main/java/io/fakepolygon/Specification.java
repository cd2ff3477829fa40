package io.fakepolygon;

import static java.util.Map.entry;

import io.fakepolygon.control.JsonTree;
import io.fakepolygon.control.RecordJson;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.AcknowledgementFraming;
import io.fakepolygon.server.ConnectionCapPolicy;
import io.fakepolygon.server.SlowClientPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A configuration as a JSON object, whose members are named as the methods of the builder. */
final class Specification {
  private static final String SPEED = "speed:";

  // What they leave out follows from other members.
  private static final Set<String> LAST = Set.of("behaviors", "scenarios", "faults");

  private static final Map<String, BiConsumer<FakePolygonConfig.Builder, JsonMember>> READERS =
      Map.ofEntries(
          entry("seed", (config, seed) -> config.seed(seed.wholeNumber())),
          entry("symbols", (config, symbols) -> config.symbols(symbols.texts())),
          entry("interval", (config, interval) -> config.interval(interval.duration())),
          entry("basePriceUsd", (config, usd) -> config.basePriceUsd(usd.number())),
          entry("amplitudeUsd", (config, usd) -> config.amplitudeUsd(usd.number())),
          entry("period", (config, period) -> config.period(period.duration())),
          entry("mode", (config, mode) -> config.mode(mode.one(MarketMode.class))),
          entry("respectMarketHours", (config, yes) -> config.respectMarketHours(yes.truth())),
          entry("barDelay", (config, delay) -> config.barDelay(delay.duration())),
          entry("span", (config, span) -> config.span(span.isNull() ? null : span.duration())),
          entry("behaviors", MarketMembers::readBehaviors),
          entry("scenarios", MarketMembers::readScenarios),
          entry("faults", Specification::readFaults),
          entry("clock", (config, clock) -> setClock(config, clock.text())),
          entry("start", (config, start) -> config.start(start.instant())),
          entry("apiKeys", (config, keys) -> config.apiKeys(keys.texts())),
          entry("channels", (config, channels) -> config.channels(channels.all(Channel.class))),
          entry("connectionCap", (config, cap) -> config.connectionCap(cap.count())),
          entry(
              "connectionCapPolicy",
              (config, policy) ->
                  config.connectionCapPolicy(policy.one(ConnectionCapPolicy.class))),
          entry(
              "authenticationTimeout",
              (config, time) -> config.authenticationTimeout(time.duration())),
          entry("pingPeriod", (config, time) -> config.pingPeriod(time.duration())),
          entry("deliveryTimeout", (config, time) -> config.deliveryTimeout(time.duration())),
          entry("longestPong", (config, time) -> config.longestPong(time.duration())),
          entry(
              "acknowledgementFraming",
              (config, framing) ->
                  config.acknowledgementFraming(framing.one(AcknowledgementFraming.class))),
          entry("journalBytes", (config, bytes) -> config.journalBytes(bytes.wholeNumber())),
          entry("mostConnections", (config, most) -> config.mostConnections(most.count())),
          entry(
              "mostTopicsPerConnection",
              (config, most) -> config.mostTopicsPerConnection(most.count())),
          entry("largestMessageBytes", (config, most) -> config.largestMessageBytes(most.count())),
          entry(
              "mostMessagesPerSecond",
              (config, most) -> config.mostMessagesPerSecond(most.count())),
          entry(
              "slowClients",
              (config, policy) -> config.slowClients(policy.one(SlowClientPolicy.class))),
          entry(
              "slowClientSoftBytes",
              (config, bytes) -> config.slowClientSoftBytes(bytes.wholeNumber())),
          entry("slowClientSoftFor", (config, time) -> config.slowClientSoftFor(time.duration())),
          entry(
              "slowClientHardBytes",
              (config, bytes) -> config.slowClientHardBytes(bytes.wholeNumber())));

  private Specification() {}

  static FakePolygonConfig.Builder read(String json) {
    if (!(JsonTree.parse(json) instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException("A specification is a JSON object, such as {\"seed\":42}");
    }
    FakePolygonConfig.Builder config = FakePolygonConfig.builder();
    members.forEach(
        (name, value) -> {
          if (!LAST.contains(String.valueOf(name))) {
            read(config, String.valueOf(name), value);
          }
        });
    for (String name : LAST) {
      if (members.containsKey(name)) {
        read(config, name, members.get(name));
      }
    }
    return config;
  }

  static String write(FakePolygonConfig config) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("seed", config.market().seed());
    members.put("symbols", config.market().symbols());
    members.put("interval", config.market().interval());
    members.put("basePriceUsd", config.market().basePriceUsd());
    members.put("amplitudeUsd", config.market().amplitudeUsd());
    members.put("period", config.market().period());
    members.put("mode", config.market().mode());
    members.put("respectMarketHours", config.market().respectMarketHours());
    members.put("behaviors", config.market().behaviors());
    members.put("scenarios", config.market().scenarios());
    members.put("barDelay", config.market().barDelay());
    members.put("span", config.span());
    members.put("faults", config.faults().stream().map(Fault::text).toList());
    members.put("clock", clockOf(config));
    members.put("start", config.start());
    // A proxy's are secrets.
    members.put("apiKeys", config.upstream() == null ? config.server().apiKeys() : List.of());
    members.put(
        "channels", config.server().channels().stream().sorted().map(Channel::name).toList());
    members.put("connectionCap", config.server().connectionCap());
    members.put("connectionCapPolicy", config.server().capPolicy());
    members.put("authenticationTimeout", config.server().authenticationTimeout());
    members.put("pingPeriod", config.server().pingPeriod());
    members.put("deliveryTimeout", config.server().deliveryTimeout());
    members.put("longestPong", config.server().longestPong());
    members.put("acknowledgementFraming", config.server().acknowledgementFraming());
    members.put("journalBytes", config.server().journalBytes());
    members.put("mostConnections", config.server().limits().mostConnections());
    members.put("mostTopicsPerConnection", config.server().limits().mostTopicsPerConnection());
    members.put("largestMessageBytes", config.server().limits().largestMessageBytes());
    members.put("mostMessagesPerSecond", config.server().limits().mostMessagesPerSecond());
    members.put("slowClients", config.server().slowClients().policy());
    members.put("slowClientSoftBytes", config.server().slowClients().softLimitBytes());
    members.put("slowClientSoftFor", config.server().slowClients().softLimitFor());
    members.put("slowClientHardBytes", config.server().slowClients().hardLimitBytes());
    return RecordJson.text(members);
  }

  private static void read(FakePolygonConfig.Builder config, String name, @Nullable Object value) {
    BiConsumer<FakePolygonConfig.Builder, JsonMember> reader = READERS.get(name);
    if (reader == null) {
      throw new IllegalArgumentException(
          "There is no '%s' in a specification. There is %s"
              .formatted(name, new TreeSet<>(READERS.keySet())));
    }
    reader.accept(config, new JsonMember(name, value));
  }

  private static void readFaults(FakePolygonConfig.Builder config, JsonMember faults) {
    Instant start = config.startIfKnown();
    for (String text : faults.texts()) {
      List<Fault> all = Fault.parseAll(text, start == null ? Instant.EPOCH : start);
      if (start == null && !all.equals(Fault.parseAll(text, Instant.EPOCH.plusSeconds(1)))) {
        throw new IllegalArgumentException(
            "'faults' has '%s', and in real time nobody knows beforehand when the market starts. Write an instant such as 2024-01-02T14:30:00Z"
                .formatted(text));
      }
      all.forEach(config::fault);
    }
  }

  private static String clockOf(FakePolygonConfig config) {
    return switch (config.clockMode()) {
      case MANUAL -> "manual";
      case REAL_TIME -> "realtime";
      case SCALED -> SPEED + config.speed();
    };
  }

  private static void setClock(FakePolygonConfig.Builder config, String clock) {
    switch (clock) {
      case "manual" -> config.manualClock();
      case "realtime" -> config.realTimeClock();
      default -> config.scaledClock(speed(clock));
    }
  }

  private static double speed(String clock) {
    try {
      if (clock.startsWith(SPEED)) {
        return Double.parseDouble(clock.substring(SPEED.length()));
      }
    } catch (NumberFormatException e) {
      throw noClock(clock, e);
    }
    throw noClock(clock, null);
  }

  private static IllegalArgumentException noClock(String clock, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'clock' is '%s'. Write manual, realtime or speed:60".formatted(clock), cause);
  }
}
