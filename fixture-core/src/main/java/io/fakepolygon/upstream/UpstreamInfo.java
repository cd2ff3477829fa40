package io.fakepolygon.upstream;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import java.time.Duration;
import java.util.Map;

/**
 * How it stood with the feed at one moment, and what has been counted since the start.
 *
 * @param url where the feed is, without secrets
 * @param state how it stands
 * @param trouble what went wrong last, in words for the operator; empty if nothing has
 * @param topicsHeld topics that clients want, or wanted until a moment ago
 * @param topicsConfirmed those of them that the feed has acknowledged
 * @param topicsRefused those of them that the feed refuses
 * @param logins how often a key was accepted
 * @param frames frames received
 * @param events events in them
 * @param bytes bytes in them
 * @param malformed what came and could not be passed on, by its kind
 * @param gaps how often events were missed because the connection had been lost
 * @param lastGap the length of the last such gap, from the loss to the new subscription; zero
 *     before the first
 */
public record UpstreamInfo(
    String url,
    UpstreamState state,
    String trouble,
    int topicsHeld,
    int topicsConfirmed,
    int topicsRefused,
    long logins,
    long frames,
    long events,
    long bytes,
    Map<Malformation, Long> malformed,
    long gaps,
    Duration lastGap) {

  /** Copies the map. */
  public UpstreamInfo {
    malformed = Map.copyOf(malformed);
  }
}
