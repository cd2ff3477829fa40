package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBatchTest {
  private static final long NOW = 1_704_205_800_000_000_000L;

  private final FrameBatch batch = new FrameBatch(Unpooled.buffer(16));

  // Around the three classes of header: 125, 65,535 and the largest frame sent.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537, 899_999, 900_000})
  void aPayloadOfAnyLengthStandsBehindTheRightHeader(int payload) {
    add(message(payload - 2));
    batch.endFrame();
    batch.addAll(List.of(Status.CONNECTED), NOW);

    List<String> frames = read(batch.take());
    assertThat(frames.get(0)).hasSize(payload);
    assertThat(frames.get(1)).isEqualTo("[" + Status.CONNECTED.toJson() + "]");
  }

  @Test
  void messagesOfOneFrameAreSeparatedByCommas() {
    add(message(1));
    add(message(2));

    assertThat(read(batch.take())).containsExactly("[x,xx]");
    assertThat(batch.frames()).isEqualTo(1);
    assertThat(batch.messages()).isEqualTo(2);
  }

  @Test
  void aFrameThatWouldGrowTooLargeIsFollowedByAnother() {
    for (int i = 0; i < 10; i++) {
      add(message(100_000));
    }

    List<String> frames = read(batch.take());
    assertThat(frames).hasSize(2).allMatch(frame -> frame.length() <= 900_000);
    assertThat(String.join("", frames)).hasSize(10 * 100_000 + 8 + 4);
  }

  @Test
  void endingNoFrameAddsNothing() {
    batch.endFrame();

    assertThat(batch.bytes()).isZero();
    assertThat(batch.frames()).isZero();
  }

  @Test
  void messagesThatStandBehindEachOtherInAnArrayKeepTheirCommas() {
    byte[] json = "[a,bb,ccc,dddd]".getBytes(UTF_8);
    batch.add(json, 1, 1, NOW);
    batch.add(json, 3, 2, NOW);
    batch.add(json, 10, 4, NOW);

    assertThat(read(batch.take())).containsExactly("[a,bb,dddd]");
    assertThat(batch.messages()).isEqualTo(3);
  }

  @Test
  void whatStandsBetweenTwoMessagesIsTakenAlongOnlyIfItIsAComma() {
    byte[] json = "[a b]".getBytes(UTF_8);
    batch.add(json, 1, 1, NOW);
    batch.add(json, 3, 1, NOW);

    assertThat(read(batch.take())).containsExactly("[a,b]");
  }

  @Test
  void aRunOfMessagesGoesOnInTheNextFrameWhenItGrowsTooLarge() {
    byte[] json = ("x".repeat(500_000) + "," + "y".repeat(500_000)).getBytes(UTF_8);
    batch.add(json, 0, 500_000, NOW);
    batch.add(json, 500_001, 500_000, NOW);

    assertThat(read(batch.take()))
        .containsExactly("[" + "x".repeat(500_000) + "]", "[" + "y".repeat(500_000) + "]");
  }

  private void add(byte[] message) {
    batch.add(message, 0, message.length, NOW);
  }

  private static byte[] message(int length) {
    return "x".repeat(length).getBytes(UTF_8);
  }

  private static List<String> read(ByteBuf bytes) {
    List<String> frames = new ArrayList<>();
    while (bytes.isReadable()) {
      assertThat(bytes.readUnsignedByte()).isEqualTo((short) 0x81);
      int tiny = bytes.readUnsignedByte();
      long length = tiny < 126 ? tiny : tiny == 126 ? bytes.readUnsignedShort() : bytes.readLong();
      assertThat(tiny == 127 ? length > 0xffff : tiny < 126 || length > 125)
          .as("shortest header")
          .isTrue();
      frames.add(bytes.readCharSequence((int) length, UTF_8).toString());
    }
    bytes.release();
    return frames;
  }
}
