package io.fakepolygon.protocol;

import java.util.List;

/**
 * What a client says: one JSON object in one frame, {@code
 * {"action":"subscribe","params":"T.AAPL,A.AAPL"}}.
 *
 * <p>Source: vendor WebSocket reference; the odd cases are those of the wire as captured.
 */
public sealed interface ClientAction {

  /**
   * {@code {"action":"auth","params":"KEY"}}.
   *
   * @param key as sent, possibly empty
   */
  record Authenticate(String key) implements ClientAction {
    /** {@return it as the wire has it} */
    public String toJson() {
      return ClientActionWriter.write("auth", key);
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
      return "Authenticate[key=…]";
    }
  }

  /**
   * {@code {"action":"subscribe","params":"T.AAPL,A.AAPL"}}.
   *
   * @param parameters split at the commas and trimmed; what they mean is {@link Topic#read}'s
   *     affair, for an acknowledgement repeats them to the letter
   */
  record Subscribe(List<String> parameters) implements ClientAction {
    /** Copies the list. */
    public Subscribe {
      parameters = List.copyOf(parameters);
    }

    /** {@return it as the wire has it} */
    public String toJson() {
      return ClientActionWriter.write("subscribe", String.join(",", parameters));
    }
  }

  /**
   * {@code {"action":"unsubscribe","params":"T.AAPL"}}.
   *
   * @param parameters as those of {@link Subscribe}
   */
  record Unsubscribe(List<String> parameters) implements ClientAction {
    /** Copies the list. */
    public Unsubscribe {
      parameters = List.copyOf(parameters);
    }

    /** {@return it as the wire has it} */
    public String toJson() {
      return ClientActionWriter.write("unsubscribe", String.join(",", parameters));
    }
  }

  /**
   * Anything else: no JSON, not an object, an unknown action, {@code params} that are no string.
   * The vendor's server is not known to answer it, so neither do we.
   *
   * @param reason what is wrong with it, for a log and a counter
   */
  record Unintelligible(String reason) implements ClientAction {}

  /**
   * {@return what a client's frame says} Never throws: what cannot be understood is {@link
   * Unintelligible}.
   */
  static ClientAction read(String frame) {
    return ClientActionReader.read(frame);
  }
}
