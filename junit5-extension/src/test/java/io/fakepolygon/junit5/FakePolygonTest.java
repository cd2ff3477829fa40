package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import io.fakepolygon.protocol.MarketEvent;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The annotation as the author of a test uses it. */
@FakePolygon
class FakePolygonTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");

  private final FakePolygonServer givenToConstructor;
  private FakePolygonServer givenBefore;

  FakePolygonTest(FakePolygonServer polygon) {
    givenToConstructor = polygon;
  }

  @BeforeEach
  void takeServer(FakePolygonServer polygon) {
    givenBefore = polygon;
  }

  @AfterEach
  void serverIsStillOpen(FakePolygonServer polygon) {
    assertThat(polygon).isSameAs(givenBefore);
    assertThatNoException().isThrownBy(polygon::connections);
  }

  @Test
  void allParametersOfATestBelongToOneServer(
      FakePolygonServer polygon, MarketClock clock, Tape tape) {
    assertThat(polygon).isSameAs(givenToConstructor).isSameAs(givenBefore);
    assertThat(clock).isSameAs(polygon.clock());
    assertThat(tape).isSameAs(polygon.tape());
  }

  @Test
  void aClockStandsAtTheOpenUntilItIsMoved(MarketClock clock) {
    assertThat(clock.now()).isEqualTo(OPEN);

    clock.advance(Duration.ofSeconds(1));

    assertThat(clock.now()).isEqualTo(OPEN.plusSeconds(1));
  }

  @Test
  void aServerAcceptsTheKeyThatItGivesOut(FakePolygonServer polygon) {
    try (var client = RecordingClient.connectedTo(polygon)) {
      client.subscribe("T.FAKETICKER");

      polygon.awaitSubscribed("T.FAKETICKER");
    }
  }

  @Test
  @FakePolygon(symbols = "OTHER", start = "2024-07-05T15:00:00Z", apiKeys = "secret")
  void anAnnotationOnAMethodReplacesTheOneOnTheClass(FakePolygonServer polygon, Tape tape) {
    polygon.clock().advance(Duration.ofSeconds(1));

    assertThat(polygon.apiKey()).isEqualTo("secret");
    assertThat(polygon.clock().now()).isEqualTo("2024-07-05T15:00:01Z");
    assertThat(tape.of("T.*").elapsed()).extracting(MarketEvent::symbol).containsOnly("OTHER");
  }

  @Nested
  class InANestedClass {

    @Test
    void theAnnotationOfTheOuterClassHolds(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo(FakePolygonConfig.DEFAULT_API_KEY);
    }
  }

  @Nested
  @FakePolygon(apiKeys = "nested")
  class InANestedClassWithItsOwn {

    @Test
    void theAnnotationOfTheNestedClassHolds(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo("nested");
    }

    @Nested
    class AndOneDeeper {

      @Test
      void theNearestAnnotationHolds(FakePolygonServer polygon) {
        assertThat(polygon.apiKey()).isEqualTo("nested");
      }
    }
  }
}

/** An annotation of the user's. */
@Retention(RetentionPolicy.RUNTIME)
@FakePolygon(apiKeys = "composed")
@interface OurMarket {}

@OurMarket
class ComposedAnnotationTest {

  @Test
  void anAnnotationOfTheUsersOwnCarriesIt(FakePolygonServer polygon) {
    assertThat(polygon.apiKey()).isEqualTo("composed");
  }
}

@OurMarket
@Retention(RetentionPolicy.RUNTIME)
@FakePolygon(apiKeys = "nearer")
@interface OurNearerMarket {}

@OurNearerMarket
class NearerAnnotationTest {

  @Test
  void ofTwoTheNearerHolds(FakePolygonServer polygon) {
    assertThat(polygon.apiKey()).isEqualTo("nearer");
  }

  @Test
  @FakePolygon(apiKeys = "nearest")
  @OurMarket
  void inWhateverOrderTheyStand(FakePolygonServer polygon) {
    assertThat(polygon.apiKey()).isEqualTo("nearest");
  }
}

@FakePolygon(apiKeys = "interface")
interface OurMarketTest {}

class AnnotatedInterfaceTest implements OurMarketTest {

  @Test
  void anImplementationInheritsIt(FakePolygonServer polygon) {
    assertThat(polygon.apiKey()).isEqualTo("interface");
  }
}

@FakePolygon(apiKeys = "inherited")
abstract class MarketTestBase {}

class InheritedAnnotationTest extends MarketTestBase {

  @Test
  void aSubclassInheritsIt(FakePolygonServer polygon) {
    assertThat(polygon.apiKey()).isEqualTo("inherited");
  }
}

class AnnotatedMethodTest {

  @Test
  @FakePolygon(apiKeys = "method")
  void aMethodAloneCanCarryIt(FakePolygonServer polygon) {
    assertThat(polygon.apiKey()).isEqualTo("method");
  }
}
