package io.fakepolygon.protocol;

/**
 * A message that this version cannot read: another {@code ev}, a required field missing, a string
 * where a number belongs. It survives as it came.
 *
 * @param ev the {@code ev} it carries, empty when it has none
 * @param json the message as it came
 * @param reason why it could not be read, one sentence
 */
public record UnknownMessage(String ev, String json, String reason) implements Message {
  @Override
  public void writeTo(JsonBytes out) {
    out.raw(json);
  }
}
