package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.Status;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** P8: no command before a key is accepted; a key never reaches a log. */
class P8NoTrespassTest {
  private static final Status REQUIRED = new Status("auth_required", "authentication required");

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().apiKeys("secret-key").build());

  @AutoClose private final TestClient client = TestClient.connect(polygon.url());

  @Test
  void aSubscriptionBeforeTheKeyIsRefusedAndTheConnectionLives() {
    assertThat(client.nextMessages()).containsExactly(Status.CONNECTED);
    client.send("{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}");
    assertThat(client.nextMessages()).containsExactly(REQUIRED);
    client.send("{\"action\":\"unsubscribe\",\"params\":\"T.FAKETICKER\"}");
    assertThat(client.nextMessages()).containsExactly(REQUIRED);
    client.send("{\"action\":\"auth\",\"params\":\"secret-key\"}");

    assertThat(client.nextMessages()).containsExactly(Status.AUTHENTICATED);
    assertThat(polygon.connections().get(0).topics()).isEmpty();
  }

  @Test
  void noDataComesBeforeTheKey() {
    assertThat(client.nextMessages()).containsExactly(Status.CONNECTED);
    client.send("{\"action\":\"subscribe\",\"params\":\"T.*\"}");
    assertThat(client.nextMessages()).containsExactly(REQUIRED);

    polygon.clock().advance(Duration.ofMinutes(1));

    assertThat(client.frames()).isEmpty();
  }

  @Test
  void anotherKeyThanTheConfiguredEndsTheConnection() {
    assertThat(client.nextMessages()).containsExactly(Status.CONNECTED);
    client.send("{\"action\":\"auth\",\"params\":\"guess\"}");

    assertThat(client.nextMessages()).containsExactly(Status.AUTHENTICATION_FAILED);
    assertThat(client.end()).isEqualTo("failed");
  }

  @Test
  void whatIsPrintedOfAnAuthenticationDoesNotShowTheKey() {
    assertThat(ClientAction.read("{\"action\":\"auth\",\"params\":\"secret-key\"}").toString())
        .doesNotContain("secret");
  }

  @Test
  void whatIsPrintedOfAConfigurationDoesNotShowTheKeys() {
    assertThat(FakePolygonConfig.builder().apiKeys("secret-key").build().toString())
        .doesNotContain("secret");
  }
}
