package io.fakepolygon.guests;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.core.JsonFactory;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.FakePolygon;
import io.netty.channel.Channel;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What Spring Boot manages is what is there, our server beside it. */
class SpringBootsLibrariesTest {

  @Test
  void areTheOnesThatSpringBootManages() throws Exception {
    assertThat(jarOf(Channel.class)).isEqualTo("netty-transport-4.2.19.Final.jar");
    assertThat(jarOf(JsonFactory.class)).isEqualTo("jackson-core-2.21.7.jar");
    assertThat(jarOf(JsonMapper.class)).isEqualTo("jackson-databind-3.1.7.jar");
    assertThat(jarOf(Test.class)).isEqualTo("junit-jupiter-api-6.0.3.jar");
    assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(LoggerContext.class);
  }

  @Test
  void okHttpWhichItDoesNotManageIsOurs() throws Exception {
    assertThat(jarOf(OkHttpClient.class)).isEqualTo("okhttp-jvm-5.5.1.jar");
  }

  @Test
  @FakePolygon
  void ourServerHasANettyOfItsOwn(FakePolygonServer polygon) throws Exception {
    Class<?> ours = Class.forName("io.fakepolygon.shaded.netty.channel.Channel");

    assertThat(jarOf(ours))
        .isEqualTo(jarOf(FakePolygonServer.class))
        .isNotEqualTo(jarOf(Channel.class));
    assertThat(polygon.connections()).isEmpty();
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getFileName()
        .toString();
  }
}
