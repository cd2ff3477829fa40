package io.fakepolygon.control;

import org.jspecify.annotations.Nullable;

/**
 * Who may use the control API.
 *
 * @param open whether anybody may
 * @param token what a request has to bring as {@code Authorization: Bearer}; null for nothing
 */
public record ControlOptions(boolean open, @Nullable String token) {

  /** The API is shut; health and metrics answer all the same. */
  public static final ControlOptions SHUT = new ControlOptions(false, null);

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "ControlOptions[%s, %s]"
        .formatted(open ? "open" : "shut", token == null ? "no token" : "with a token");
  }
}
