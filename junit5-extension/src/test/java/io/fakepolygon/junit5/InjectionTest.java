package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Lifecycle.PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import io.fakepolygon.assertions.PolygonAssertions;
import io.fakepolygon.server.ConnectionInfo;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What parameters and fields are given. */
@FakePolygon(symbols = "FAKETICKER")
class InjectionTest {
  private static final FakePolygonServer NO_SERVER = null;

  private FakePolygonServer server;
  private MarketClock clock;
  private Tape tape;
  private RecordingClient client;
  private Object ofAnotherType;
  private final Tape isFinal = NO_SERVER == null ? null : NO_SERVER.tape();
  @PolygonUrl private URI uri;
  @PolygonUrl private String url;
  private String withoutAnnotation;

  @BeforeEach
  void fieldsAreSetBefore() {
    assertThat(server).isNotNull();
  }

  @Test
  void fieldsAndParametersBelongToOneServer(
      FakePolygonServer polygon, @PolygonUrl URI uriParameter, @PolygonUrl String urlParameter) {
    assertThat(server).isSameAs(polygon);
    assertThat(clock).isSameAs(polygon.clock());
    assertThat(tape).isSameAs(polygon.tape());
    assertThat(uri).isEqualTo(uriParameter).hasToString(polygon.url());
    assertThat(url).isEqualTo(urlParameter).isEqualTo(polygon.url());
  }

  @Test
  void nothingElseIsSet() {
    assertThat(ofAnotherType).isNull();
    assertThat(isFinal).isNull();
    assertThat(withoutAnnotation).isNull();
  }

  @Test
  void eachClientIsConnectedAndAuthenticatedAndOfItsOwn(
      RecordingClient one, RecordingClient another) {
    one.subscribe("T.FAKETICKER");
    another.subscribe("Q.FAKETICKER");

    clock.advance(Duration.ofSeconds(1));

    assertThat(server.connections())
        .extracting(ConnectionInfo::id)
        .containsExactly(
            client.connection().id(), one.connection().id(), another.connection().id());
    assertThat(one.rawFrames()).hasSize(3 + 10);
    assertThat(another.rawFrames()).hasSize(3 + 10);
    assertThat(client.rawFrames()).hasSize(2);
  }

  @Test
  void aFailedAssertionOnWhatAClientReceivedTellsSeedAndMarketTime() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () -> PolygonAssertions.assertThat(client.received()).trades("FAKETICKER").hasSize(1))
        .withMessageContaining("seed 42, market time 2024-01-02T14:30:00Z");
  }

  @Nested
  class InANestedClass {
    private MarketClock nested;

    @Test
    void fieldsOfBothInstancesAreSet(FakePolygonServer polygon) {
      assertThat(server).isSameAs(polygon);
      assertThat(nested).isSameAs(polygon.clock());
    }
  }

  @Test
  void aFieldWithAValueIsLeftAlone() {
    Engine.assertAllSucceed(1, HasAValue.class);
  }

  @FakePolygon
  static class HasAValue {
    @PolygonUrl private String url = "ws://elsewhere";

    @Test
    void keepsIt() {
      assertThat(url).isEqualTo("ws://elsewhere");
    }
  }

  @Test
  void staticFieldsAreSetBeforeTheClassAndEmptiedAfterIt() {
    Engine.assertAllSucceed(1, StaticFields.class);
    Engine.assertAllSucceed(1, StaticFields.class);

    assertThat(StaticFields.server).isNull();
    assertThat(StaticFields.client).isNull();
  }

  @FakePolygon(lifecycle = PER_CLASS)
  static class StaticFields {
    private static FakePolygonServer server;
    private static RecordingClient client;
    @PolygonUrl private static String url;

    @BeforeAll
    static void areSet() {
      client.subscribe("T.*");
      assertThat(url).isEqualTo(server.url());
    }

    @Test
    void areSetInATestToo(FakePolygonServer polygon) {
      assertThat(polygon).isSameAs(server);
      assertThat(client.connection().topics()).hasToString("[T.*]");
    }
  }

  @Test
  void anInstanceThatTestsShareIsFilledAnewForEach() {
    Engine.assertAllSucceed(3, SharedInstance.class);
  }

  @FakePolygon
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class SharedInstance {
    private FakePolygonServer server;
    private RecordingClient client;

    @BeforeAll
    void nothingRunsYet() {
      assertThat(server).isNull();
    }

    @RepeatedTest(3)
    void isFilled(FakePolygonServer polygon) {
      assertThat(server).isSameAs(polygon);
      assertThat(polygon.connections())
          .extracting(ConnectionInfo::id)
          .containsExactly(client.connection().id());
    }
  }

  @Test
  void anInstanceThatTestsShareCanHaveFieldsForTheServerOfOneMethod() {
    Engine.assertAllSucceed(2, SharedInstanceAndNamedMethod.class);
  }

  @FakePolygon
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class SharedInstanceAndNamedMethod {
    @OfServer("extra")
    private FakePolygonServer extra;

    @Test
    @FakePolygon(name = "extra", apiKeys = "extra")
    void hasOne() {
      assertThat(extra.apiKey()).isEqualTo("extra");
    }

    @Test
    @FakePolygon(name = "extra", apiKeys = "another")
    void hasAnother() {
      assertThat(extra.apiKey()).isEqualTo("another");
    }
  }

  @Test
  void anInstanceThatTestsShareIsFilledAnewForEachAnnotatedMethod() {
    Engine.assertAllSucceed(2, SharedInstanceAndAnnotatedMethods.class);
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class SharedInstanceAndAnnotatedMethods {
    private FakePolygonServer server;

    @FakePolygon
    @RepeatedTest(2)
    void isFilled(FakePolygonServer polygon) {
      assertThat(server).isSameAs(polygon);
    }
  }

  @Test
  void aServerOfOneTestTakesThePlaceOfTheSharedOneForThatTestOnly() {
    Engine.assertAllSucceed(2, SharedInstanceAroundNested.class);
  }

  @FakePolygon(lifecycle = PER_CLASS)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class SharedInstanceAroundNested {
    private FakePolygonServer server;

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class Inner {
      @Test
      @Order(1)
      @FakePolygon(apiKeys = "own")
      void hasItsOwn(FakePolygonServer polygon) {
        assertThat(server).isSameAs(polygon);
        assertThat(polygon.apiKey()).isEqualTo("own");
      }

      @Test
      @Order(2)
      void hasTheSharedOne(FakePolygonServer polygon) {
        assertThat(server).isSameAs(polygon);
        assertThat(polygon.apiKey()).isEqualTo("fake-polygon-key");
      }
    }
  }

  @Test
  void aRecordTakesWhatItAsksForAsComponents() {
    Engine.assertAllSucceed(1, Components.class);
  }

  @FakePolygon
  record Components(FakePolygonServer server, @PolygonUrl URI url) {
    @Test
    void areGiven(FakePolygonServer polygon) {
      assertThat(server).isSameAs(polygon);
      assertThat(url).hasToString(polygon.url());
    }
  }

  @Test
  void anInstanceThatTestsShareKeepsWhatTheyShare() {
    Engine.assertAllSucceed(2, SharedInstanceAndServer.class);
  }

  @FakePolygon(lifecycle = PER_CLASS)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class SharedInstanceAndServer {
    private RecordingClient client;

    @BeforeAll
    void subscribe() {
      client.subscribe("T.FAKETICKER");
    }

    @Test
    @Order(1)
    void first(MarketClock clock) {
      clock.advance(Duration.ofSeconds(1));
    }

    @Test
    @Order(2)
    void second() {
      assertThat(client.rawFrames()).hasSize(3 + 10);
    }
  }

  @Test
  void anAnnotationOnAMethodReachesTheConstructor() {
    Engine.assertAllSucceed(1, WithConstructor.class);
  }

  static class WithConstructor {
    private final FakePolygonServer given;

    WithConstructor(FakePolygonServer polygon) {
      given = polygon;
    }

    @Test
    @FakePolygon(apiKeys = "method")
    void isTheSame(FakePolygonServer polygon) {
      assertThat(given).isSameAs(polygon);
    }
  }

  @Test
  void aUrlOfAnotherTypeIsRefused() {
    Engine.assertTestFails(
        WrongParameter.class,
        ParameterResolutionException.class,
        "@PolygonUrl gives a URI or a String, and cannot stand on the Integer of WrongParameter.test");
    Engine.assertTestFails(
        WrongField.class,
        ExtensionConfigurationException.class,
        "@PolygonUrl gives a URI or a String, and cannot stand on the Object in the field WrongField.url");
    Engine.assertTestFails(
        FinalField.class,
        ExtensionConfigurationException.class,
        "@PolygonUrl cannot set The String in the field FinalField.url, for it is final. Leave final out");
  }

  @FakePolygon
  static class WrongParameter {
    @Test
    void test(@PolygonUrl Integer url) {}
  }

  @FakePolygon
  static class WrongField {
    @PolygonUrl Object url;

    @Test
    void test() {}
  }

  @FakePolygon
  static class FinalField {
    @PolygonUrl final String url = "ws://elsewhere";

    @Test
    void test() {}
  }
}
