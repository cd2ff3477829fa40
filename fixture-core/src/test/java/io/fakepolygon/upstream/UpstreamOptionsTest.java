package io.fakepolygon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"wss://feed.example:99999/stocks", "wss://feed.example:0/stocks"})
  void anAddressWithoutAPortThatCanBeIsRefused(URI url) {
    assertThatThrownBy(() -> UpstreamOptions.of(url, "vendor-key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is not the address of a feed. Write one like wss://socket.massive.com/stocks;"
                    .formatted(url)
                + " ws:// for one without TLS");
  }

  @Test
  void aTextThatIsCutOffInTheMiddleOfTheKeyShowsNoneOfIt() {
    UpstreamOptions options =
        UpstreamOptions.of(URI.create("wss://feed.example/stocks"), "vendor-key");

    assertThat(options.withoutKey("{\"ev\":\"T\",\"key\":\"vendor-k")).endsWith("\"key\":\"…");
  }
}
