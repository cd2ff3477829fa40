package io.fakepolygon.referee;

import java.util.List;

/**
 * Judges the clients of a server by what the real feed demands of them: the code under test may
 * have received all that a test looks for, and yet do what the vendor would not put up with.
 *
 * <pre>{@code
 * assertThat(polygon.referee()).hasNoObjections();
 * }</pre>
 *
 * <p>Each question is answered as things stand then, after the server has closed as they stood at
 * its end. Any thread may ask.
 */
public interface Referee {

  /** {@return what there is to object to} */
  Judgement judgement();

  /** {@return the same if nothing more was to come: connections that are open are too many} */
  Judgement judgementAtEnd();

  /** {@return what there is to object to, in the order in which it came up} */
  default List<Objection> objections() {
    return judgement().objections();
  }

  /** {@return the same if nothing more was to come: connections that are open are too many} */
  default List<Objection> objectionsAtEnd() {
    return judgementAtEnd().objections();
  }
}
