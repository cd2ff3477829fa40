package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.upstream.WebSocketBytes.Frame;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One connection to a {@link ScriptedUpstream}, seen from there. What its manners say happens by
 * itself, on its own thread; the rest is what the test calls.
 *
 * <p>Threads may share it. Waits last ten seconds at most; then an {@link AssertionError} says what
 * had come.
 */
public final class ScriptedConnection {
  private static final AtomicInteger FENCES = new AtomicInteger();

  private final Socket socket;
  private final DataInputStream in;
  private final String request;
  private final String goodKey;
  private final Manners manners;
  private final Observed observed;
  private final ScheduledExecutorService watchdog;

  // Held while a frame is written, so that frames of two threads do not mix.
  private final Object writing = new Object();

  // The rest is guarded by observed.
  private final List<String> said = new ArrayList<>();
  private final List<String> pongs = new ArrayList<>();
  private Set<String> topics = Set.of();
  private int pings;
  private boolean answersPings = true;
  private boolean isLetIn;
  private boolean isStalled;
  private boolean isClosing;
  private String end = "";

  // Owned by the connection's thread.
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /** An upgraded connection. */
  ScriptedConnection(
      Socket socket,
      DataInputStream in,
      String request,
      String goodKey,
      Manners manners,
      Observed observed,
      ScheduledExecutorService watchdog) {
    this.socket = socket;
    this.in = in;
    this.request = request;
    this.goodKey = goodKey;
    this.manners = manners;
    this.observed = observed;
    this.watchdog = watchdog;
  }

  /** {@return a whole text frame, as bytes for {@link #sendBytes}} */
  public static byte[] frameOf(String json) {
    return WebSocketBytes.frame(WebSocketBytes.FINAL | WebSocketBytes.TEXT, json.getBytes(UTF_8));
  }

  /** {@return the HTTP request that was upgraded, up to its empty line} */
  public String request() {
    return request;
  }

  /** {@return all that the client has said in text frames, in order} */
  public List<String> said() {
    return observed.look(() -> List.copyOf(said));
  }

  /** {@return the first text frame that holds a text, waited for} */
  public String awaitSaid(String text) {
    await(() -> firstSaid(text).findFirst().isPresent(), "No frame with '" + text + "'");
    return observed.look(() -> firstSaid(text).findFirst().orElseThrow());
  }

  /** Waits until topics are held, others or not; their acknowledgement is then on its way. */
  public void awaitSubscribed(String... wanted) {
    await(() -> topics.containsAll(List.of(wanted)), "Not subscribed: " + List.of(wanted));
  }

  /** Waits until exactly these topics are held. */
  public void awaitTopics(String... wanted) {
    await(() -> topics.equals(Set.of(wanted)), "Not held, and no others: " + List.of(wanted));
  }

  /** {@return the topics held now: acknowledged, and not given up} */
  public Set<String> topics() {
    return observed.look(() -> topics);
  }

  /** {@return how many pings of the client have come} */
  public int pings() {
    return observed.look(() -> pings);
  }

  /** Waits until so many pings of the client have come, or more. */
  public void awaitPings(int count) {
    await(() -> pings >= count, "Not " + count + " pings");
  }

  /**
   * Waits until the client has read all that was sent before: sends a ping and waits for its pong.
   */
  public void awaitRead() {
    String token = "fence " + FENCES.incrementAndGet();
    sendPing(token);
    await(() -> pongs.contains(token), "No pong for '" + token + "'");
  }

  /**
   * {@return how the client has ended the connection, waited for: {@code closed 1000} with the code
   * and the reason of its close frame, or {@code ended} without one} Of a stalled connection nobody
   * notices the end.
   */
  public String awaitEnd() {
    await(() -> !end.isEmpty(), "The client has not ended the connection");
    return observed.look(() -> end);
  }

  /** Accepts the client, as after a good key. */
  public void letIn() {
    observed.change(() -> isLetIn = true);
    tell(Status.AUTHENTICATED);
  }

  /** One text frame, an array of statuses. */
  public void tell(Status... statuses) {
    send(
        Stream.of(statuses)
            .map(ScriptedConnection::json)
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** One text frame, as given. */
  public void send(String json) {
    sendBytes(frameOf(json));
  }

  /** One text message in several frames, cut before these bytes, inside a character or not. */
  public void sendFragmented(byte[] payload, int... cuts) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int opcode = WebSocketBytes.TEXT;
    int from = 0;
    for (int cut : cuts) {
      frames.writeBytes(WebSocketBytes.frame(opcode, part(payload, from, cut)));
      opcode = WebSocketBytes.CONTINUATION;
      from = cut;
    }
    byte[] rest = part(payload, from, payload.length);
    frames.writeBytes(WebSocketBytes.frame(WebSocketBytes.FINAL | opcode, rest));
    sendBytes(frames.toByteArray());
  }

  /** One binary frame. */
  public void sendBinary(byte[] payload) {
    sendFrame(WebSocketBytes.BINARY, payload);
  }

  /** One ping. */
  public void sendPing(String payload) {
    sendFrame(WebSocketBytes.PING, payload.getBytes(UTF_8));
  }

  /**
   * Bytes as they are: whole frames, parts of one, or no frame at all. Waits while the client reads
   * nothing, and ends the connection when that lasts too long.
   */
  public void sendBytes(byte[] bytes) {
    synchronized (writing) {
      ScheduledFuture<?> tooLong =
          watchdog.schedule(this::closeSocket, observed.patienceNs(), TimeUnit.NANOSECONDS);
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("The client takes nothing. " + account(), e);
      } finally {
        tooLong.cancel(false);
      }
    }
  }

  /** Whether pings are answered, from here on. */
  public void answerPings(boolean answer) {
    observed.change(() -> answersPings = answer);
  }

  /** From here on reads nothing and answers nothing, and keeps the connection. */
  public void stall() {
    observed.change(() -> isStalled = true);
  }

  /** Ends the TCP connection without a close frame, behind all that was sent. */
  public void drop() {
    observed.change(() -> isClosing = true);
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      closeSocket();
    }
  }

  /** Ends the TCP connection with a reset; what was sent may be lost. */
  public void reset() {
    observed.change(() -> isClosing = true);
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The connection has ended. " + account(), e);
    }
    closeSocket();
  }

  /** Closes as WebSockets do; the client's answer ends the connection. */
  public void close(int code, String reason) {
    observed.change(() -> isClosing = true);
    sendFrame(WebSocketBytes.CLOSE, WebSocketBytes.closing(code, reason));
  }

  boolean isGood(String key) {
    return key.equals(goodKey);
  }

  boolean isLetIn() {
    return observed.look(() -> isLetIn);
  }

  void nowHolds(Set<String> held) {
    Set<String> copy = new LinkedHashSet<>(held);
    observed.change(() -> topics = Collections.unmodifiableSet(copy));
  }

  /** Reads until the end, on the connection's thread. */
  void serve() {
    try {
      Frame frame = WebSocketBytes.read(in);
      while (!observed.look(() -> isStalled)) {
        take(frame);
        frame = WebSocketBytes.read(in);
      }
    } catch (IOException | UncheckedIOException e) {
      observed.change(() -> end = end.isEmpty() ? "ended" : end);
      closeSocket();
    }
  }

  private void take(Frame frame) throws IOException {
    switch (frame.opcode()) {
      case WebSocketBytes.TEXT, WebSocketBytes.BINARY, WebSocketBytes.CONTINUATION -> {
        message.writeBytes(frame.payload());
        if (frame.isFinal()) {
          hear(message.toString(UTF_8));
          message.reset();
        }
      }
      case WebSocketBytes.PING -> hearPing(frame.payload());
      case WebSocketBytes.PONG ->
          observed.change(() -> pongs.add(new String(frame.payload(), UTF_8)));
      case WebSocketBytes.CLOSE -> hearClose(frame);
      default -> throw new ProtocolException("A frame of no kind: " + frame.opcode());
    }
  }

  private void hear(String text) {
    if (observed.look(() -> isClosing)) {
      return;
    }
    observed.change(() -> said.add(text));
    manners.answer(ClientAction.read(text), this);
  }

  private void hearPing(byte[] payload) {
    observed.change(() -> pings++);
    if (observed.look(() -> answersPings && !isClosing)) {
      sendFrame(WebSocketBytes.PONG, payload);
    }
  }

  private void hearClose(Frame frame) {
    observed.change(() -> end = frame.closing());
    if (!observed.look(() -> isClosing)) {
      sendFrame(WebSocketBytes.CLOSE, frame.payload());
      drop();
    } else {
      closeSocket();
    }
  }

  private void sendFrame(int opcode, byte[] payload) {
    sendBytes(WebSocketBytes.frame(WebSocketBytes.FINAL | opcode, payload));
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier condition, String complaint) {
    observed.await(condition, () -> complaint + ". " + account());
  }

  private Stream<String> firstSaid(String text) {
    return said.stream().filter(frame -> frame.contains(text));
  }

  /** What has come. */
  private String account() {
    return observed.look(
        () ->
            "Said so far: %s; topics held: %s; pings: %d; %s"
                .formatted(said, topics, pings, end.isEmpty() ? "open" : end));
  }

  private static String json(Status status) {
    return "{\"ev\":\"status\",\"status\":\"%s\",\"message\":\"%s\"}"
        .formatted(escaped(status.status()), escaped(status.message()));
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
