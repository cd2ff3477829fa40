package io.fakepolygon.testcontainers;

import java.util.concurrent.TimeUnit;
import org.rnorth.ducttape.ratelimits.RateLimiterBuilder;
import org.testcontainers.containers.wait.strategy.HttpWaitStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/** When the container can be used: when its {@code /health} answers. */
final class Readiness {
  private static final int PORT = 8765;
  // It is there in less than half a second; Testcontainers would ask once a second.
  private static final int QUESTIONS_PER_SECOND = 20;

  private Readiness() {}

  static WaitStrategy over(boolean tls) {
    HttpWaitStrategy health =
        tls ? Wait.forHttps("/health").allowInsecure() : Wait.forHttp("/health");
    return health
        .forPort(PORT)
        .withRateLimiter(
            RateLimiterBuilder.newBuilder()
                .withRate(QUESTIONS_PER_SECOND, TimeUnit.SECONDS)
                .withConstantThroughput()
                .build());
  }
}
