package io.fakepolygon.assertions;

import java.util.Iterator;
import java.util.function.Function;

/** Iterators that change what another gives, one by one. */
final class Iterators {
  private Iterators() {}

  static <A, B> Iterator<B> map(Iterator<? extends A> from, Function<? super A, B> change) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return from.hasNext();
      }

      @Override
      public B next() {
        return change.apply(from.next());
      }
    };
  }
}
