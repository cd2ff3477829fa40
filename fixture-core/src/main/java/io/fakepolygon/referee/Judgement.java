package io.fakepolygon.referee;

import java.util.List;

/**
 * What there is to object to, as things stand.
 *
 * @param total how often something was objected to
 * @param objections the first thousand of them, and of each rule the first hundred in any case, in
 *     the order in which they came up
 */
public record Judgement(long total, List<Objection> objections) {

  /** Copies the list. */
  public Judgement {
    objections = List.copyOf(objections);
  }
}
