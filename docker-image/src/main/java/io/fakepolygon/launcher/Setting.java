package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.SlowClientPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All that an operator can set. The one table: the command line, its help, the checks, the
 * documentation and {@code .env.example} follow from it. A constant is named as in the environment.
 */
enum Setting {
  ENABLE_FAKE_DATA(
      "--enable-fake-data",
      "<boolean>",
      "",
      ValueReader.bool(),
      "Whether there are fake symbols: true or false. Left out, there are unless POLYGON_API_KEY is"
          + " set; with both, fake symbols stand beside the real ones."),
  FAKE_DATA_SYMBOLS(
      "--symbols",
      "<tickers>",
      "FAKETICKER,TESTSTOCK",
      ValueReader.list(Setting::symbols),
      "Tickers, separated by commas; * alone stands for any ticker that a client asks for."),
  FAKE_DATA_TYPES(
      "--types",
      "<channels>",
      "T,Q,A,AM",
      ValueReader.names(
          Channel.class,
          List.of(Channel.T, Channel.Q, Channel.A, Channel.AM, Channel.LULD),
          FakePolygonConfig.Builder::channels),
      "The channels of the plan: T trades, Q quotes, A second bars, AM minute bars, LULD price bands."
          + " Others are answered with 'not authorized'."),
  FAKE_DATA_INTERVAL_MS(
      "--interval-ms",
      "<ms>",
      "100",
      ValueReader.wholeNumber(
          "a whole number of milliseconds",
          1,
          86_400_000,
          (config, ms) -> config.interval(Duration.ofMillis(ms))),
      "Milliseconds between two steps, at which events are sent, from 1 to 86400000; the oscillating"
          + " market trades at each."),
  FAKE_DATA_SEED(
      "--seed",
      "<number>",
      "42",
      ValueReader.wholeNumber(
          "a whole number", Long.MIN_VALUE, Long.MAX_VALUE, FakePolygonConfig.Builder::seed),
      "Same seed, same market: any whole number of 64 bits."),
  FAKE_DATA_MODE(
      "--mode",
      "<name>",
      "OSCILLATING",
      ValueReader.name(MarketMode.class, FakePolygonConfig.Builder::mode),
      "How prices move: OSCILLATING follows a sine; REALISTIC is random, as a US stock is."),
  FAKE_DATA_BASE_PRICE(
      "--base-price",
      "<usd>",
      "100",
      ValueReader.number(
          "a number of dollars",
          "0.3",
          "1000000",
          (config, usd) -> config.basePriceUsd(usd.doubleValue())),
      "US dollars around which the price swings, from 0.3 to 1000000."),
  FAKE_DATA_PRICE_AMPLITUDE(
      "--price-amplitude",
      "<usd>",
      "5",
      ValueReader.number(
          "a number of dollars",
          "0",
          "1000000",
          (config, usd) -> config.amplitudeUsd(usd.doubleValue())),
      "US dollars it swings to each side: from 0 to the base price less 0.3."),
  FAKE_DATA_PRICE_PERIOD_SECS(
      "--price-period-secs",
      "<seconds>",
      "10",
      ValueReader.number(
          "a number of seconds",
          "0.001",
          "86400",
          (config, seconds) -> config.period(seconds(seconds))),
      "Seconds that one swing takes, from 0.001 to 86400."),
  FAKE_DATA_SCENARIO(
      "--scenario",
      "<scenarios>",
      "NORMAL",
      ValueReader.scenarios(),
      "What happens to the market, such as GAP_UP at 10m strength 8 on FAKETICKER; several are"
          + " separated by semicolons. NORMAL alone is nothing."),
  FAKE_DATA_FAULTS(
      "--faults",
      "<faults>",
      "",
      ValueReader.readByPlan(),
      "What goes wrong from the start on, such as DROP on Q.FAKETICKER after 3; several are separated"
          + " by semicolons."),
  FAKE_DATA_SCENARIO_FILE(
      "--scenario-file",
      "<file>",
      "",
      ValueReader.readByPlan(),
      "A text file with scenarios and faults, one on a line, besides those of FAKE_DATA_SCENARIO and"
          + " FAKE_DATA_FAULTS; # begins a remark."),
  FAKE_DATA_RESPECT_MARKET_HOURS(
      "--respect-market-hours",
      "<boolean>",
      "false",
      ValueReader.bool(FakePolygonConfig.Builder::respectMarketHours),
      "Whether there is a market on US trading days from 04:00 to 20:00 New York time only: true or"
          + " false, which never closes."),
  FAKE_DATA_BEHAVIORS(
      "--behaviors",
      "<file>",
      "",
      ValueReader.readByPlan(),
      "A YAML or JSON file that says how single symbols behave. With FAKE_DATA_SYMBOLS left out, its"
          + " symbols are those of the market."),
  FAKE_DATA_BAR_DELAY_MS(
      "--bar-delay-ms",
      "<ms>",
      "0",
      ValueReader.wholeNumber(
          "a whole number of milliseconds",
          0,
          60_000,
          (config, ms) -> config.barDelay(Duration.ofMillis(ms))),
      "Milliseconds from the end of a second bar's window until it is sent, from 0 to 60000; minute"
          + " bars come at once, and again so much later if trades were missing."),
  FAKE_DATA_CLOCK(
      "--clock",
      "<clock>",
      "realtime",
      ValueReader.clock(),
      "How market time goes: realtime; speed:<x>, <x> market seconds per second, such as speed:60;"
          + " or manual, which stands still until the control API moves it."),
  FAKE_DATA_START(
      "--start",
      "<instant>",
      "2024-01-02T14:30:00Z",
      ValueReader.instant(FakePolygonConfig.Builder::start),
      "Where market time begins unless it is real time: an ISO 8601 instant."),
  CONTROL_API(
      "--control-api",
      "<switch>",
      "",
      // What is usual depends on others.
      ValueReader.onOrOff((config, on) -> {}),
      "Whether the clock can be moved, and tape and journal be read, by HTTP under /control/v1: on or"
          + " off. Left out, it is on unless POLYGON_API_KEY is set."),
  LIVE_PAGE(
      "--live-page",
      "<switch>",
      "on",
      ValueReader.onOrOff(FakePolygonConfig.Builder::livePage),
      "Whether a browser is shown the market and who listens, at http://localhost:8765/: on or off. A"
          + " proxy that others can reach shows it only with a CONTROL_TOKEN."),
  CONTROL_TOKEN(
      null,
      "<token>",
      "",
      ValueReader.text(FakePolygonConfig.Builder::controlToken),
      "What requests under /control/v1 have to bring as Authorization: Bearer. Left out, nothing; a"
          + " proxy that others can reach needs one to have the control API on."),
  HOST(
      "--host",
      "<address>",
      "127.0.0.1",
      ValueReader.text((config, host) -> config.host(host.replaceAll("^\\[(.*)]$", "$1"))),
      "The address to listen on; 0.0.0.0 for all of this machine."),
  PORT(
      "--port",
      "<port>",
      "8765",
      ValueReader.wholeNumber(
          "a port", 0, 65_535, (config, port) -> config.port(Math.toIntExact(port))),
      "The TCP port, from 0 to 65535; 0 picks a free one and prints it."),
  TLS_KEY_STORE(
      "--tls-key-store",
      "<file>",
      "",
      ValueReader.readByPlan(),
      "A PKCS#12 file with a private key and its certificate. With it the server speaks wss, without"
          + " it ws."),
  TLS_KEY_STORE_PASSWORD(
      null,
      "<password>",
      "",
      ValueReader.readByPlan(),
      "What opens that file. Left out, the empty password."),
  MAX_CONNECTIONS(
      "--max-connections",
      "<number>",
      "10000",
      ValueReader.wholeNumber(
          "a number of connections",
          1,
          1_000_000,
          (config, most) -> config.mostConnections(Math.toIntExact(most))),
      "Most connections in all, from 1 to 1000000. One more is greeted, told max_connections and"
          + " closed with 1008."),
  MAX_SUBSCRIPTIONS(
      "--max-subscriptions",
      "<number>",
      "100000",
      ValueReader.wholeNumber(
          "a number of topics",
          1,
          1_000_000,
          (config, most) -> config.mostTopicsPerConnection(Math.toIntExact(most))),
      "Most topics that one connection may hold, from 1 to 1000000. A request for more is refused as"
          + " a whole."),
  MAX_MESSAGE_BYTES(
      "--max-message-bytes",
      "<bytes>",
      "1048576",
      ValueReader.wholeNumber(
          "a number of bytes",
          1_024,
          67_108_864,
          (config, bytes) -> config.largestMessageBytes(Math.toIntExact(bytes))),
      "The largest message that a client may send, from 1024 to 67108864 bytes. A larger one is closed"
          + " with 1009."),
  MAX_MESSAGES_PER_SECOND(
      "--max-messages-per-second",
      "<number>",
      "1000",
      ValueReader.wholeNumber(
          "a number of messages",
          1,
          1_000_000,
          (config, most) -> config.mostMessagesPerSecond(Math.toIntExact(most))),
      "How fast a client is read, from 1 to 1000000 messages a second. One that sends faster has to"
          + " wait, and loses nothing."),
  PROXY_API_KEYS(
      "--api-keys",
      "<keys>",
      "",
      ValueReader.list(Setting::keys),
      "The keys that clients may authenticate with, separated by commas. Left out, any key is good"
          + " that is not empty."),
  SLOW_CLIENT_POLICY(
      "--slow-client-policy",
      "<name>",
      "disconnect",
      ValueReader.word(SlowClientPolicy.class, FakePolygonConfig.Builder::slowClients),
      "What becomes of a client that does not take what it is sent: disconnect; conflate-quotes,"
          + " which leaves out quotes that a later one replaces; or drop-oldest."),
  SLOW_CLIENT_SOFT_BYTES(
      "--slow-client-soft-bytes",
      "<bytes>",
      "4194304",
      bytes(FakePolygonConfig.Builder::slowClientSoftBytes),
      "A client is slow when more bytes than this have waited for it for SLOW_CLIENT_SOFT_SECS;"
          + " quotes are conflated as soon as it is more."),
  SLOW_CLIENT_SOFT_SECS(
      "--slow-client-soft-secs",
      "<seconds>",
      "10",
      ValueReader.number(
          "a number of seconds",
          "0",
          "86400",
          (config, seconds) -> config.slowClientSoftFor(seconds(seconds))),
      "Seconds that a client has to fall to SLOW_CLIENT_SOFT_BYTES again, from 0 to 86400."),
  SLOW_CLIENT_HARD_BYTES(
      "--slow-client-hard-bytes",
      "<bytes>",
      "16777216",
      bytes(FakePolygonConfig.Builder::slowClientHardBytes),
      "A client is slow at once when more bytes than this wait for it; no less than"
          + " SLOW_CLIENT_SOFT_BYTES."),
  POLYGON_API_KEY(
      null,
      "<key>",
      "",
      ValueReader.unused(),
      "The vendor's key. With it, this is a proxy: one connection to the real feed for all clients."),
  POLYGON_UPSTREAM_URL(
      "--upstream-url",
      "<url>",
      "wss://socket.massive.com/stocks",
      ValueReader.feed(),
      "Where the real feed is; wss://delayed.massive.com/stocks is 15 minutes late. ws:// for one"
          + " without TLS."),
  UPSTREAM_LINGER_SECS(
      "--upstream-linger-secs",
      "<seconds>",
      "30",
      ValueReader.number("a number of seconds", "0", "86400", (config, seconds) -> {}),
      "Seconds that the real feed still sends a topic after its last client has left it."),
  UPSTREAM_STALL_SECS(
      "--upstream-stall-secs",
      "<seconds>",
      "30",
      ValueReader.number("a number of seconds", "0.1", "86400", (config, seconds) -> {}),
      "A connection to the real feed that answers no ping for so many seconds is replaced."),
  UPSTREAM_LONGEST_RETRY_SECS(
      "--upstream-longest-retry-secs",
      "<seconds>",
      "30",
      ValueReader.number("a number of seconds", "0.001", "86400", (config, seconds) -> {}),
      "After a loss the real feed is tried at once, then after longer and longer, up to so many"
          + " seconds.");

  /** What the market is a function of, and where its time begins. */
  static final Set<Setting> OF_THE_MARKET =
      Collections.unmodifiableSet(
          EnumSet.of(
              FAKE_DATA_SYMBOLS,
              FAKE_DATA_INTERVAL_MS,
              FAKE_DATA_SEED,
              FAKE_DATA_MODE,
              FAKE_DATA_BASE_PRICE,
              FAKE_DATA_PRICE_AMPLITUDE,
              FAKE_DATA_PRICE_PERIOD_SECS,
              FAKE_DATA_SCENARIO,
              FAKE_DATA_SCENARIO_FILE,
              FAKE_DATA_RESPECT_MARKET_HOURS,
              FAKE_DATA_BEHAVIORS,
              FAKE_DATA_BAR_DELAY_MS,
              FAKE_DATA_START));

  // An address can hold a password.
  private static final Set<Setting> SECRETS =
      Collections.unmodifiableSet(
          EnumSet.of(
              PROXY_API_KEYS,
              POLYGON_API_KEY,
              POLYGON_UPSTREAM_URL,
              TLS_KEY_STORE_PASSWORD,
              CONTROL_TOKEN));

  private final @Nullable String option;
  private final String placeholder;
  private final String defaultValue;

  // A function; no reader keeps anything.
  @SuppressWarnings("ImmutableEnumChecker")
  private final ValueReader reader;

  private final String description;

  Setting(
      @Nullable String option,
      String placeholder,
      String defaultValue,
      ValueReader reader,
      String description) {
    this.option = option;
    this.placeholder = placeholder;
    this.defaultValue = defaultValue;
    this.reader = reader;
    this.description = description;
  }

  /**
   * {@return the command line's name for it, such as {@code --symbols}} Empty for a secret: every
   * user of a machine can read the command lines of all.
   */
  Optional<String> option() {
    return Optional.ofNullable(option);
  }

  /** {@return what stands for the value in the help, such as {@code <ms>}} */
  String placeholder() {
    return placeholder;
  }

  /** {@return the value that holds where none is given; empty for none} */
  String defaultValue() {
    return defaultValue;
  }

  /** {@return one or two sentences on what it does and which values it takes} */
  String description() {
    return description;
  }

  /** {@return whether the value may never be shown} */
  boolean isSecret() {
    return SECRETS.contains(this);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with a sentence that says what is allowed
   */
  void read(String value, FakePolygonConfig.Builder config) {
    reader.read(value, config);
  }

  /** From the size of one batch of frames upwards: below it, clients that keep up are slow. */
  private static ValueReader bytes(BiConsumer<FakePolygonConfig.Builder, Long> into) {
    return ValueReader.wholeNumber("a whole number of bytes", 65_536, 1L << 40, into);
  }

  private static void symbols(FakePolygonConfig.Builder config, List<String> symbols) {
    // The core knows what a ticker is; asked here, while it is known whose value it was.
    try {
      FakePolygonConfig unused = FakePolygonConfig.builder().symbols(symbols).build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ".", e);
    }
    config.symbols(symbols);
  }

  private static void keys(FakePolygonConfig.Builder config, Collection<String> keys) {
    if (keys.contains("")) {
      throw new IllegalArgumentException(
          "Write keys separated by single commas, none of them empty.");
    }
    config.apiKeys(keys);
  }

  /** {@return as many seconds, to the nanosecond} */
  static Duration seconds(BigDecimal seconds) {
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }
}
