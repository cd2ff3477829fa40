package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.Mutations;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seven hundred thousand frames that a feed might send on a bad day. */
class UpstreamFuzzTest {
  private static final int FRAMES = 700_000;
  private static final List<byte[]> SEEDS =
      Stream.of(
              "[{\"ev\":\"T\",\"sym\":\"AAPL\",\"i\":\"143541\",\"x\":4,\"p\":297.845,\"s\":40,\"c\":[14,41],\"t\":1781622376036,\"z\":3}]",
              "[{\"ev\":\"Q\",\"sym\":\"NVDA\",\"bp\":225.62,\"ap\":225.64},{\"ev\":\"T\",\"sym\":\"A\",\"p\":1e-05}]",
              "[{\"ev\":\"LULD\",\"h\":3.63,\"l\":2.97,\"i\":[15],\"z\":3,\"T\":\"ATHR\",\"t\":1788877046310003385}]",
              "[{\"ev\":\"XT\",\"pair\":\"BTC-USD\",\"p\":43575.6,\"i\":\"1b254a48-\\u00e9\"}]",
              "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.AAPL\"}]",
              "[{\"ev\":\"status\",\"status\":\"error\",\"message\":\"not authorized\"}]",
              "[{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}]",
              "[[[[{\"a\":{\"b\":[null,true,false,-0.0e+1]}}]]]]",
              "")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  private final RecordingDialer feed = new RecordingDialer();
  private final Counter counter = new Counter();
  private long nowNs;
  private final Upstream upstream =
      new Upstream(
          UpstreamOptions.of(URI.create("ws://feed.example/stocks"), "key"),
          Runnable::run,
          () -> nowNs,
          1 << 20,
          counter,
          feed);

  @Test
  @Timeout(60)
  void noFrameOfAFeedEndsMoreThanItself() {
    logIn();
    Mutations frames = new Mutations(20_261_126, SEEDS);
    for (int i = 0; i < FRAMES; i++) {
      nowNs += 1_000_000;
      if (i % 50_000 == 0) {
        upstream.want(Topic.parse("T.T" + i));
        upstream.leave(Topic.parse("T.T" + (i - 50_000)));
      }
      feed.last().listener.said(frames.next());
      if (i % 100 == 0) {
        upstream.beat();
      }
    }

    assertThat(upstream.info().state()).isEqualTo(UpstreamState.READY);
    assertThat(upstream.info().frames()).isEqualTo(FRAMES + 2);
    assertThat(upstream.info().malformed()).hasSize(4);
    assertThat(counter.events).isPositive();
    counter.events = 0;
    feed.last().says("[{\"ev\":\"T\",\"sym\":\"AAPL\"}]");
    assertThat(counter.events).isEqualTo(1);
  }

  private void logIn() {
    upstream.beat();
    feed.last().saysStatus("connected", "Connected Successfully");
    feed.last().saysStatus("auth_success", "authenticated");
  }

  private static final class Counter implements Downstream {
    int events;

    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      assertThat(frame[start]).isEqualTo((byte) '{');
      assertThat(frame[start + length - 1]).isEqualTo((byte) '}');
      assertThat(ticker).isNotEmpty();
      events++;
    }

    @Override
    public void frameEnded() {}

    @Override
    public void confirmed(Topic topic) {}

    @Override
    public void refused(Topic topic, Status status) {}
  }
}
