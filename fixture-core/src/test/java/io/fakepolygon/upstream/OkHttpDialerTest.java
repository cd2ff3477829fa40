package io.fakepolygon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OkHttpDialerTest {
  private static final Duration LOGIN_TIMEOUT = Duration.ofMillis(20);
  private static final int MUCH_LONGER_MS = 400;

  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private ServerSocket mute;
  private OkHttpDialer dialer;

  @BeforeEach
  void open() throws IOException {
    mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    URI url = URI.create("ws://127.0.0.1:" + mute.getLocalPort());
    dialer = new OkHttpDialer(UpstreamOptions.of(url, "key").withLoginTimeout(LOGIN_TIMEOUT));
  }

  @AfterEach
  void close() throws IOException {
    dialer.close();
    mute.close();
  }

  @Test
  void leavesItToItsOwnerToGiveUpAFeedThatDoesNotAnswer() throws IOException {
    Line line = dialer.dial(new Ends());

    try (Socket asked = mute.accept()) {
      asked.setSoTimeout(MUCH_LONGER_MS);
      assertThatThrownBy(() -> asked.getInputStream().readAllBytes())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(ends).isEmpty();
    } finally {
      line.cut();
    }
  }

  @Test
  void aLineThatIsCutWhileItIsAnsweredEnds() throws Exception {
    Line line = dialer.dial(new Ends());

    try (Socket asked = mute.accept()) {
      assertThat(asked.getInputStream().read()).isEqualTo('G');
      line.cut();
      asked.getInputStream().readAllBytes();
    }
    assertThat(ends.take()).isNotEmpty();
  }

  private final class Ends implements Line.Listener {
    @Override
    public void said(byte[] frame) {
      throw new AssertionError("A mute feed has said something");
    }

    @Override
    public void closed(int code, String reason) {
      throw new AssertionError("A mute feed has closed");
    }

    @Override
    public void ended(String how) {
      ends.add(how);
    }
  }
}
