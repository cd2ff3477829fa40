package io.fakepolygon.upstream;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came from the feed and could not be passed on: counted, and logged once for each kind. */
final class Grievances {
  private static final Logger LOG = LoggerFactory.getLogger(Grievances.class);

  private final UpstreamOptions options;
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

  Map<Malformation, Long> counts() {
    return Map.copyOf(counts);
  }
}
