package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the live service, which clients match. */
class StatusTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(Status.CONNECTED, "connected", "Connected Successfully"),
        Arguments.of(Status.AUTHENTICATED, "auth_success", "authenticated"),
        Arguments.of(Status.AUTHENTICATION_FAILED, "auth_failed", "authentication failed"),
        Arguments.of(
            Status.AUTHENTICATION_TIMED_OUT, "auth_timeout", "No authentication request received."),
        Arguments.of(Status.AUTHENTICATION_REQUIRED, "auth_required", "authentication required"),
        Arguments.of(
            Status.TOO_MANY_CONNECTIONS,
            "max_connections",
            "Maximum number of websocket connections exceeded. You have reached the connection limit for your account. "
                + "Please contact support at https://polygon.io/contact to increase your limit."),
        Arguments.of(Status.NOT_AUTHORIZED, "error", "not authorized"),
        Arguments.of(
            Status.SUBSCRIPTION_LIMIT_REACHED,
            "error",
            "Subscription limit reached for feed. Please remove some subscriptions and try again."),
        Arguments.of(Status.subscribedTo("T.AAPL"), "success", "subscribed to: T.AAPL"),
        Arguments.of(Status.unsubscribedTo("T.AAPL"), "success", "unsubscribed to: T.AAPL"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isWrittenWordForWord(Status status, String kind, String message) {
    assertThat(status.toJson())
        .isEqualTo(
            "{\"ev\":\"status\",\"status\":\"%s\",\"message\":\"%s\"}".formatted(kind, message));
  }

  @Test
  void whatIsGivenUpIsAcknowledgedWithTheVendorsTo() {
    assertThat(Status.unsubscribedTo("T.AAPL"))
        .isEqualTo(new Status("success", "unsubscribed to: T.AAPL"));
  }

  @Test
  void anAcknowledgementRepeatsTheParameterToTheLetter() {
    assertThat(Status.subscribedTo("T.\"\ud83d").toJson())
        .isEqualTo(
            "{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.\\\"\\ud83d\"}");
  }
}
