package io.fakepolygon.samples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.client.WebSocketConnectionManager;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;

@SpringBootApplication
@ConfigurationPropertiesScan
public class PricesApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(PricesApplication.class, arguments);
  }

  /** Connects when the application has started, and closes when it stops. */
  @Bean
  WebSocketConnectionManager feedConnection(FeedProperties feed, FeedHandler handler) {
    WebSocketConnectionManager connection =
        new WebSocketConnectionManager(new StandardWebSocketClient(), handler, feed.url());
    connection.setAutoStartup(true);
    return connection;
  }
}
