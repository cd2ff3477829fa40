package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Lifecycle.PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.server.ConnectionInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A server of {@code lifecycle = PER_CLASS}. */
class SharedServerTest {

  @Test
  void allTestsOfAClassShareItAndItsTimeGoesOn() {
    Engine.assertAllSucceed(2, MovesTheClockTwice.class);

    assertThatThrownBy(MovesTheClockTwice.SERVER[0]::connections)
        .hasMessage("The server is closed");
  }

  @FakePolygon(lifecycle = PER_CLASS)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class MovesTheClockTwice {
    private static final FakePolygonServer[] SERVER = new FakePolygonServer[1];

    @BeforeAll
    static void takeServer(FakePolygonServer polygon) {
      SERVER[0] = polygon;
    }

    @Test
    @Order(1)
    void first(FakePolygonServer polygon, MarketClock clock) {
      assertThat(polygon).isSameAs(SERVER[0]);
      clock.advance(Duration.ofSeconds(1));
    }

    @Test
    @Order(2)
    void second(FakePolygonServer polygon, MarketClock clock) {
      assertThat(polygon).isSameAs(SERVER[0]);
      assertThat(clock.now()).isEqualTo("2024-01-02T14:30:01Z");
    }

    @AfterAll
    static void isStillOpen(FakePolygonServer polygon) {
      assertThatNoException().isThrownBy(polygon::connections);
    }
  }

  @Test
  void nestedClassesShareItUnlessTheyHaveTheirOwn() {
    Engine.assertAllSucceed(4, Outer.class);
  }

  @FakePolygon(lifecycle = PER_CLASS)
  static class Outer {
    private static final FakePolygonServer[] SERVER = new FakePolygonServer[1];

    @BeforeAll
    static void takeServer(FakePolygonServer polygon) {
      SERVER[0] = polygon;
    }

    @Nested
    class Sharing {
      @RepeatedTest(2)
      void share(FakePolygonServer polygon) {
        assertThat(polygon).isSameAs(SERVER[0]);
      }
    }

    @Nested
    @FakePolygon(apiKeys = "inner")
    class WithItsOwn {
      @Test
      void haveAnother(FakePolygonServer polygon) {
        assertThat(polygon).isNotSameAs(SERVER[0]);
        assertThat(polygon.apiKey()).isEqualTo("inner");
      }
    }

    @Test
    @FakePolygon(apiKeys = "method")
    void aMethodCanHaveItsOwn(FakePolygonServer polygon) {
      assertThat(polygon.apiKey()).isEqualTo("method");
    }
  }

  @Test
  void eachSubclassHasOneOfItsOwn() {
    TestBase.USED.clear();
    Engine.assertAllSucceed(2, One.class, Another.class);

    assertThat(TestBase.USED).hasSize(2).doesNotHaveDuplicates();
  }

  @FakePolygon(lifecycle = PER_CLASS)
  abstract static class TestBase {
    static final List<FakePolygonServer> USED = new CopyOnWriteArrayList<>();

    @Test
    void use(FakePolygonServer polygon) {
      USED.add(polygon);
    }
  }

  static class One extends TestBase {}

  static class Another extends TestBase {}

  @Test
  void aConstructorOfASharedInstanceCanTakeIt() {
    Engine.assertAllSucceed(1, SharedInstance.class);
  }

  @FakePolygon(lifecycle = PER_CLASS)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class SharedInstance {
    private final FakePolygonServer given;

    SharedInstance(FakePolygonServer polygon) {
      given = polygon;
    }

    @Test
    void isTheSame(FakePolygonServer polygon) {
      assertThat(polygon).isSameAs(given);
    }
  }

  @Test
  void aClientOfATestIsClosedWithTheTest() {
    Engine.assertAllSucceed(3, TakesAClient.class);
  }

  @FakePolygon(lifecycle = PER_CLASS)
  static class TakesAClient {

    @RepeatedTest(3)
    void isAlone(FakePolygonServer polygon, RecordingClient client) {
      assertThat(polygon.connections())
          .extracting(ConnectionInfo::id)
          .containsExactly(client.connection().id());
    }
  }

  @Test
  void aMethodCannotShare() {
    Engine.assertTestFails(
        OnAMethod.class,
        ExtensionConfigurationException.class,
        "@FakePolygon(lifecycle = PER_CLASS) stands on the method OnAMethod.test, whose server no other test can share. Put it on the class");
  }

  static class OnAMethod {

    @Test
    @FakePolygon(lifecycle = PER_CLASS)
    void test() {}
  }
}
