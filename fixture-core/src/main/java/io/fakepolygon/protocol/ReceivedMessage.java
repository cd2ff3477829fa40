package io.fakepolygon.protocol;

/**
 * A message as a client received it.
 *
 * @param message what it says; {@link UnknownMessage} where this version cannot tell
 * @param json the object as it came, unknown fields and number formats included
 */
public record ReceivedMessage(Message message, String json) {}
