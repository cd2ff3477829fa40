package io.fakepolygon.assertions;

import io.fakepolygon.journal.Journal;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.protocol.UnknownMessage;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.AssertProvider;

/**
 * What a client received: text frames, and the messages in them. From any client's raw frames:
 *
 * <pre>{@code
 * Messages received = Messages.parse(framesOfMyClient);
 *
 * assertThat(received).trades("FAKETICKER").hasSize(600).areInOrder();
 * }</pre>
 *
 * <p>Keeps the frames and reads their messages whenever it is asked, so that a day costs no more
 * memory than its frames. Whoever looks at a list often had better hold on to it.
 *
 * <p>Unchanging; threads may share it.
 */
public final class Messages implements AssertProvider<MessagesAssert> {
  private final List<String> frames;
  private final Supplier<String> context;

  private Messages(List<String> frames, Supplier<String> context) {
    this.frames = frames;
    this.context = context;
  }

  /**
   * {@return what these text frames say} A frame that is no JSON array, and a message of a kind
   * that this version does not know, is an {@link UnknownMessage}.
   *
   * @param frames in the order in which they came, such as {@code [{"ev":"status",…}]}
   */
  public static Messages parse(Collection<String> frames) {
    return new Messages(List.copyOf(frames), () -> "");
  }

  /**
   * {@return what a server told its clients, as its journal has it} For any client under test,
   * whatever library it uses. Of a journal of several connections each one's messages are there, so
   * choose one: {@code polygon.journal().of(1)}.
   *
   * @throws IllegalStateException if the journal has forgotten some of it
   */
  public static Messages from(Journal journal) {
    List<String> told = journal.told();
    if (!journal.isComplete()) {
      throw new IllegalStateException(
          "The %s has forgotten some of what was told. Give it more memory: FakePolygonConfig.builder().journalBytes(…)"
              .formatted(journal));
    }
    return parse(told);
  }

  /**
   * {@return the same messages, whose failed assertions end with this line}
   *
   * @param context what one has to know to see a failure again: {@code seed 42, market time
   *     2024-01-02T14:31:00Z}
   */
  public Messages describedBy(String context) {
    return describedBy(() -> context);
  }

  /** {@return the same messages, whose failed assertions end with a line computed only then} */
  public Messages describedBy(Supplier<String> context) {
    return new Messages(frames, context);
  }

  /** {@return the text frames as they came} */
  public List<String> frames() {
    return frames;
  }

  /** {@return for each frame its messages, statuses included} */
  public List<List<ReceivedMessage>> byFrame() {
    return frames.stream().map(frame -> List.copyOf(FrameReader.read(frame))).toList();
  }

  /** {@return all messages, statuses included, read as the stream asks for them} */
  public Stream<ReceivedMessage> stream() {
    return frames.stream().flatMap(frame -> FrameReader.read(frame).stream());
  }

  /** {@return all messages, statuses included} */
  public List<ReceivedMessage> all() {
    return stream().toList();
  }

  /** {@return the events of the market: trades, quotes, bars, price bands} */
  public List<MarketEvent> events() {
    return ofType(MarketEvent.class).toList();
  }

  /**
   * {@return the events that belong to a topic}
   *
   * @param topic such as {@code T.FAKETICKER} or {@code LULD.*}
   * @throws IllegalArgumentException if it is not a topic
   */
  public List<MarketEvent> events(String topic) {
    Topic wanted = Topic.parse(topic);
    return ofType(MarketEvent.class).filter(event -> event.belongsTo(wanted)).toList();
  }

  /** {@return the trades of all symbols} */
  public List<Trade> trades() {
    return ofType(Trade.class).toList();
  }

  /** {@return the trades of a symbol, such as {@code FAKETICKER}} */
  public List<Trade> trades(String symbol) {
    return ofSymbol(Trade.class, symbol).toList();
  }

  /** {@return the quotes of all symbols} */
  public List<Quote> quotes() {
    return ofType(Quote.class).toList();
  }

  /** {@return the quotes of a symbol} */
  public List<Quote> quotes(String symbol) {
    return ofSymbol(Quote.class, symbol).toList();
  }

  /**
   * {@return the bars of a symbol}
   *
   * @param channel {@link Channel#A} or {@link Channel#AM}
   * @throws IllegalArgumentException if the channel carries no bars
   */
  public List<Aggregate> bars(Channel channel, String symbol) {
    if (channel != Channel.A && channel != Channel.AM) {
      throw new IllegalArgumentException(
          "Channel %s carries no bars. Write Channel.A for second bars or Channel.AM for minute bars"
              .formatted(channel));
    }
    return ofSymbol(Aggregate.class, symbol).filter(bar -> bar.channel() == channel).toList();
  }

  /** {@return the second bars of a symbol} */
  public List<Aggregate> secondBars(String symbol) {
    return bars(Channel.A, symbol);
  }

  /** {@return the minute bars of a symbol} */
  public List<Aggregate> minuteBars(String symbol) {
    return bars(Channel.AM, symbol);
  }

  /** {@return what the server said about the connection} */
  public List<Status> statuses() {
    return ofType(Status.class).toList();
  }

  /** {@return what this version cannot read, each as it came and with the reason} */
  public List<UnknownMessage> unknown() {
    return ofType(UnknownMessage.class).toList();
  }

  /**
   * For AssertJ, whose own {@code assertThat} so does the same as {@link
   * PolygonAssertions#assertThat(Messages)}.
   */
  @Override
  public MessagesAssert assertThat() {
    return new MessagesAssert(this);
  }

  /** {@return how many frames, and the line for failures} */
  @Override
  public String toString() {
    return "messages of " + Text.count(frames.size(), "frame") + lastLine().replace("\n", "; ");
  }

  /** {@return what came apart from statuses: events, and what cannot be read} */
  Stream<ReceivedMessage> streamWithoutStatuses() {
    return stream().filter(received -> !(received.message() instanceof Status));
  }

  /** {@return the line that ends a failure, with its line break; empty if there is none} */
  String lastLine() {
    String line;
    try {
      line = context.get();
    } catch (RuntimeException e) {
      // A second failure would hide the first.
      line = "seed and market time unknown: " + e.getMessage();
    }
    return line.isEmpty() ? "" : "\n" + line;
  }

  private <M> Stream<M> ofType(Class<M> type) {
    return stream().map(ReceivedMessage::message).filter(type::isInstance).map(type::cast);
  }

  private <E extends MarketEvent> Stream<E> ofSymbol(Class<E> type, String symbol) {
    return ofType(type).filter(event -> event.symbol().equals(symbol));
  }
}
