package io.fakepolygon.server;

import static io.fakepolygon.server.RawClient.BINARY;
import static io.fakepolygon.server.RawClient.CLOSE;
import static io.fakepolygon.server.RawClient.CONTINUATION;
import static io.fakepolygon.server.RawClient.PING;
import static io.fakepolygon.server.RawClient.TEXT;
import static io.fakepolygon.server.RawClient.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames that RFC 6455 allows but few clients send, and frames that it forbids. */
class MalformedInputTest {
  private static final int FINAL = 0x80;
  private static final byte[] SUBSCRIBE =
      "{\"action\":\"subscribe\",\"params\":\"T.Ü\"}".getBytes(UTF_8);

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().build());

  @AutoClose private final RawClient client = RawClient.upgraded(polygon.url());

  @BeforeEach
  void authenticate() {
    client.authenticate("key");
    client.nextText();
    client.nextText();
  }

  @Test
  void aMessageInFragmentsOfOneByteIsUnderstood() {
    for (int i = 0; i < SUBSCRIBE.length; i++) {
      int head = (i == 0 ? TEXT : CONTINUATION) | (i == SUBSCRIBE.length - 1 ? FINAL : 0);
      client.sendBytes(frame(head, new byte[] {SUBSCRIBE[i]}));
    }

    assertThat(client.nextText()).contains("subscribed to: T.Ü");
  }

  @Test
  void aPingBetweenFragmentsIsAnswered() {
    client.sendBytes(frame(TEXT, new byte[] {'{'}));
    client.sendBytes(frame(FINAL | PING, new byte[] {'x'}));

    assertThat(client.next().opcode()).isEqualTo(RawClient.PONG);
  }

  @Test
  void invalidUtf8InATextFrameIsClosedWith1007() {
    client.sendBytes(frame(FINAL | TEXT, new byte[] {(byte) 0xc3, (byte) 0x28}));

    assertThat(client.next().closeCode()).isEqualTo(1007);
  }

  @Test
  void invalidUtf8InABinaryFrameIsMetWithSilence() {
    client.sendBytes(frame(FINAL | BINARY, new byte[] {(byte) 0xc3, (byte) 0x28}));
    client.sendBytes(frame(FINAL | TEXT, SUBSCRIBE));

    assertThat(client.nextText()).contains("subscribed to");
  }

  @Test
  void anUnmaskedFrameIsClosedWith1002() {
    client.sendBytes(new byte[] {(byte) (FINAL | TEXT), 2, '{', '}'});

    assertThat(client.next().closeCode()).isEqualTo(1002);
  }

  @Test
  void aReservedBitIsClosedWith1002() {
    client.sendBytes(frame(FINAL | 0x40 | TEXT, SUBSCRIBE));

    assertThat(client.next().closeCode()).isEqualTo(1002);
  }

  @Test
  void aReservedOpcodeIsClosedWith1002() {
    client.sendBytes(frame(FINAL | 3, SUBSCRIBE));

    assertThat(client.next().closeCode()).isEqualTo(1002);
  }

  @Test
  void aContinuationOfNothingIsClosedWith1002() {
    client.sendBytes(frame(FINAL | CONTINUATION, SUBSCRIBE));

    assertThat(client.next().closeCode()).isEqualTo(1002);
  }

  @Test
  void aFragmentedPingIsClosedWith1002() {
    client.sendBytes(frame(PING, new byte[] {'x'}));

    assertThat(client.next().closeCode()).isEqualTo(1002);
  }

  @Test
  void aCloseFrameOfOneByteIsClosedWith1002() {
    client.sendBytes(frame(FINAL | CLOSE, new byte[] {3}));

    assertThat(client.next().closeCode()).isEqualTo(1002);
  }

  @Test
  void aCloseFrameWithAForbiddenCodeIsClosedWith1002() {
    client.sendBytes(frame(FINAL | CLOSE, new byte[] {3, (byte) 0xed}));

    assertThat(client.next().closeCode()).isEqualTo(1002);
  }

  @Test
  void aCloseFrameWithoutACodeIsAnsweredWithoutOne() {
    client.sendBytes(frame(FINAL | CLOSE, new byte[0]));

    assertThat(client.next().closeCode()).isZero();
    assertThat(client.next().isEnd()).isTrue();
  }

  @Test
  void aFrameTooLargeIsClosedWith1009() {
    byte[] head = {(byte) (FINAL | TEXT), (byte) 0xff, 0, 0, 0, 0, 0, 0x20, 0, 0, 1, 2, 3, 4};
    client.sendBytes(head);

    assertThat(client.next().closeCode()).isEqualTo(1009);
  }

  @Test
  void aMessageTooLargeInFragmentsIsClosedWith1009() {
    byte[] half = new byte[600_000];
    java.util.Arrays.fill(half, (byte) ' ');
    client.sendBytes(frame(TEXT, half));
    client.sendBytes(frame(FINAL | CONTINUATION, half));

    assertThat(client.next().closeCode()).isEqualTo(1009);
  }

  @Test
  void whatFollowsAViolationIsNotHeard() {
    client.sendBytes(frame(FINAL | 3, SUBSCRIBE));
    client.sendBytes(frame(FINAL | TEXT, SUBSCRIBE));

    assertThat(client.next().closeCode()).isEqualTo(1002);
    client.sendBytes(frame(FINAL | CLOSE, new byte[] {3, (byte) 0xea}));
    assertThat(client.next().isEnd()).isTrue();
  }

  @Test
  void aHalfClosedConnectionEnds() {
    client.halfClose();

    assertThat(client.next().isEnd()).isTrue();
  }
}
