package io.fakepolygon.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of event that a client can ask for, named as the wire names it: the prefix of a {@link
 * Topic} and the {@code ev} of an event.
 *
 * <p>Declared in canonical order: events of one instant and one symbol follow each other in this
 * order.
 */
public enum Channel {
  /** Limit-up limit-down price bands. */
  LULD,
  /** Quotes: the national best bid and offer. */
  Q,
  /** Trades. */
  T,
  /** Second bars. */
  A,
  /** Minute bars. */
  AM,
  /** Net order imbalances. A known prefix for which this version makes no events. */
  NOI,
  /** Fair market value. A known prefix for which this version makes no events. */
  FMV,
  /** Launchpad value. A known prefix for which this version makes no events. */
  LV,
  /** Index values. Not a channel of stocks: it can come from an upstream feed only. */
  V,
  /** Forex quotes, from an upstream feed only. */
  C,
  /** Forex minute bars, from an upstream feed only. */
  CA,
  /** Forex second bars, from an upstream feed only. */
  CAS,
  /** Crypto trades, from an upstream feed only. */
  XT,
  /** Crypto quotes, from an upstream feed only. */
  XQ,
  /** Crypto minute bars, from an upstream feed only. */
  XA,
  /** Crypto second bars, from an upstream feed only. */
  XAS,
  /** Crypto order books, from an upstream feed only. */
  XL2,
  /** Consolidated crypto quotes of the past, from an upstream feed only. */
  XS;

  private static final Map<String, Channel> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Channel::name, Function.identity()));

  /** {@return whether the vendor has it on the stocks feed} */
  public boolean isOfStocks() {
    return compareTo(LV) <= 0;
  }

  /** {@return the channel with this wire name, upper case as on the wire, or empty} */
  public static Optional<Channel> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
