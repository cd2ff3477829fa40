package io.fakepolygon.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What plain HTTP requests get on the port of the WebSocket. Called on a thread that may wait, one
 * request of a socket at a time.
 */
public interface HttpService {

  /** {@return whether a path is one of its own; what is not belongs to WebSocket clients} */
  boolean serves(String path);

  /** {@return whether an answer is at hand, so that no thread has to wait for it} */
  boolean answersAtOnce(String path);

  /**
   * {@return the answer} It never throws. If the client goes while it is waited for, the thread is
   * interrupted.
   */
  Answer answer(Request request);

  /**
   * A request.
   *
   * @param method such as {@code GET}
   * @param path such as {@code /health}, as it was sent, without the query
   * @param query the parameters of the query, decoded, in the order given
   * @param headers the header fields, their names in lower case; of one that is repeated the first
   * @param body the body, empty if there is none
   */
  record Request(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, String> headers,
      String body) {

    /** {@return a header field, empty if it was not sent} */
    public String header(String lowerCaseName) {
      return headers.getOrDefault(lowerCaseName, "");
    }
  }

  /**
   * An answer.
   *
   * @param status the status code
   * @param headers header fields beside those that follow from the body's length
   * @param body written while it is sent, so that any length takes no memory
   */
  record Answer(int status, Map<String, String> headers, Body body) {

    /** {@return an answer with a text in UTF-8} */
    public static Answer of(int status, String contentType, String text) {
      return new Answer(
          status,
          Map.of("content-type", contentType),
          out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return an answer without a body} */
    public static Answer empty(int status) {
      return new Answer(status, Map.of(), out -> {});
    }
  }

  /** Writes itself. */
  interface Body {

    /**
     * Writes all of it.
     *
     * @throws IOException if the client has gone, or has not read for too long
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
