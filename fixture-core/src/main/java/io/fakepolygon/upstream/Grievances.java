package io.fakepolygon.upstream;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Status;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came from the feed and could not be passed on, or not be understood: counted, and logged
 * once for each kind.
 */
final class Grievances {
  private static final Logger LOG = LoggerFactory.getLogger(Grievances.class);

  private static final int MOST_STATUSES_REMEMBERED = 20;

  private final UpstreamOptions options;
  private final Set<Status> unknownStatuses = new HashSet<>();
  private final Map<Malformation, Long> counts = new EnumMap<>(Malformation.class);

  Grievances(UpstreamOptions options) {
    this.options = options;
  }

  void add(Malformation kind, String what) {
    if (counts.merge(kind, 1L, Long::sum) == 1) {
      LOG.warn(
          "Upstream: left out {}: {}. More of the kind are only counted",
          kind.inWords(),
          options.withoutKey(what));
    }
  }

  /** The feed says something that has no meaning here. */
  void addUnknown(Status status) {
    if (unknownStatuses.size() < MOST_STATUSES_REMEMBERED && unknownStatuses.add(status)) {
      LOG.warn(
          "Upstream: the feed says {} '{}', which means nothing here. More of the kind are left out",
          options.withoutKey(status.status()),
          options.withoutKey(status.message()));
    }
  }

  Map<Malformation, Long> counts() {
    return Map.copyOf(counts);
  }
}
