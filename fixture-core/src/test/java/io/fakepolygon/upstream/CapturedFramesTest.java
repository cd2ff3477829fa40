package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fakepolygon.protocol.FrameSlicer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CapturedFramesTest {
  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @ParameterizedTest
  @EnumSource
  void aFrameIsOneArrayOfObjects(CapturedFrames frame) throws IOException {
    JsonNode json = JACKSON.readTree(frame.bytes());

    assertThat(json.isArray()).isTrue();
    assertThat(json).hasSameSizeAs(frame.topics()).allMatch(JsonNode::isObject);
  }

  @ParameterizedTest
  @EnumSource
  void itsEventsBelongWhereItSays(CapturedFrames frame) {
    Sliced sliced = new Sliced();

    FrameSlicer.slice(frame.bytes(), sliced);

    assertThat(sliced.topics).isEqualTo(frame.topics());
    assertThat(sliced.events).isEqualTo(frame.events());
    assertThat(sliced.malformed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void itsEventsAreTheFrameButForBracketsAndCommas(CapturedFrames frame) {
    String compact = frame.json().strip();
    String rest = compact.substring(1, compact.length() - 1);
    for (String event : frame.events()) {
      assertThat(rest.strip()).startsWith(event);
      rest = rest.strip().substring(event.length()).strip().replaceFirst("^,", "");
    }

    assertThat(rest).isBlank();
  }

  @ParameterizedTest
  @EnumSource
  void theEventsOfItsTopicsAreAllItsEvents(CapturedFrames frame) {
    assertThat(
            frame.topics().stream()
                .distinct()
                .flatMap(topic -> frame.events(topic).stream())
                .toList())
        .containsExactlyInAnyOrderElementsOf(frame.events());
  }

  /** Keeps what it is told. */
  private static final class Sliced implements FrameSlicer.Sink {
    private final List<String> topics = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();

    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      topics.add(ev + "." + ticker);
      events.add(new String(frame, start, length, UTF_8));
    }

    @Override
    public void malformed(FrameSlicer.Malformation kind, String what) {
      malformed.add(kind + " " + what);
    }
  }
}
