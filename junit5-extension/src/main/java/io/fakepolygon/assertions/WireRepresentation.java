package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.presentation.StandardRepresentation;

/** Shows messages as the wire writes them, and of a long list its beginning and its length. */
final class WireRepresentation extends StandardRepresentation {
  private static final int MOST_ELEMENTS = 10;

  @Override
  protected String fallbackToStringOf(Object object) {
    return object instanceof Message message
        ? Text.shown(message.toJson())
        : super.fallbackToStringOf(object);
  }

  @Override
  protected String smartFormat(Iterable<?> iterable) {
    List<?> beginning =
        StreamSupport.stream(iterable.spliterator(), false).limit(MOST_ELEMENTS).toList();
    long more = StreamSupport.stream(iterable.spliterator(), false).count() - beginning.size();
    if (more == 0) {
      return super.smartFormat(iterable);
    }
    List<Object> shown = new ArrayList<>(beginning);
    shown.add(new More(more));
    return super.smartFormat(shown);
  }

  /** Stands for the elements that are not shown. */
  private record More(long elements) {
    @Override
    public String toString() {
      return "… and " + Text.number(elements) + " more";
    }
  }
}
