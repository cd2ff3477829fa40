package io.fakepolygon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Preset;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.Topic;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * P1, on any JVM: SHA-256 over the JSON lines of stretches of the market, joined by newlines: what
 * falls due after the stretch's start, up to and including its end.
 *
 * <p>The hashes are part of what we promise. Whoever changes one changes every user's market: that
 * is a breaking change, and goes into the release notes as one.
 */
@Tag("golden")
class P1GoldenHashesTest {
  private static final List<String> SYMBOLS = List.of("FAKETICKER", "TESTSTOCK", "BRK.A");

  @ParameterizedTest
  @CsvSource({
    "T, f035125a929543dc7d70b1b54daf47c0f4d8e0a5d05100182c24baeafb56cbbe",
    "Q, 94f36388fc1626bd3751bb6766f7ac6f0899598a90e235c4efe606113a23d8ee",
    "A, bf564393c0728a698909f3d62cf5611f079ddbd5e60b87dcbbc5e4f5c9b89e95",
    "AM, a10e3f1c060ea1848f819eaf9291da079ca8df1ff673757b7e4911406045b5d8",
  })
  void theFirstHour(String channel, String sha256) {
    Market market = market(Duration.ofMillis(100), Duration.ofSeconds(10));

    assertThat(hash(market, "2024-01-02T14:30:00Z", Duration.ofHours(1), channel + ".*"))
        .isEqualTo(sha256);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T14:30:00Z, 2c63db1cb2e60deb02b6b7b5aaf261a0dee450d37745dd4fbac9cb21efac6786",
    "2024-01-03T14:00:00Z, 639eb93ffbd76f4d934e01ba6529ad87020e09873b9d4cfdc7f359f13db58fa4",
    "2024-03-10T13:00:00Z, cc4629f23e62cf9760a90d39ae702f94baac4ac07b98385d2a1cb08c5e2f2eb9",
    "2024-11-03T14:00:00Z, c1c973688c30b2c90207a8d56582301b53c5ea7279203c393a3b93e80dc1a8ce",
    "1990-06-15T13:00:00Z, e320f40774b4721ce0779df0b94ffc2d77700e3ffa351e3dc9e7f139c5ba1906",
  })
  void anHourOfEverything(String from, String sha256) {
    Market market = market(Duration.ofMillis(100), Duration.ofSeconds(10));

    assertThat(hash(market, from, Duration.ofHours(1), "T.*", "Q.*", "A.*", "AM.*"))
        .isEqualTo(sha256);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T14:30:00Z, 78d9edab742efa3e85a22738aa9641c81524e842dd16145180068ee30f3dddd3",
    "2024-01-03T14:25:00Z, 2fee40f5a6aa4e814392887e484bef2b53b454f4f66837008e441c87248d8950",
  })
  void stepsThatDivideNeitherTheSecondNorThePeriod(String from, String sha256) {
    Market market = market(Duration.ofMillis(7), Duration.ofMillis(9_999));

    assertThat(hash(market, from, Duration.ofMinutes(10), "T.*", "Q.*", "A.*", "AM.*"))
        .isEqualTo(sha256);
  }

  /** Steps never meet the sine twice at the same point, so none of it is computed in advance. */
  @Test
  void aSineThatNeverRepeats() {
    Market market = market(Duration.ofMillis(7), Duration.ofSeconds(10, 1));

    assertThat(
            hash(
                market,
                "2024-01-02T14:30:00Z",
                Duration.ofMinutes(10),
                "T.*",
                "Q.*",
                "A.*",
                "AM.*"))
        .isEqualTo("0c6cc47f7fb805d069ae0e538bc647755f28f0c221171fc2ab6eef1c6ee5259e");
  }

  @ParameterizedTest
  @CsvSource({
    "T, af074fdb91f221c2f86757137d53348137f40d3ca00c6edb3fa93b0b918d986e",
    "Q, 3e39e15a60f89df98d3b00158b47ab10d9438b22b7531f172bb9a409d29cd768",
    "A, 00e05ee19ad94c913e038e9c6a5103e9e670ef27ca560ff139aa06cfdf399182",
    "AM, 2d5a61cc3a7401d0234b8829b5c5795d407d53bf93122f9ba90d44bb25d74c25",
    "LULD, bb4caaf8df22004ca200c35657d7c3b6aecde71a883068b8b755e4879ec4d66f",
  })
  void theFirstHourOfARealisticMarket(String channel, String sha256) {
    assertThat(
            hash(
                realistic(true, Duration.ZERO),
                "2024-01-02T14:30:00Z",
                Duration.ofHours(1),
                channel + ".*"))
        .isEqualTo(sha256);
  }

  @ParameterizedTest
  @CsvSource({
    // Before the open, the close, a half day's close, an hour of summer, and every scenario.
    "2024-01-03T09:00:00Z, true, fd378b2fb7b50e915a37d2edf31d2bad8f2935b5ee10877de41bab03430730e5",
    "2024-01-03T20:30:00Z, true, c676f9d5a590fb3ac82f102b47867c78dc5d824845fe436b93bb06f0f587aca2",
    "2024-11-29T17:30:00Z, true, 129b2ceae604939bd3dffd05265ad3212ef394da13c6bff854cc29e2aa92235b",
    "2024-07-02T13:30:00Z, true, a21ee40056e54f74bbde3a4d712e05b4721a761ebb92cdbdbcdec54c9f6392c0",
    "2024-01-03T14:00:00Z, false, aeae63f5048613b7869cf81142efc2db0ee1b3038bde98b33c4703de671a4755",
  })
  void anHourOfEverythingOfARealisticMarket(String from, boolean hours, String sha256) {
    List<Scenario> scenarios = new ArrayList<>();
    Instant start = Instant.parse(from);
    for (ScenarioKind kind : ScenarioKind.values()) {
      start = start.plusSeconds(240);
      scenarios.add(Scenario.of(kind, start));
    }

    assertThat(
            hash(
                realistic(hours, Duration.ofSeconds(2), scenarios.toArray(Scenario[]::new)),
                from,
                Duration.ofHours(1),
                "T.*",
                "Q.*",
                "A.*",
                "AM.*",
                "LULD.*"))
        .isEqualTo(sha256);
  }

  private static Market realistic(boolean hours, Duration barDelay, Scenario... scenarios) {
    return new Market(
        new MarketSpec(
            42,
            SYMBOLS,
            Duration.ofMillis(100),
            100,
            5,
            Duration.ofSeconds(10),
            MarketMode.REALISTIC,
            hours,
            Map.of(
                "TESTSTOCK",
                Behavior.DEFAULT.withBasePriceUsd(45).following("FAKETICKER", 0.8),
                "BRK.A",
                Preset.PENNY.behavior()),
            List.of(scenarios),
            barDelay));
  }

  private static Market market(Duration interval, Duration period) {
    return new Market(new MarketSpec(42, SYMBOLS, interval, 100, 5, period));
  }

  private static String hash(Market market, String from, Duration span, String... topics) {
    Walk walk = market.walk(Interest.in(Stream.of(topics).map(Topic::parse).toList()));
    MessageDigest sha256 = sha256();
    JsonBytes line = new JsonBytes();
    byte[] newline = "\n".getBytes(UTF_8);
    byte[][] separator = {new byte[0]};
    long start = Instant.parse(from).toEpochMilli() * 1_000_000;
    long end = start + span.toNanos();
    for (long at = walk.nextStepAfter(start); at <= end; at = walk.nextStepAfter(at)) {
      walk.step(
          at,
          event -> {
            line.clear();
            event.writeTo(line);
            sha256.update(separator[0]);
            sha256.update(line.array(), 0, line.length());
            separator[0] = newline;
          });
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
