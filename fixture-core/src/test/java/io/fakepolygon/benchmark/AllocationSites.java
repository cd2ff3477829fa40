package io.fakepolygon.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where this JVM allocates most, as its flight recorder samples it. */
final class AllocationSites {
  private static final String SAMPLE = "jdk.ObjectAllocationSample";
  private static final int MOST = 8;

  private AllocationSites() {}

  /** {@return the sites that allocate most while something runs, a line each} */
  static List<String> during(Runnable work) throws IOException {
    Path file = Files.createTempFile("allocations", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(SAMPLE).with("throttle", "2000/s").withStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      return largest(RecordingFile.readAllEvents(file));
    } finally {
      Files.delete(file);
    }
  }

  private static List<String> largest(List<RecordedEvent> events) {
    Map<String, Long> bytes = new HashMap<>();
    long all = 0;
    for (RecordedEvent event : events) {
      if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
        bytes.merge(site(event), event.getLong("weight"), Long::sum);
        all += event.getLong("weight");
      }
    }
    double sum = all;
    return bytes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST)
        .map(site -> "%5.1f %% %s".formatted(100 * site.getValue() / sum, site.getKey()))
        .toList();
  }

  /** What is allocated, and the innermost two methods that are not the JDK's. */
  private static String site(RecordedEvent event) {
    List<String> ours =
        event.getStackTrace().getFrames().stream()
            .filter(frame -> isOfInterest(frame.getMethod().getType().getName()))
            .limit(2)
            .map(AllocationSites::name)
            .toList();
    return event.getClass("objectClass").getName().replaceAll("\\$\\$Lambda.*", "'s lambda")
        + " in "
        + String.join(" < ", ours);
  }

  private static boolean isOfInterest(String type) {
    return type.startsWith("io.") && !type.contains("$$Lambda");
  }

  private static String name(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
  }
}
