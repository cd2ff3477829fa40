package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.control.ControlOptions;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.AcknowledgementFraming;
import io.fakepolygon.server.ConnectionCapPolicy;
import io.fakepolygon.server.DoorLimits;
import io.fakepolygon.server.ServerOptions;
import io.fakepolygon.server.SlowClientPolicy;
import io.fakepolygon.server.SlowClients;
import io.fakepolygon.upstream.UpstreamOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a server is told before it starts. Immutable; {@link #builder} has a default for
 * everything.
 *
 * @param market what the market is a function of, besides time
 * @param server how those who connect are treated
 * @param clockMode how market time moves at first
 * @param start where market time begins, unless it is real time
 * @param speed market seconds per second in {@link ClockMode#SCALED}
 * @param tls speaks {@code wss} when present
 * @param upstream the real feed to stand beside the market; null for none
 * @param control who may use the control API
 * @param faults ordered before anybody connects
 */
public record FakePolygonConfig(
    MarketSpec market,
    ServerOptions server,
    ClockMode clockMode,
    Instant start,
    double speed,
    @Nullable Tls tls,
    @Nullable UpstreamOptions upstream,
    ControlOptions control,
    List<Fault> faults) {

  /** The key that {@link FakePolygonServer#apiKey} gives out when any key is good. */
  public static final String DEFAULT_API_KEY = "fake-polygon-key";

  private static final Duration LONGEST_PATIENCE = Duration.ofDays(365);

  /** Copies the faults, and refuses one for a symbol that there is not. */
  public FakePolygonConfig {
    faults = List.copyOf(faults);
    if (upstream == null) {
      faults.stream().flatMap(fault -> fault.topics().stream()).forEach(market::requireSymbolOf);
    }
  }

  /** {@return a builder in which everything has its default} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return the builder for what a specification says, as {@link #toJson} has written it, or a
   * part of it} What it does not say has its default.
   *
   * @throws IllegalArgumentException if it is not JSON, has a member that there is not, or a value
   *     that cannot be used, with one sentence that names it and what is allowed
   */
  public static Builder fromJson(String specification) {
    return Specification.read(specification);
  }

  /**
   * {@return the specification as a JSON object: all of this but where it listens, TLS, the real
   * feed and the control API, in members that are named as the methods of the builder}
   */
  public String toJson() {
    return Specification.write(this);
  }

  /** {@return the same with another seed} */
  public FakePolygonConfig withSeed(long seed) {
    return withMarket(market.withSeed(seed));
  }

  /** {@return the same with other scenarios} */
  public FakePolygonConfig withScenarios(List<Scenario> scenarios) {
    return withMarket(market.withScenarios(scenarios));
  }

  /**
   * {@return the same with fewer symbols, as {@link MarketSpec#withSymbols} has it}
   *
   * @throws IllegalArgumentException if it cannot be
   */
  public FakePolygonConfig withSymbols(List<String> symbols) {
    return withFaults(List.of())
        .withMarket(market.withSymbols(symbols))
        .withFaults(faults.stream().flatMap(fault -> fault.among(symbols).stream()).toList());
  }

  /**
   * {@return the same with another span, as {@link Builder#span} has it}
   *
   * @throws IllegalArgumentException if it cannot be
   */
  public FakePolygonConfig withSpan(@Nullable Duration span) {
    return withMarket(market.withEnd(endAfter(span, start, clockMode)));
  }

  /** {@return how long after its start the market falls silent; null for never} */
  public @Nullable Duration span() {
    return market.end() == null ? null : Duration.between(start, market.end());
  }

  private FakePolygonConfig withMarket(MarketSpec value) {
    return new FakePolygonConfig(
        value, server, clockMode, start, speed, tls, upstream, control, faults);
  }

  /**
   * {@return the same with other faults}
   *
   * @throws IllegalArgumentException if one is for a symbol that there is not
   */
  public FakePolygonConfig withFaults(List<Fault> values) {
    return new FakePolygonConfig(
        market, server, clockMode, start, speed, tls, upstream, control, values);
  }

  private static @Nullable Instant endAfter(
      @Nullable Duration span, Instant start, ClockMode clockMode) {
    if (span == null) {
      return null;
    }
    if (clockMode == ClockMode.REAL_TIME) {
      throw new IllegalArgumentException(
          "A span of %s needs a start that is known beforehand, and the clock starts in real time. Use a manual or scaled clock, or leave the span out"
              .formatted(span));
    }
    if (span.isNegative() || span.compareTo(Scenario.FOR_GOOD) > 0) {
      throw new IllegalArgumentException(
          "The span %s is not between 0 and 36500 days".formatted(span));
    }
    return start.plus(span);
  }

  /** Refuses a patience that is none. */
  static void requirePatience(Duration patience) {
    if (patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "The patience %s is not between 0 and 365 days".formatted(patience));
    }
  }

  /** {@return the same with the port, address, TLS and control API of another} */
  FakePolygonConfig withDoorsOf(FakePolygonConfig host) {
    return new FakePolygonConfig(
        market,
        server.listeningAs(host.server),
        clockMode,
        start,
        speed,
        host.tls,
        null,
        host.control,
        faults);
  }

  /** Collects a configuration. Not to be shared among threads. */
  public static final class Builder {
    private static final String NO_SYMBOLS = "No symbols. Name at least one, such as FAKETICKER";
    private static final Duration SHORTEST_PING_PERIOD = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);

    private long seed = 42;
    private List<String> symbols = List.of("FAKETICKER", "TESTSTOCK");
    private Duration interval = Duration.ofMillis(100);
    private double basePriceUsd = 100;
    private double amplitudeUsd = 5;
    private Duration period = Duration.ofSeconds(10);
    private MarketMode mode = MarketMode.OSCILLATING;
    private boolean respectMarketHours;
    private Map<String, Behavior> behaviors = new LinkedHashMap<>();
    private List<Scenario> scenarios = new ArrayList<>();
    private Duration barDelay = Duration.ZERO;
    private @Nullable Duration span;
    private List<Fault> faults = new ArrayList<>();
    private ClockMode clockMode = ClockMode.MANUAL;
    private Instant start = LocalDateTime.of(2024, 1, 2, 14, 30).toInstant(ZoneOffset.UTC);
    private double speed = 1;
    private String host = "127.0.0.1";
    private int port;
    private @Nullable Tls tls;
    private Set<String> apiKeys = Set.of();
    private Set<Channel> channels = EnumSet.of(Channel.T, Channel.Q, Channel.A, Channel.AM);
    private int connectionCap;
    private ConnectionCapPolicy capPolicy = ConnectionCapPolicy.REFUSE_NEWEST;
    private Duration authenticationTimeout = Duration.ofSeconds(10);
    private Duration pingPeriod = Duration.ofSeconds(30);
    private Duration deliveryTimeout = Duration.ofSeconds(10);
    private Duration longestPong = Duration.ofSeconds(5);
    private AcknowledgementFraming acknowledgementFraming =
        AcknowledgementFraming.FRAME_PER_REQUEST;
    private long journalBytes = 16 << 20;
    private SlowClientPolicy slowClientPolicy = SlowClients.DEFAULT.policy();
    private long slowClientSoftBytes = SlowClients.DEFAULT.softLimitBytes();
    private Duration slowClientSoftFor = SlowClients.DEFAULT.softLimitFor();
    private long slowClientHardBytes = SlowClients.DEFAULT.hardLimitBytes();
    private @Nullable UpstreamOptions upstream;
    private boolean servedElsewhere;
    private boolean controlApi;
    private boolean livePage = true;
    private @Nullable String controlToken;
    private int mostConnections = DoorLimits.DEFAULT.mostConnections();
    private int mostTopicsPerConnection = DoorLimits.DEFAULT.mostTopicsPerConnection();
    private int largestMessageBytes = DoorLimits.DEFAULT.largestMessageBytes();
    private int mostMessagesPerSecond = DoorLimits.DEFAULT.mostMessagesPerSecond();

    private Builder() {}

    /** Same seed, same market. Default 42. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Tickers in canonical order; {@code "*"} alone for any that is asked for by name: a wildcard
     * is then acknowledged and stays silent. None at all where there is an {@link #upstream} and
     * nothing is to be fake. Default FAKETICKER, TESTSTOCK.
     */
    public Builder symbols(String... values) {
      return symbols(Arrays.asList(values));
    }

    /** As {@link #symbols(String...)}. */
    public Builder symbols(List<String> values) {
      symbols = List.copyOf(values);
      return this;
    }

    /** The distance of two steps, whole milliseconds. Default 100 ms. */
    public Builder interval(Duration value) {
      interval = value;
      return this;
    }

    /** The price around which the market swings, US dollars. Default 100. */
    public Builder basePriceUsd(double value) {
      basePriceUsd = value;
      return this;
    }

    /** How far it swings to each side, US dollars. Default 5. */
    public Builder amplitudeUsd(double value) {
      amplitudeUsd = value;
      return this;
    }

    /** How long one swing takes. Default 10 s. */
    public Builder period(Duration value) {
      period = value;
      return this;
    }

    /** How prices move and when trades happen. Default OSCILLATING. */
    public Builder mode(MarketMode value) {
      mode = value;
      return this;
    }

    /**
     * Whether there is a market on US trading days from 04:00 to 20:00 New York time only. Default:
     * it never closes.
     */
    public Builder respectMarketHours(boolean value) {
      respectMarketHours = value;
      return this;
    }

    /**
     * How one of the {@link #symbols} behaves. Default {@link Behavior#DEFAULT} around {@link
     * #basePriceUsd}.
     */
    public Builder behavior(String symbol, Behavior value) {
      behaviors.put(symbol, value);
      return this;
    }

    /** How symbols behave, instead of what was said of any before. */
    public Builder behaviors(Map<String, Behavior> values) {
      behaviors = new LinkedHashMap<>(values);
      return this;
    }

    /** One more thing that happens to the market. Default: none. */
    public Builder scenario(Scenario value) {
      scenarios.add(value);
      return this;
    }

    /** All that happens to the market, instead of what was said before. */
    public Builder scenarios(List<Scenario> values) {
      scenarios = new ArrayList<>(values);
      return this;
    }

    /**
     * How much later than its window a second bar is sent, from zero to a minute; minute bars are
     * sent at once with the trades before the last so many seconds, and again so much later if
     * others came. Default zero.
     */
    public Builder barDelay(Duration value) {
      barDelay = value;
      return this;
    }

    /**
     * How long after {@link #start} the market falls silent, from zero to 36,500 days: there is no
     * step after it, on the tape neither, and what falls due before is not changed by it. Not with
     * a clock in real time. Default null: never.
     */
    public Builder span(@Nullable Duration value) {
      span = value;
      return this;
    }

    /**
     * One more fault, ordered before anybody connects, as {@link FakePolygonServer#faults} would.
     * Default: none.
     */
    public Builder fault(Fault value) {
      faults.add(value);
      return this;
    }

    /** A clock that stands until it is moved, the default. */
    public Builder manualClock() {
      clockMode = ClockMode.MANUAL;
      return this;
    }

    /** A clock that starts at the computer's time and goes at its pace. */
    public Builder realTimeClock() {
      clockMode = ClockMode.REAL_TIME;
      return this;
    }

    /**
     * A clock that starts at {@link #start} and moves by itself, {@code value} market seconds per
     * second.
     */
    public Builder scaledClock(double value) {
      clockMode = ClockMode.SCALED;
      speed = value;
      return this;
    }

    /**
     * Where market time begins. Default 2024-01-02T14:30:00Z, a regular Tuesday's open in New York.
     */
    public Builder start(Instant value) {
      start = value;
      return this;
    }

    /** The address to listen on. Default 127.0.0.1. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** The TCP port; 0, the default, picks a free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** Speaks {@code wss} instead of {@code ws}. */
    public Builder tls(Tls value) {
      tls = value;
      return this;
    }

    /** The keys that are good. None, the default: any non-empty key is. */
    public Builder apiKeys(String... values) {
      return apiKeys(Arrays.asList(values));
    }

    /** As {@link #apiKeys(String...)}. */
    public Builder apiKeys(Collection<String> values) {
      apiKeys = new LinkedHashSet<>(values);
      return this;
    }

    /**
     * The channels of the plan; others are answered with {@code not authorized}. Default T, Q, A,
     * AM.
     */
    public Builder channels(Channel... values) {
      return channels(Arrays.asList(values));
    }

    /** As {@link #channels(Channel...)}. */
    public Builder channels(Collection<Channel> values) {
      channels = Set.copyOf(values);
      return this;
    }

    /** Most connections for one key, as the vendor has it. 0, the default, for no cap. */
    public Builder connectionCap(int most, ConnectionCapPolicy policy) {
      return connectionCap(most).connectionCapPolicy(policy);
    }

    /** The first of {@link #connectionCap(int, ConnectionCapPolicy)}. */
    public Builder connectionCap(int most) {
      connectionCap = most;
      return this;
    }

    /** The second of {@link #connectionCap(int, ConnectionCapPolicy)}. */
    public Builder connectionCapPolicy(ConnectionCapPolicy value) {
      capPolicy = value;
      return this;
    }

    /** Real time that a client has for its key. Default 10 s. */
    public Builder authenticationTimeout(Duration value) {
      authenticationTimeout = value;
      return this;
    }

    /** Real time between two keep-alive pings; zero for none. Default 30 s. */
    public Builder pingPeriod(Duration value) {
      pingPeriod = value;
      return this;
    }

    /**
     * Real time that the clock waits for a client's sign that it received something. Default 10 s.
     */
    public Builder deliveryTimeout(Duration value) {
      deliveryTimeout = value;
      return this;
    }

    /**
     * Real time that a client may take to answer a ping before {@link FakePolygonServer#referee}
     * objects. Default 5 s.
     */
    public Builder longestPong(Duration value) {
      longestPong = value;
      return this;
    }

    /** How acknowledgements are framed. Default: all of one request in one frame. */
    public Builder acknowledgementFraming(AcknowledgementFraming value) {
      acknowledgementFraming = value;
      return this;
    }

    /**
     * Roughly the memory for what the journal has of what clients are told, and as much again for
     * what they say. A trading day of one symbol is 60 MB. Default 16 MiB; 0 for no journal.
     */
    public Builder journalBytes(long value) {
      journalBytes = value;
      return this;
    }

    /**
     * The real feed to stand beside the fake market: topics of symbols that are not fake are asked
     * of it, and its events are passed on as they come. Takes OkHttp on the class path. Default:
     * none.
     */
    public Builder upstream(UpstreamOptions value) {
      upstream = value;
      return this;
    }

    /**
     * Opens the control API, by which whoever can reach the server reads and moves its clock, reads
     * its tape and journal, and starts worlds beside it: {@code /control/v1/openapi.json} on the
     * server's port describes it. Default: shut.
     */
    public Builder controlApi(boolean open) {
      controlApi = open;
      return this;
    }

    /**
     * Whether a browser that opens the server's port is shown the market and who listens, at {@code
     * /}; with the control API open, the page can use that too. Where that is shut it shows no
     * keys. With a {@link #controlToken} it asks for that; a proxy that listens beyond this machine
     * shows none without one. Default: it is.
     */
    public Builder livePage(boolean shown) {
      livePage = shown;
      return this;
    }

    /** What a server elsewhere has said of itself, which need not say that it is a proxy. */
    Builder servedElsewhere() {
      servedElsewhere = true;
      // They may be for symbols of its feed, which nobody knows here; orders are asked for there.
      faults.clear();
      return this;
    }

    /** What requests to the control API have to bring as {@code Authorization: Bearer}. */
    public Builder controlToken(String value) {
      controlToken = value;
      return this;
    }

    /**
     * Most connections in all, whatever their keys: one more is greeted, told {@code
     * max_connections} and closed with 1008. From 1 to 1,000,000; default 10,000.
     */
    public Builder mostConnections(int value) {
      mostConnections = value;
      return this;
    }

    /**
     * What becomes of a client that does not take what a running clock sends it. Default: it is
     * disconnected.
     */
    public Builder slowClients(SlowClientPolicy value) {
      slowClientPolicy = value;
      return this;
    }

    /**
     * Most topics that one connection may hold: a request for more is refused as a whole, and the
     * connection lives. From 1 to 1,000,000; default 100,000.
     */
    public Builder mostTopicsPerConnection(int value) {
      mostTopicsPerConnection = value;
      return this;
    }

    /**
     * When a client is too slow: when more than {@code softBytes} have waited for it for {@code
     * softFor} of real time, or more than {@code hardBytes} wait. Default 4 MiB, 10 s, 16 MiB.
     */
    public Builder slowClientLimits(long softBytes, Duration softFor, long hardBytes) {
      return slowClientSoftBytes(softBytes)
          .slowClientSoftFor(softFor)
          .slowClientHardBytes(hardBytes);
    }

    /** The first of {@link #slowClientLimits}. */
    public Builder slowClientSoftBytes(long value) {
      slowClientSoftBytes = value;
      return this;
    }

    /** The second of {@link #slowClientLimits}. */
    public Builder slowClientSoftFor(Duration value) {
      slowClientSoftFor = value;
      return this;
    }

    /** The third of {@link #slowClientLimits}. */
    public Builder slowClientHardBytes(long value) {
      slowClientHardBytes = value;
      return this;
    }

    /**
     * The largest message that a client may send, in bytes: a larger one is closed with 1009. From
     * 1,024 to 67,108,864, which is 64 MiB; default 1 MiB.
     */
    public Builder largestMessageBytes(int value) {
      largestMessageBytes = value;
      return this;
    }

    /**
     * How many messages a second of real time are read of one client, after as many at once: one
     * that sends faster has to wait, and loses nothing. From 1 to 1,000,000; default 1,000.
     */
    public Builder mostMessagesPerSecond(int value) {
      mostMessagesPerSecond = value;
      return this;
    }

    /**
     * {@return the configuration}
     *
     * @throws IllegalArgumentException if a value cannot be used, with one sentence that names it
     *     and what is allowed
     */
    public FakePolygonConfig build() {
      require(0 <= port && port <= 65_535, "The port %s is not between 0 and 65535", port);
      require(connectionCap >= 0, "The connection cap %s is below 0", connectionCap);
      require(
          speed > 0 && speed <= MarketTime.MAX_SPEED,
          "The speed %s is not above 0 and at most 1000000",
          speed);
      require(
          pingPeriod.isZero()
              || (pingPeriod.compareTo(SHORTEST_PING_PERIOD) >= 0
                  && pingPeriod.compareTo(LONGEST_TIMEOUT) <= 0),
          "The ping period %s is neither zero nor at least 1 ms and at most 365 days",
          pingPeriod);
      requirePositive("authentication timeout", authenticationTimeout);
      requirePositive("delivery timeout", deliveryTimeout);
      requirePositive("longest time to a pong", longestPong);
      require(journalBytes >= 0, "The memory for the journal, %s bytes, is below 0", journalBytes);
      require(!symbols.isEmpty() || upstream != null || servedElsewhere, NO_SYMBOLS, "");
      require(
          channels.stream().allMatch(Channel::isOfStocks),
          "The channels %s are not all of the stocks feed, and others cannot be faked",
          channels);
      requireDoorsOfAProxy();
      MarketTime.toNs(start);
      require(
          !apiKeys.contains(""), "An API key is empty. Name keys of at least one character", "");
      require(
          controlToken == null || !controlToken.isBlank(),
          "The control token is empty. Write one of at least one character, or none",
          "");
      return new FakePolygonConfig(
          new MarketSpec(
              seed,
              symbols,
              interval,
              basePriceUsd,
              amplitudeUsd,
              period,
              mode,
              respectMarketHours,
              behaviors,
              scenarios,
              barDelay,
              endAfter(span, start, clockMode)),
          new ServerOptions(
              host,
              port,
              tls == null ? null : tls.context(),
              paths(),
              apiKeys,
              channels,
              connectionCap,
              capPolicy,
              authenticationTimeout,
              pingPeriod,
              deliveryTimeout,
              longestPong,
              acknowledgementFraming,
              journalBytes,
              new DoorLimits(
                  mostConnections,
                  mostTopicsPerConnection,
                  largestMessageBytes,
                  mostMessagesPerSecond),
              new SlowClients(
                  slowClientPolicy, slowClientSoftBytes, slowClientSoftFor, slowClientHardBytes)),
          clockMode,
          start,
          speed,
          tls,
          upstream,
          new ControlOptions(controlApi, controlToken, showsPage()),
          faults);
    }

    // Others than its clients, who have keys, are not shown what a proxy does.
    private boolean showsPage() {
      return livePage
          && (upstream == null || controlToken != null || ServerOptions.isLoopback(host));
    }

    /** {@return the price around which a symbol moves unless its behaviour says otherwise} */
    double basePriceUsd() {
      return basePriceUsd;
    }

    /** {@return where market time begins; null if nobody can say} */
    @Nullable Instant startIfKnown() {
      return clockMode == ClockMode.REAL_TIME ? null : start;
    }

    private void requireDoorsOfAProxy() {
      if (upstream == null) {
        return;
      }
      require(
          !symbols.contains(MarketSpec.ANY_SYMBOL),
          "With a real feed, '%s' cannot be faked: name the symbols that are fake, or none",
          MarketSpec.ANY_SYMBOL);
      require(
          !controlApi || controlToken != null || ServerOptions.isLoopback(host),
          "The control API of a proxy that listens on %s, beyond this machine, needs a token",
          host);
      require(
          !apiKeys.isEmpty() || ServerOptions.isLoopback(host),
          "A proxy that listens on %s, beyond this machine, needs API keys for its clients",
          host);
    }

    private Set<String> paths() {
      Set<String> paths = new LinkedHashSet<>(List.of("/", AssetClass.STOCKS.path()));
      if (upstream != null && !upstream.url().getRawPath().isEmpty()) {
        paths.add(upstream.url().getRawPath());
      }
      return paths;
    }

    private static void requirePositive(String name, Duration value) {
      require(
          value.compareTo(Duration.ZERO) > 0 && value.compareTo(LONGEST_TIMEOUT) <= 0,
          "The " + name + " %s is not above 0 and at most 365 days",
          value);
    }

    private static void require(boolean condition, String sentence, Object value) {
      if (!condition) {
        throw new IllegalArgumentException(sentence.formatted(value));
      }
    }
  }
}
