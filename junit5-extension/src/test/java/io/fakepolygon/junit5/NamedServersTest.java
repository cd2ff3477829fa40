package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Lifecycle.PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import io.fakepolygon.server.ConnectionInfo;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several servers in one test. */
@FakePolygon(name = "primary", apiKeys = "first")
@FakePolygon(name = "backup", apiKeys = "second", lifecycle = PER_CLASS)
class NamedServersTest {
  @OfServer("primary")
  private FakePolygonServer primary;

  @OfServer("backup")
  private static FakePolygonServer backup;

  @Test
  void parametersAndFieldsChooseByName(
      @OfServer("primary") MarketClock clock,
      @OfServer("backup") Tape tape,
      @OfServer("backup") @PolygonUrl URI url,
      @OfServer("backup") RecordingClient client) {
    assertThat(primary.apiKey()).isEqualTo("first");
    assertThat(clock).isSameAs(primary.clock());
    assertThat(backup.apiKey()).isEqualTo("second");
    assertThat(tape).isSameAs(backup.tape());
    assertThat(url).hasToString(backup.url());
    assertThat(backup.connections())
        .extracting(ConnectionInfo::id)
        .contains(client.connection().id());
  }

  @Test
  void theirClocksAreTheirOwn() {
    primary.clock().advance(Duration.ofSeconds(1));

    assertThat(backup.clock().now()).isEqualTo("2024-01-02T14:30:00Z");
  }

  @Test
  @FakePolygon(name = "backup", apiKeys = "method")
  void aMethodReplacesTheOneOfItsName(
      @OfServer("primary") FakePolygonServer first, @OfServer("backup") FakePolygonServer second) {
    assertThat(first.apiKey()).isEqualTo("first");
    assertThat(second.apiKey()).isEqualTo("method");
  }

  @Nested
  @FakePolygon(apiKeys = "unnamed")
  class WithOneMore {

    @Test
    void theOneWithoutANameIsTakenWithoutOne(
        FakePolygonServer unnamed, @OfServer("primary") FakePolygonServer first) {
      assertThat(unnamed.apiKey()).isEqualTo("unnamed");
      assertThat(first).isSameAs(primary);
    }
  }

  @Nested
  class WithExtensions {
    @RegisterExtension
    static final FakePolygonExtension SHARED =
        FakePolygonExtension.builder().name("shared").apiKeys("third").build();

    @RegisterExtension
    final FakePolygonExtension own =
        FakePolygonExtension.builder().name("own").apiKeys("fourth").build();

    @Test
    void allOfThemRun(
        @OfServer("primary") FakePolygonServer first,
        @OfServer("shared") FakePolygonServer third,
        @OfServer("own") FakePolygonServer fourth) {
      assertThat(first).isSameAs(primary);
      assertThat(third.apiKey()).isEqualTo("third");
      assertThat(fourth.apiKey()).isEqualTo("fourth");
    }
  }

  @Test
  void aMissingNameIsSaidWithTheCandidates() {
    Engine.assertTestFails(
        NamesNone.class,
        ParameterResolutionException.class,
        "The MarketClock of NamesNone.test belongs to one of several servers, and does not say to which."
            + " Write @OfServer(\"primary\") or @OfServer(\"backup\") before it");
  }

  @FakePolygon(name = "primary")
  @FakePolygon(name = "backup")
  static class NamesNone {
    @Test
    void test(MarketClock clock) {}
  }

  @Test
  void anUnknownNameIsSaidWithTheCandidates() {
    Engine.assertTestFails(
        NamesAnother.class,
        ExtensionConfigurationException.class,
        "There is no server named 'primry' for The Tape in the field NamesAnother.tape."
            + " Write one of: primary, backup");
  }

  @FakePolygon(name = "primary")
  @FakePolygon(name = "backup")
  static class NamesAnother {
    @OfServer("primry")
    Tape tape;

    @Test
    void test() {}
  }

  @Test
  void aNameWhereNobodyHasOneIsSaid() {
    Engine.assertTestFails(
        NamesTheUnnamed.class,
        ParameterResolutionException.class,
        "There is no server named 'primary' for The Tape of NamesTheUnnamed.test."
            + " Leave @OfServer out: the server here has no name");
  }

  @FakePolygon
  static class NamesTheUnnamed {
    @Test
    void test(@OfServer("primary") Tape tape) {}
  }

  @Test
  void aNameThatStandsTwiceIsSaid() {
    Engine.assertContainerFails(
        TwiceTheSame.class,
        ExtensionConfigurationException.class,
        "TwiceTheSame has two servers named 'primary'. Give each a name of its own: @FakePolygon(name = \"primary\")");
    Engine.assertContainerFails(
        AnnotationAndField.class,
        ExtensionConfigurationException.class,
        "AnnotationAndField has two servers without a name. Give each a name of its own: @FakePolygon(name = \"primary\")");
  }

  @Test
  void twoThatAreEquallyNearAreSaid() {
    Engine.assertContainerFails(
        EquallyNear.class,
        ExtensionConfigurationException.class,
        "EquallyNear has two servers without a name. Give each a name of its own: @FakePolygon(name = \"primary\")");
  }

  @FakePolygon(seed = 1)
  @Retention(RetentionPolicy.RUNTIME)
  @interface One {}

  @FakePolygon(seed = 2)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Another {}

  @One
  @Another
  static class EquallyNear {
    @Test
    void test() {}
  }

  @FakePolygon(name = "primary")
  @FakePolygon(name = "primary")
  static class TwiceTheSame {
    @Test
    void test() {}
  }

  @FakePolygon
  static class AnnotationAndField {
    @RegisterExtension
    static final FakePolygonExtension MARKET = FakePolygonExtension.builder().build();

    @Test
    void test() {}
  }
}
