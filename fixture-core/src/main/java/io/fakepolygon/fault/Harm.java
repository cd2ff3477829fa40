package io.fakepolygon.fault;

import io.fakepolygon.protocol.Channel;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the vendor's feed has been seen to do, or might, and clients die of. A value: it does
 * nothing until it is ordered as part of a {@link Fault}. {@code docs/faults.md} shows each, with
 * its source.
 *
 * <p>Each harm is a record whose components are its parameters; without them it is as usual: {@code
 * new Close()} closes with 1001. As text it is the record's name in capitals, then what is not as
 * usual: {@code CLOSE code 1008}.
 */
public sealed interface Harm
    permits ConnectionHarm, AnswerHarm, LineHarm, FrameHarm, StreamHarm, FieldHarm {

  /** {@return its name, such as {@code DUPLICATE_EVENT}} */
  default String name() {
    return HarmText.nameOf(getClass());
  }

  /** {@return the channels in whose events it can strike; empty for all} */
  default Set<Channel> channels() {
    return Set.of();
  }

  /**
   * {@return what it is done to: {@code connection}, {@code answer}, {@code line}, {@code frame},
   * {@code stream} or {@code field}}
   */
  default String family() {
    return HarmText.familyOf(getClass());
  }

  /** {@return its parameters as a text has them, by their names} */
  default Map<String, String> parameters() {
    return HarmText.parametersOf(this);
  }

  /**
   * {@return whether it is a state, on for a while, rather than something that happens at an
   * occasion}
   */
  default boolean lasts() {
    return false;
  }

  /** {@return every harm there is, with its usual parameters, family by family} */
  static List<Harm> all() {
    return HarmText.all();
  }

  /**
   * {@return the harm as a text has it}
   *
   * @param text such as {@code CLOSE code 1008}
   * @throws IllegalArgumentException with one sentence that names what cannot be read, and what to
   *     write
   */
  static Harm parse(String text) {
    return HarmText.parse(text);
  }
}
