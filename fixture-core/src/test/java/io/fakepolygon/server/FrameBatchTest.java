package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.UnknownMessage;
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
    batch.add(message(payload - 2), NOW);
    batch.endFrame();
    batch.addAll(List.of(Status.CONNECTED), NOW);

    List<String> frames = read(batch.take());
    assertThat(frames.get(0)).hasSize(payload);
    assertThat(frames.get(1)).isEqualTo("[" + Status.CONNECTED.toJson() + "]");
  }

  @Test
  void messagesOfOneFrameAreSeparatedByCommas() {
    batch.add(message(1), NOW);
    batch.add(message(2), NOW);

    assertThat(read(batch.take())).containsExactly("[x,xx]");
    assertThat(batch.frames()).isEqualTo(1);
    assertThat(batch.messages()).isEqualTo(2);
  }

  @Test
  void aFrameThatWouldGrowTooLargeIsFollowedByAnother() {
    for (int i = 0; i < 10; i++) {
      batch.add(message(100_000), NOW);
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

  private static JsonBytes message(int length) {
    JsonBytes json = new JsonBytes();
    new UnknownMessage("", "x".repeat(length), "").writeTo(json);
    return json;
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
