package io.fakepolygon.server;

/** Nobody subscribed to what was waited for, in the time that was given. */
public final class NotSubscribedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** Says what was waited for, who was connected, and how others ended. */
  public NotSubscribedException(String sentence) {
    super(sentence);
  }
}
