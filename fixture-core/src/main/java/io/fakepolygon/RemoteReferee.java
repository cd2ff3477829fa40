package io.fakepolygon;

import io.fakepolygon.control.ControlClient;
import io.fakepolygon.referee.Judgement;
import io.fakepolygon.referee.Referee;
import org.jspecify.annotations.Nullable;

/** The referee of a server elsewhere: asked for each time, or as it was kept at the end. */
final class RemoteReferee implements Referee {
  private static final String REFEREE = "/control/v1/referee";

  private final ControlClient control;
  private volatile @Nullable Judgement kept;

  RemoteReferee(ControlClient control) {
    this.control = control;
  }

  /** Asks once more, for the time when the server cannot be asked any more. */
  void keep() {
    // Whoever is connected then is cut off by the server, and has not been left.
    kept = judgement();
  }

  @Override
  public Judgement judgement() {
    return ask("");
  }

  @Override
  public Judgement judgementAtEnd() {
    return ask("?at=end");
  }

  private Judgement ask(String query) {
    Judgement last = kept;
    return last == null ? control.get(REFEREE + query, Judgement.class) : last;
  }
}
