package io.fakepolygon.server;

import static io.fakepolygon.server.RawClient.BINARY;
import static io.fakepolygon.server.RawClient.CLOSE;
import static io.fakepolygon.server.RawClient.CONTINUATION;
import static io.fakepolygon.server.RawClient.PING;
import static io.fakepolygon.server.RawClient.PONG;
import static io.fakepolygon.server.RawClient.TEXT;
import static io.fakepolygon.server.RawClient.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.protocol.Status;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand clients that do anything at all: valid and invalid actions, frames in fragments and
 * in one packet, broken frames, closes and half-closes. Each script knows, while it is written,
 * exactly what the server has to answer.
 */
class ClientScriptsTest {
  private static final int SCRIPTS = 10_000;
  private static final int FINAL = 0x80;
  private static final String KEY = "good";

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().apiKeys(KEY).build());

  @Test
  void everyScriptIsAnsweredExactlyAsTheProtocolHasIt() {
    for (int seed = 0; seed < SCRIPTS; seed++) {
      Script script = new Script(new Random(seed));
      try (RawClient client = RawClient.open(polygon.url())) {
        client.sendUpgrade("/stocks", script.bytesBehindUpgrade());
        assertThat(client.readHead()).startsWith("HTTP/1.1 101");
        for (byte[] packet : script.packets) {
          client.sendBytes(packet);
        }
        if (script.halfCloses) {
          client.halfClose();
        }
        Heard heard = Heard.from(client);

        assertThat(heard).as("script of seed %d", seed).isEqualTo(script.expected());
      }
    }
    assertThat(eventuallyNobodyIsConnected()).isTrue();
  }

  private boolean eventuallyNobodyIsConnected() {
    for (int i = 0; i < 1_000_000; i++) {
      if (polygon.connections().isEmpty()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** What came back: text frames, pongs, and how it ended. Pongs may overtake texts. */
  private record Heard(List<String> texts, List<String> pongs, String end) {
    private static Heard from(RawClient client) {
      List<String> texts = new ArrayList<>();
      List<String> pongs = new ArrayList<>();
      String end = "dropped";
      for (RawClient.Frame frame = client.next(); !frame.isEnd(); frame = client.next()) {
        assertThat(end).as("nothing follows a close frame").isEqualTo("dropped");
        if (frame.opcode() == CLOSE) {
          end = "closed " + frame.closeCode();
          if (frame.closeCode() > 1000 && frame.closeCode() < 3000) {
            client.sendBytes(frame(FINAL | CLOSE, frame.payload()));
          }
        } else if (frame.opcode() == PONG) {
          pongs.add(new String(frame.payload(), UTF_8));
        } else {
          texts.add(frame.text());
        }
      }
      return new Heard(texts, pongs, end);
    }
  }

  /** A client's life, and the answers it must get. */
  private static final class Script {
    private final Random random;
    private final List<byte[]> packets = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> pongs = new ArrayList<>();
    private boolean authenticated;
    private boolean ended;
    private boolean halfCloses;
    private String end = "";

    Script(Random random) {
      this.random = random;
      texts.add(array(Status.CONNECTED));
      int steps = random.nextInt(12);
      for (int i = 0; i < steps && !ended; i++) {
        step();
      }
      if (!ended) {
        end();
      }
      joinSomePackets();
    }

    byte[] bytesBehindUpgrade() {
      return random.nextInt(4) == 0 && !packets.isEmpty() ? packets.remove(0) : new byte[0];
    }

    Heard expected() {
      return new Heard(texts, pongs, end);
    }

    private void step() {
      switch (random.nextInt(12)) {
        case 0, 1 -> authenticate(KEY);
        case 2 -> {
          if (random.nextInt(4) == 0) {
            authenticate("bad" + random.nextInt(9));
          }
        }
        case 3, 4, 5 -> command("subscribe", true);
        case 6 -> command("unsubscribe", false);
        case 7 -> ping();
        case 8 ->
            message(
                pick(
                    "{",
                    "[]",
                    "null",
                    "{}",
                    "{\"action\":1}",
                    "{\"action\":\"auth\"}",
                    "\u0000",
                    "é{"));
        case 9 ->
            message(
                "{\"action\":\""
                    + pick("Auth", "SUBSCRIBE", "", "\\ud800")
                    + "\",\"params\":\"T.A\"}");
        case 10 -> packets.add(frame(FINAL | PONG, text("unasked")));
        default -> {
          if (random.nextInt(4) == 0) {
            violate();
          }
        }
      }
    }

    private void authenticate(String key) {
      message("{\"action\":\"auth\",\"params\":\"" + key + "\"}");
      if (key.equals(KEY)) {
        authenticated = true;
        texts.add(array(Status.AUTHENTICATED));
      } else {
        texts.add(array(Status.AUTHENTICATION_FAILED));
        ended = true;
        end = "dropped";
      }
    }

    private void command(String action, boolean subscribe) {
      List<String> parameters = new ArrayList<>();
      List<Status> answers = new ArrayList<>();
      int count = random.nextInt(5);
      for (int i = 0; i < count; i++) {
        String parameter = parameter();
        parameters.add(parameter);
        if (subscribe && parameter.matches("NOI\\..+")) {
          answers.add(Status.NOT_AUTHORIZED);
        } else if (parameter.matches("(T|Q|A|AM|NOI)\\..+")) {
          answers.add(
              subscribe ? Status.subscribedTo(parameter) : Status.unsubscribedTo(parameter));
        }
      }
      String separator = random.nextBoolean() ? "," : " , ";
      message(
          "{\"action\":\""
              + action
              + "\",\"params\":\""
              + String.join(separator, parameters)
              + "\"}");
      if (!authenticated) {
        texts.add(array(Status.AUTHENTICATION_REQUIRED));
      } else if (!answers.isEmpty()) {
        texts.add(array(answers.toArray(Status[]::new)));
      }
    }

    private String parameter() {
      String prefix = pick("T", "Q", "A", "AM", "NOI", "ZZ", "t", "");
      return pick(prefix + "." + pick("AAPL", "*", "BRK.A", "Ü", "ticker"), prefix + ".", prefix);
    }

    private void ping() {
      String payload = "p".repeat(random.nextInt(126));
      packets.add(frame(FINAL | PING, text(payload)));
      pongs.add(payload);
    }

    private void message(String json) {
      byte[] bytes = text(json);
      int opcode = random.nextInt(4) == 0 ? BINARY : TEXT;
      int parts = 1 + random.nextInt(3);
      int from = 0;
      for (int part = 1; part <= parts; part++) {
        int to = part == parts ? bytes.length : from + random.nextInt(bytes.length - from + 1);
        int head = (part == 1 ? opcode : CONTINUATION) | (part == parts ? FINAL : 0);
        packets.add(frame(head, Arrays.copyOfRange(bytes, from, to)));
        from = to;
        if (part < parts && random.nextInt(5) == 0) {
          ping();
        }
      }
    }

    private void violate() {
      ended = true;
      switch (random.nextInt(5)) {
        case 0 -> violation(frame(FINAL | TEXT, new byte[] {(byte) 0xff}), 1007);
        case 1 -> violation(frame(FINAL | 0x20 | TEXT, text("{}")), 1002);
        case 2 -> violation(frame(FINAL | 11, text("x")), 1002);
        case 3 -> violation(frame(FINAL | CONTINUATION, text("x")), 1002);
        default -> violation(new byte[] {(byte) (FINAL | TEXT), 1, '{'}, 1002);
      }
    }

    private void violation(byte[] bytes, int code) {
      packets.add(bytes);
      end = "closed " + code;
    }

    private void end() {
      ended = true;
      int choice = random.nextInt(3);
      halfCloses = choice < 2;
      end = "dropped";
      if (choice > 0) {
        int code = random.nextBoolean() ? 1000 : 3000 + random.nextInt(2000);
        packets.add(frame(FINAL | CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
        end = "closed " + code;
      }
    }

    private void joinSomePackets() {
      List<byte[]> joined = new ArrayList<>();
      ByteArrayOutputStream packet = new ByteArrayOutputStream();
      for (byte[] bytes : packets) {
        packet.writeBytes(bytes);
        if (random.nextBoolean()) {
          joined.add(packet.toByteArray());
          packet.reset();
        }
      }
      joined.add(packet.toByteArray());
      packets.clear();
      packets.addAll(joined);
    }

    private String pick(String... choices) {
      return choices[random.nextInt(choices.length)];
    }

    private static byte[] text(String text) {
      return text.getBytes(UTF_8);
    }

    private static String array(Status... statuses) {
      return Arrays.stream(statuses).map(Status::toJson).collect(Collectors.joining(",", "[", "]"));
    }
  }
}
