package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MarketThreadTest {
  private final MarketThread thread = new MarketThread("market", () -> Long.MAX_VALUE);

  @BeforeEach
  void start() {
    thread.start();
  }

  @AfterEach
  void stop() {
    thread.stop();
  }

  @Test
  void anErrorIsAnAnswerToo() {
    StackOverflowError error = new StackOverflowError("too deep");

    assertThatThrownBy(
            () ->
                thread.call(
                    () -> {
                      throw error;
                    }))
        .hasRootCause(error);
  }

  @Test
  void anErrorDoesNotEndTheThread() {
    thread.execute(
        () -> {
          throw new StackOverflowError("too deep");
        });

    assertThat(thread.<String>call(() -> "still here")).isEqualTo("still here");
  }

  @Test
  void itsEndIsSeenWhateverElseIsAskedMeanwhile() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      MarketThread waiting = new MarketThread("market", () -> Long.MAX_VALUE);
      waiting.start();
      waiting.execute(
          () ->
              assertThat(
                      waiting.runUntil(
                          () -> false, now -> Long.MAX_VALUE - 1, () -> Long.MAX_VALUE))
                  .isFalse());
      Thread asking = new Thread(() -> askUntilRefused(waiting));
      asking.start();

      waiting.stop();

      asking.join();
    }
  }

  private static void askUntilRefused(MarketThread thread) {
    assertThatThrownBy(
            () -> {
              while (thread.call(() -> true)) {}
            })
        .hasMessage("The server is closed");
  }
}
