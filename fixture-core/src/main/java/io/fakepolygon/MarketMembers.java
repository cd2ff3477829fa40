package io.fakepolygon;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.Preset;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The behaviours and scenarios of a specification: members named as the components of each. */
final class MarketMembers {
  private static final String A_BEHAVIOR = "{\"AAPL\":{\"preset\":\"mega-cap\",\"tape\":3}}";
  private static final String A_SCENARIO =
      "{\"kind\":\"gap-up\",\"start\":\"2024-01-02T15:00:00Z\",\"strength\":8}";
  private static final String PRESET = "preset";
  private static final String FOLLOWS = "follows";
  private static final String CORRELATION = "correlation";

  private static final Map<String, BiFunction<Behavior, JsonMember, Behavior>> OF_A_BEHAVIOR =
      Map.ofEntries(
          // Looked at before all others.
          entry(PRESET, (behavior, preset) -> behavior),
          entry("basePriceUsd", (behavior, usd) -> behavior.withBasePriceUsd(usd.number())),
          entry("volatility", (behavior, share) -> behavior.withVolatility(share.number())),
          entry("tradesPerSecond", (behavior, rate) -> behavior.withTradesPerSecond(rate.number())),
          entry(
              "tape", (behavior, tape) -> behavior.withListing(tape.count(), behavior.exchange())),
          entry("exchange", (behavior, id) -> behavior.withListing(behavior.tape(), id.count())),
          entry("roundLotShares", (behavior, lot) -> behavior.withRoundLotShares(lot.count())),
          entry("tickUsd", (behavior, usd) -> behavior.withTickUsd(usd.number())),
          // Looked at after all others, both at once.
          entry(FOLLOWS, (behavior, symbol) -> behavior),
          entry(CORRELATION, (behavior, number) -> behavior));

  private static final Set<String> OF_A_SCENARIO =
      Set.of("kind", "start", "length", "strength", "symbols");

  private MarketMembers() {}

  static void readBehaviors(FakePolygonConfig.Builder config, JsonMember behaviors) {
    behaviors
        .members(A_BEHAVIOR)
        .forEach((symbol, behavior) -> config.behavior(symbol, behavior(config, behavior)));
  }

  static void readScenarios(FakePolygonConfig.Builder config, JsonMember scenarios) {
    scenarios
        .elements("[%s]".formatted(A_SCENARIO))
        .forEach(scenario -> config.scenario(scenario(config, scenario)));
  }

  private static Behavior behavior(FakePolygonConfig.Builder config, JsonMember object) {
    Map<String, JsonMember> members = object.members("{\"preset\":\"mega-cap\",\"tape\":3}");
    requireKnown("behavior", members, OF_A_BEHAVIOR.keySet());
    JsonMember preset = members.get(PRESET);
    try {
      Behavior behavior =
          preset == null
              ? Behavior.DEFAULT.withBasePriceUsd(config.basePriceUsd())
              : preset.one(Preset.class).behavior();
      for (Map.Entry<String, JsonMember> member : members.entrySet()) {
        behavior =
            requireNonNull(OF_A_BEHAVIOR.get(member.getKey())).apply(behavior, member.getValue());
      }
      return following(behavior, members.get(FOLLOWS), members.get(CORRELATION));
    } catch (JsonMember.Unusable e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be used: %s".formatted(object.name(), e.getMessage()), e);
    }
  }

  private static Behavior following(
      Behavior behavior, @Nullable JsonMember follows, @Nullable JsonMember correlation) {
    double shared = correlation == null ? 0 : correlation.number();
    if (follows == null || follows.isNull()) {
      if (shared != 0) {
        throw new IllegalArgumentException(
            "The correlation %s is with nothing. Say which symbol it follows".formatted(shared));
      }
      return behavior;
    }
    if (correlation == null) {
      throw new IllegalArgumentException(
          "It follows '%s', and has no correlation. Write one from -1 to 1"
              .formatted(follows.text()));
    }
    return behavior.following(follows.text(), shared);
  }

  private static Scenario scenario(FakePolygonConfig.Builder config, JsonMember object) {
    Map<String, JsonMember> members = object.members(A_SCENARIO);
    requireKnown("scenario", members, OF_A_SCENARIO);
    JsonMember kindMember = members.get("kind");
    if (kindMember == null) {
      throw new IllegalArgumentException(
          "'%s' has no kind. Write an object such as %s".formatted(object.name(), A_SCENARIO));
    }
    ScenarioKind kind = kindMember.one(ScenarioKind.class);
    JsonMember length = members.get("length");
    JsonMember strength = members.get("strength");
    JsonMember symbols = members.get("symbols");
    try {
      return new Scenario(
          kind,
          start(config, members.get("start"), object.name()),
          length == null ? kind.usualLength() : length.duration(),
          strength == null ? kind.usualStrength() : strength.number(),
          symbols == null ? List.of() : symbols.texts());
    } catch (JsonMember.Unusable e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be used: %s".formatted(object.name(), e.getMessage()), e);
    }
  }

  private static Instant start(
      FakePolygonConfig.Builder config, @Nullable JsonMember start, String scenario) {
    if (start != null) {
      return start.instant();
    }
    Instant ofTheMarket = config.startIfKnown();
    if (ofTheMarket == null) {
      throw new JsonMember.Unusable(
          "'%s' has no start, and in real time nobody knows beforehand when the market starts. Write an instant such as 2024-01-02T14:30:00Z"
              .formatted(scenario));
    }
    return ofTheMarket;
  }

  private static void requireKnown(
      String what, Map<String, JsonMember> members, Set<String> known) {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "There is no '%s' in a %s. There is %s".formatted(name, what, new TreeSet<>(known)));
      }
    }
  }
}
