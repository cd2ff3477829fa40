package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.Status;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusesTest {
  private final Messages received =
      received(Status.CONNECTED, Status.AUTHENTICATED, trade(1), Status.subscribedTo("T.X"));

  @Test
  void passesWhenTheStatusesCameInThisOrder() {
    assertThat(received)
        .hasStatuses(Status.CONNECTED, Status.AUTHENTICATED, Status.subscribedTo("T.X"));
  }

  @Test
  void showsWhatWasExpectedAndWhatCame() {
    assertFails(
        () -> assertThat(received).hasStatuses(Status.CONNECTED, Status.AUTHENTICATION_FAILED),
        """
        Expected these statuses:
          {"ev":"status","status":"connected","message":"Connected Successfully"}
          {"ev":"status","status":"auth_failed","message":"authentication failed"}
        but received:
          {"ev":"status","status":"connected","message":"Connected Successfully"}
          {"ev":"status","status":"auth_success","message":"authenticated"}
          {"ev":"status","status":"success","message":"subscribed to: T.X"}
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void longListsAreCut() {
    Status[] ten =
        IntStream.range(0, 10).mapToObj(i -> Status.subscribedTo("T.S" + i)).toArray(Status[]::new);

    assertFails(
        () -> assertThat(received(trade(1))).hasStatuses(ten),
        """
        Expected these statuses:
          {"ev":"status","status":"success","message":"subscribed to: T.S0"}
          {"ev":"status","status":"success","message":"subscribed to: T.S1"}
          {"ev":"status","status":"success","message":"subscribed to: T.S2"}
          {"ev":"status","status":"success","message":"subscribed to: T.S3"}
          {"ev":"status","status":"success","message":"subscribed to: T.S4"}
          {"ev":"status","status":"success","message":"subscribed to: T.S5"}
          {"ev":"status","status":"success","message":"subscribed to: T.S6"}
          {"ev":"status","status":"success","message":"subscribed to: T.S7"}
          and 2 more
        but received:
          none
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void aDifferenceFarDownIsShown() {
    Status[] ten =
        IntStream.range(0, 10).mapToObj(i -> Status.subscribedTo("T.S" + i)).toArray(Status[]::new);
    Status[] refused = ten.clone();
    refused[9] = Status.NOT_AUTHORIZED;

    assertFails(
        () -> assertThat(received(refused)).hasStatuses(ten),
        """
        Expected these statuses:
          7 that agree, then
          {"ev":"status","status":"success","message":"subscribed to: T.S7"}
          {"ev":"status","status":"success","message":"subscribed to: T.S8"}
          {"ev":"status","status":"success","message":"subscribed to: T.S9"}
        but received:
          7 that agree, then
          {"ev":"status","status":"success","message":"subscribed to: T.S7"}
          {"ev":"status","status":"success","message":"subscribed to: T.S8"}
          {"ev":"status","status":"error","message":"not authorized"}
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void theListOfStatusesIsAssertJs() {
    assertThat(received).statuses().contains(Status.AUTHENTICATED).hasSize(3);

    assertFails(
        () -> assertThat(received).as("the handshake").statuses().isEmpty(),
        """
        [the handshake: statuses; %s]\s
        Expecting empty but was: [{"ev":"status","status":"connected","message":"Connected Successfully"},
            {"ev":"status","status":"auth_success","message":"authenticated"},
            {"ev":"status","status":"success","message":"subscribed to: T.X"}]
        """
            .formatted(CONTEXT));
  }
}
