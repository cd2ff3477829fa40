package io.fakepolygon.control;

import io.fakepolygon.fault.Harm;
import java.util.List;
import java.util.Map;

/**
 * A harm that can be ordered.
 *
 * @param name such as {@code CLOSE}
 * @param family what it is done to: {@code connection}, {@code answer}, {@code line}, {@code
 *     frame}, {@code stream} or {@code field}
 * @param channels in whose events it can strike; empty for all
 * @param usual the parameters, with what is usual for each as it is written
 */
record HarmInfo(String name, String family, List<String> channels, Map<String, String> usual) {

  static HarmInfo of(Harm harm) {
    return new HarmInfo(
        harm.name(),
        harm.family(),
        harm.channels().stream().sorted().map(Enum::name).toList(),
        harm.parameters());
  }
}
