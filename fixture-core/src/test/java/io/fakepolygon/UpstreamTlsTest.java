package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.UpstreamOptions;
import io.fakepolygon.upstream.UpstreamState;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A feed whose certificate nobody trusts may be anybody. */
class UpstreamTlsTest {

  @Test
  void aFeedWithACertificateThatNobodyTrustsIsShownNoKeyAndTriedAgain() {
    try (FakePolygonServer impostor =
            FakePolygonServer.start(FakePolygonConfig.builder().tls(Tls.selfSigned()).build());
        ScriptedProxy proxy =
            ScriptedProxy.start(
                options ->
                    UpstreamOptions.of(URI.create(impostor.url()), ScriptedProxy.VENDOR_KEY)
                        .withLongestRetryWait(Duration.ofMillis(50)),
                Manners.ofTheVendor())) {
      assertThat(proxy.awaitTrouble()).startsWith("SSLHandshakeException: ");

      proxy.await(info -> info.state() == UpstreamState.LOGGING_IN && !info.trouble().isEmpty());
      proxy.awaitState(UpstreamState.LOST);
      assertThat(proxy.info().logins()).isZero();
      assertThat(impostor.journal().said()).isEmpty();
      assertThat(impostor.journal().entries().toString()).doesNotContain(ScriptedProxy.VENDOR_KEY);
    }
  }
}
