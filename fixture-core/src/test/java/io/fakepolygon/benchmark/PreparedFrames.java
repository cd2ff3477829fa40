package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.JsonSink;
import io.fakepolygon.protocol.Topic;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What our server sends at the first steps, made before anybody measures.
 *
 * @param payloads the text of each frame
 */
record PreparedFrames(List<byte[]> payloads) {
  private static final int CHUNK = 64 * 1024;
  private static final int LARGEST_HEADER = 10;

  static PreparedFrames of(FakePolygonConfig config, String topics, int count) {
    Walk walk =
        new Market(config.market())
            .walk(Interest.in(Arrays.stream(topics.split(",", -1)).map(Topic::parse).toList()));
    List<byte[]> payloads = new ArrayList<>();
    long at = config.start().getEpochSecond() * 1_000_000_000;
    for (int i = 0; i < count; i++) {
      at = walk.nextStepAfter(at);
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      walk.step(
          at,
          new JsonSink(
              (channel, symbol, json, start, length) -> {
                payload.write(payload.size() == 0 ? '[' : ',');
                payload.write(json, start, length);
              }));
      payload.write(']');
      payloads.add(payload.toByteArray());
    }
    return new PreparedFrames(payloads);
  }

  String firstText() {
    return new String(payloads.get(0), UTF_8);
  }

  /** {@return how many frames {@link #chunk} has} */
  int framesAChunk() {
    return Math.max(1, Math.min(payloads.size(), CHUNK / payloads.get(0).length));
  }

  /** Finished WebSocket frames, so many that a loop writes them fastest. */
  ByteBuffer chunk() {
    List<byte[]> frames = payloads.subList(0, framesAChunk());
    ByteBuffer chunk =
        ByteBuffer.allocateDirect(frames.stream().mapToInt(f -> f.length + LARGEST_HEADER).sum());
    for (byte[] payload : frames) {
      chunk.put((byte) 0x81);
      if (payload.length < 126) {
        chunk.put((byte) payload.length);
      } else if (payload.length < 1 << 16) {
        chunk.put((byte) 126).putShort((short) payload.length);
      } else {
        chunk.put((byte) 127).putLong(payload.length);
      }
      chunk.put(payload);
    }
    return chunk.flip();
  }
}
