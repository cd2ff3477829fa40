package io.fakepolygon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code GET /control/v1/spec?as=environment} writes is read as the same market. */
class EnvironmentOfASpecificationTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--clock=manual",
        "--clock=speed:60|--seed=-7|--symbols=AAPL,BRK.A|--types=T,LULD|--interval-ms=250",
        "--clock=manual|--start=2024-03-08T14:30:00Z|--mode=REALISTIC|--respect-market-hours=true",
        "--clock=manual|--base-price=12.5|--price-amplitude=0.25|--price-period-secs=1.5",
        "--clock=manual|--bar-delay-ms=2000|--symbols=*",
        "--clock=manual|--scenario=GAP_UP at 10m strength 8 on FAKETICKER; TRADING_HALT at 1h",
        "--clock=manual|--faults=DROP on Q.FAKETICKER after 3; LATENCY delay 200ms at 5m for 1m",
      })
  void theSameMarketComesBack(String options) throws Exception {
    String[] given = options.split("\\|");
    try (Desk declared = new Desk(directory)) {
      FakePolygonServer server = declared.start(withAnyPort(given));

      Desk exported = new Desk(directory).write(".env", environmentOf(server));

      assertThat(exported.plan().config().toJson())
          .isEqualTo(new Desk(directory).plan(given).config().toJson());
    }
  }

  private static String[] withAnyPort(String... options) {
    return Stream.concat(Stream.of(options), Stream.of("--port=0")).toArray(String[]::new);
  }

  private static String environmentOf(FakePolygonServer server) throws Exception {
    URI uri = URI.create(Desk.pageOf(server) + "control/v1/spec?as=environment");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
