package io.fakepolygon.upstream;

import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;

/** Who is told what comes from the feed. Called on the thread that owns the {@link Upstream}. */
public interface Downstream {

  /**
   * An event, whose bytes are to be passed on as they are.
   *
   * @param ev its kind, such as {@code T}
   * @param ticker whom it is about
   * @param frame the frame it came in
   * @param start where it begins in there
   * @param length how many bytes it has
   */
  void event(String ev, String ticker, byte[] frame, int start, int length);

  /** All events of a frame have been told. */
  void frameEnded();

  /** The feed has acknowledged a topic, possibly a wildcard. */
  void confirmed(Topic topic);

  /** The feed will not send a topic, and has said so. */
  void refused(Topic topic, Status status);
}
