package io.fakepolygon.upstream;

import java.net.URI;

/** The upstream connection without a socket, for whoever measures what is done with frames. */
public final class FeedInMemory {
  private final RecordingDialer dialer = new RecordingDialer();

  /** Logged in; what it is told to say is told downstream at once, on the calling thread. */
  public FeedInMemory(Downstream downstream) {
    UpstreamOptions options = UpstreamOptions.of(URI.create("ws://feed.example/stocks"), "key");
    new Upstream(options, Runnable::run, System::nanoTime, 1 << 30, downstream, dialer).beat();
    dialer.last().saysStatus("connected", "Connected Successfully");
    dialer.last().saysStatus("auth_success", "authenticated");
  }

  /** {@return how many events a frame was split into} */
  public static int split(byte[] frame) {
    return VendorFrame.read(frame).events();
  }

  /** The feed sends a frame, which comes as OkHttp hands it over. */
  public void says(String frame) {
    dialer.last().says(frame);
  }
}
