package io.fakepolygon.control;

import org.jspecify.annotations.Nullable;

/**
 * Who may use the control API, and who may look on.
 *
 * @param open whether anybody may use it
 * @param token what a request has to bring as {@code Authorization: Bearer}; null for nothing
 * @param page whether there is the live page, with what it shows: it can be looked at where the API
 *     is shut, too
 */
public record ControlOptions(boolean open, @Nullable String token, boolean page) {

  /** The API is shut; health and metrics answer all the same. */
  public static final ControlOptions SHUT = new ControlOptions(false, null, false);

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "ControlOptions[%s, %s, %s]"
        .formatted(
            open ? "open" : "shut",
            token == null ? "no token" : "with a token",
            page ? "with the page" : "no page");
  }
}
