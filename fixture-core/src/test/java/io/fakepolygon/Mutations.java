package io.fakepolygon;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/**
 * Inputs that are nearly right: good ones with bytes changed, cut out, doubled and put together.
 */
public final class Mutations {
  private static final byte[] TELLING =
      "{}[]\",:\\/.*-+eE0129 \t\n\u0000nulltruefalseTQA"
          .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private static final int LARGEST = 4_096;

  private final Random random;
  private final List<byte[]> seeds;

  /** The same seed, the same inputs. */
  public Mutations(long seed, List<byte[]> seeds) {
    random = new Random(seed);
    this.seeds = seeds;
  }

  /** The next input. */
  public byte[] next() {
    byte[] input = one();
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      input = changed(input);
    }
    return input;
  }

  private byte[] one() {
    return seeds.get(random.nextInt(seeds.size())).clone();
  }

  private byte[] changed(byte[] input) {
    if (input.length == 0) {
      return one();
    }
    int at = random.nextInt(input.length);
    int length = random.nextInt(Math.min(input.length - at, 40) + 1);
    return switch (random.nextInt(7)) {
      case 0 -> with(input, at, (byte) random.nextInt(256));
      case 1 -> with(input, at, TELLING[random.nextInt(TELLING.length)]);
      case 2 -> joined(input, 0, at, new byte[0], at + length);
      case 3 -> joined(input, 0, at, slice(input, at, length), at);
      case 4 -> joined(input, 0, at, slice(one(), 0, 60), at);
      case 5 -> joined(input, 0, at, new byte[] {TELLING[random.nextInt(TELLING.length)]}, at);
      default -> slice(input, 0, at);
    };
  }

  private static byte[] with(byte[] input, int at, byte value) {
    input[at] = value;
    return input;
  }

  private static byte[] slice(byte[] input, int from, int length) {
    return java.util.Arrays.copyOfRange(input, from, Math.min(input.length, from + length));
  }

  private static byte[] joined(byte[] input, int from, int to, byte[] between, int rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, from, to - from);
    out.writeBytes(between);
    out.write(input, rest, input.length - rest);
    return out.size() > LARGEST ? slice(out.toByteArray(), 0, LARGEST) : out.toByteArray();
  }
}
