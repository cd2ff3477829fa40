package io.fakepolygon.control;

import io.fakepolygon.server.Laggard;
import io.fakepolygon.server.MissedDeliveryException;
import io.fakepolygon.server.NotSubscribedException;
import io.fakepolygon.server.ServerClosedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the control API of a server elsewhere. What it refuses is thrown as the same exception that
 * a server in this JVM throws.
 *
 * <p>Any thread may call; each call waits for its answer.
 */
public final class ControlClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final URI base;
  private final @Nullable String token;

  /**
   * A client.
   *
   * @param base what stands before {@code /control/v1}, such as {@code
   *     http://localhost:8765/worlds/7}
   * @param token what {@code CONTROL_TOKEN} is over there; null where there is none
   */
  public ControlClient(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** {@return where it asks} */
  public URI base() {
    return base;
  }

  /** {@return a client for another path of the same server, such as {@code /worlds/7}} */
  public ControlClient at(String path) {
    return new ControlClient(base.resolve(path), token);
  }

  /**
   * {@return the answer to a question, as {@link JsonTree} reads it}
   *
   * @param what such as {@code /control/v1/clock}
   * @throws IllegalArgumentException if something that was asked for cannot be
   * @throws IllegalStateException if the server is closed, shut, or not in a state for it
   * @throws UncheckedIOException if it cannot be reached
   * @throws CancellationException if the calling thread is interrupted; its flag stays set
   */
  public @Nullable Object get(String what) {
    return JsonTree.parse(text(what));
  }

  /** {@return the answer to a question, as it is} */
  public String text(String what) {
    return ask(request(what).GET());
  }

  /** {@return the answer to a question, as a record} */
  public <T> T get(String what, Class<T> type) {
    return RecordReader.read(type, get(what));
  }

  /** {@return the answer to a question, as a list of records that stands in one of its members} */
  public <T> List<T> list(String what, String member, Class<T> type) {
    Object all = get(what) instanceof Map<?, ?> members ? members.get(member) : null;
    return all instanceof List<?> list
        ? list.stream().map(one -> RecordReader.read(type, one)).toList()
        : List.of();
  }

  /** {@return the answer to a command, as a record} */
  public <T> T post(String what, String json, Class<T> type) {
    String answer =
        ask(
            request(what)
                .header("content-type", Resource.JSON)
                .POST(BodyPublishers.ofString(json)));
    return RecordReader.read(type, JsonTree.parse(answer));
  }

  /** Takes something away. */
  public void delete(String what) {
    ask(request(what).DELETE());
  }

  private HttpRequest.Builder request(String what) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + what));
    return token == null ? request : request.header("authorization", "Bearer " + token);
  }

  private String ask(HttpRequest.Builder asked) {
    HttpRequest request = asked.build();
    try {
      HttpResponse<String> response = Line.CLIENT.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw refused(request, response);
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No FakePolygon answers at %s: %s. Is it running, and is the address right?"
              .formatted(base, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for the server at " + base);
    }
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private RuntimeException refused(HttpRequest request, HttpResponse<String> response) {
    Map<?, ?> problem = problem(response);
    if (problem.get("detail") == null) {
      return new IllegalStateException(
          "What answers at %s is no FakePolygon: %s %s was answered with %d"
              .formatted(base, request.method(), request.uri(), response.statusCode()));
    }
    String detail = String.valueOf(problem.get("detail"));
    if (problem.get("laggards") instanceof List<?> laggards) {
      return new MissedDeliveryException(
          detail, laggards.stream().map(one -> RecordReader.read(Laggard.class, one)).toList());
    }
    return switch (response.statusCode()) {
      case 400 -> new IllegalArgumentException(detail);
      case 503 -> new ServerClosedException(detail);
      case 504 -> new NotSubscribedException(detail);
      default -> new IllegalStateException(detail);
    };
  }

  private static Map<?, ?> problem(HttpResponse<String> response) {
    try {
      return JsonTree.parse(response.body()) instanceof Map<?, ?> members ? members : Map.of();
    } catch (IllegalArgumentException e) {
      // Whatever it is, it is not ours.
      return Map.of();
    }
  }

  /** One for all of a JVM, made when the first is needed: its threads are the JDK's. */
  private static final class Line {
    static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }
}
