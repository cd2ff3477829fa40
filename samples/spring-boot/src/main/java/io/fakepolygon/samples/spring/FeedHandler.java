package io.fakepolygon.samples.spring;

import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logs in, subscribes, and hands each trade on. */
@Component
class FeedHandler extends TextWebSocketHandler {
  private final FeedProperties feed;
  private final LastPrices prices;
  private final JsonMapper json;

  FeedHandler(FeedProperties feed, LastPrices prices, JsonMapper json) {
    this.feed = feed;
    this.prices = prices;
    this.json = json;
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage frame) throws IOException {
    for (JsonNode message : json.readTree(frame.getPayload())) {
      switch (message.path("ev").asString()) {
        case "status" -> onStatus(session, message.path("status").asString());
        case "T" -> prices.traded(message.path("sym").asString(), message.path("p").asDouble());
        default -> {} // Not subscribed to anything else.
      }
    }
  }

  private void onStatus(WebSocketSession session, String status) throws IOException {
    switch (status) {
      case "connected" -> send(session, "auth", feed.key());
      case "auth_success" -> send(session, "subscribe", feed.topics());
      default -> {} // "success" after the subscription.
    }
  }

  private void send(WebSocketSession session, String action, String params) throws IOException {
    String command = json.writeValueAsString(Map.of("action", action, "params", params));
    session.sendMessage(new TextMessage(command));
  }
}
