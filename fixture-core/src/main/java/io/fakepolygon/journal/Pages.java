package io.fakepolygon.journal;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The last pages, as many as there is memory for. One thread adds, any thread reads. */
final class Pages {
  private static final long NOTHING = 0;
  private static final long EVERYTHING = Long.MAX_VALUE;

  private final long mostBytes;
  private final Queue<Page> pages = new ConcurrentLinkedQueue<>();
  // The adding thread's alone.
  private long bytes;
  // Set before the page is taken out, so that whoever misses a page knows it.
  private volatile long lastForgotten;

  Pages(long mostBytes) {
    this.mostBytes = mostBytes;
    lastForgotten = mostBytes > 0 ? NOTHING : EVERYTHING;
  }

  void add(Page page) {
    pages.add(page);
    bytes += page.weight();
    while (bytes > mostBytes) {
      Page oldest = pages.element();
      lastForgotten = oldest.order();
      pages.remove();
      bytes -= oldest.weight();
    }
  }

  /** {@return those that are remembered, in their order} */
  List<Page> remembered() {
    return List.copyOf(pages);
  }

  /** {@return the same, as they are taken out and added meanwhile} */
  Stream<Page> stream() {
    return pages.stream();
  }

  /** {@return whether all pages after one are remembered; after 0, all there ever were} */
  boolean hasAllAfter(long order) {
    return lastForgotten <= order;
  }
}
