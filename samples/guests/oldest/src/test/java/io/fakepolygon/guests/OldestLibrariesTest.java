package io.fakepolygon.guests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The oldest libraries that the suite passes on. The documentation names them. */
class OldestLibrariesTest {

  @Test
  void areThese() throws Exception {
    assertThat(jarOf(OkHttpClient.class)).isEqualTo("okhttp-4.12.0.jar");
    assertThat(jarOf(JsonFactory.class)).isEqualTo("jackson-core-2.15.0.jar");
    assertThat(jarOf(Logger.class)).isEqualTo("slf4j-api-2.0.7.jar");
    assertThat(jarOf(Test.class)).isEqualTo("junit-jupiter-api-5.12.2.jar");
    assertThat(jarOf(Assertions.class)).isEqualTo("assertj-core-3.24.2.jar");
    assertThat(jarOf(Awaitility.class)).isEqualTo("awaitility-4.2.0.jar");
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getFileName()
        .toString();
  }
}
