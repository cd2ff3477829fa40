package io.fakepolygon.server;

import io.fakepolygon.protocol.FrameSlicer;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link SlowClientPolicy#CONFLATE_QUOTES}: while the outlet is above the soft limit, shared frames
 * are taken apart, quotes wait here, and the rest goes on in frames of the client's own.
 *
 * <pre>
 *   due           Q.A1  Q.B1  Q.A2  T.A  Q.A3  AM.B  Q.A4   │ room
 *   sent                      Q.A2  T.A        AM.B         │ Q.B1  Q.A4
 * </pre>
 */
final class ConflatingQueue implements SendQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ConflatingQueue.class);
  private static final String QUOTE = "Q";
  private static final String TRADE = "T";

  private final SlowClients limits;
  private final Outlet outlet;
  private final Patience patience;
  // The latest of each symbol, in the order in which the symbols began to wait.
  private final Map<String, byte[]> quotes = new LinkedHashMap<>();
  private long quoteBytes;
  private long conflated;
  private boolean conflating;
  private long conflatedBefore;

  ConflatingQueue(SlowClients limits, Outlet outlet, Patience patience) {
    this.limits = limits;
    this.outlet = outlet;
    this.patience = patience;
  }

  @Override
  public boolean isReadyFor(FrameBatch batch) {
    if (batch.isAwaited()) {
      writeQuotes();
      return true;
    }
    if (patience.isOverWith(bytes())) {
      return false;
    }
    goOn();
    return quotes.isEmpty() && hasRoom();
  }

  @Override
  public void takeLate(FrameBatch batch) {
    if (patience.isOverWith(bytes())) {
      return;
    }
    FrameBatch own = new FrameBatch(ByteBufAllocator.DEFAULT.ioBuffer());
    for (int i = 0; i < batch.frames(); i++) {
      FrameSlicer.slice(batch.frame(i), new Sieve(own, batch.timeNs(i)));
      own.endFrame();
    }
    writeIfAny(own);
  }

  // Quotes go before: nothing of a topic may follow the acknowledgement that it was given up.
  @Override
  public void takeOwn(FrameBatch own) {
    writeQuotes();
    outlet.write(own);
  }

  @Override
  public void goOn() {
    if (hasRoom()) {
      writeQuotes();
    }
    if (outlet.bytes() <= limits.window()) {
      endToConflate("keeps up again");
    }
  }

  @Override
  public Optional<String> relieve() {
    return patience.overBecauseOf(bytes());
  }

  @Override
  public void finish() {
    writeQuotes();
    endToConflate("ends");
  }

  @Override
  public void discard() {
    quotes.clear();
    quoteBytes = 0;
  }

  @Override
  public long bytes() {
    return outlet.bytes() + quoteBytes;
  }

  @Override
  public long quotesConflated() {
    return conflated;
  }

  @Override
  public long eventsDropped() {
    return 0;
  }

  private boolean hasRoom() {
    return outlet.bytes() <= limits.softLimitBytes();
  }

  private void hold(String ticker, byte[] quote) {
    byte[] earlier = quotes.put(ticker, quote);
    quoteBytes += quote.length;
    if (earlier != null) {
      quoteBytes -= earlier.length;
      countConflated();
    }
  }

  private void moveQuote(String ticker, FrameBatch to, long timeNs) {
    byte[] quote = quotes.remove(ticker);
    if (quote != null) {
      quoteBytes -= quote.length;
      to.add(quote, 0, quote.length, timeNs);
    }
  }

  private void writeQuotes() {
    if (quotes.isEmpty()) {
      return;
    }
    FrameBatch own = new FrameBatch(ByteBufAllocator.DEFAULT.ioBuffer());
    quotes.values().forEach(quote -> own.add(quote, 0, quote.length, outlet.nowNs()));
    own.endFrame();
    discard();
    outlet.write(own);
  }

  private void writeIfAny(FrameBatch own) {
    if (own.frames() > 0) {
      outlet.write(own);
    } else {
      own.take().release();
    }
  }

  private void countConflated() {
    conflated++;
    if (!conflating) {
      conflating = true;
      conflatedBefore = conflated - 1;
      LOG.info(
          "Connection {} does not keep up: {} bytes wait for it, above the soft limit of {}, and"
              + " its quotes are conflated",
          outlet.connection(),
          bytes(),
          limits.softLimitBytes());
    }
  }

  // Below the limit by far, so that a client which stays at the limit does not fill the log.
  private void endToConflate(String how) {
    if (conflating) {
      conflating = false;
      LOG.info(
          "Connection {} {}: {} of its quotes were conflated",
          outlet.connection(),
          how,
          conflated - conflatedBefore);
    }
  }

  /** Lets through what is no quote, and takes the quote of a trade's symbol along. */
  private final class Sieve implements FrameSlicer.Sink {
    private final FrameBatch through;
    private final long timeNs;

    private Sieve(FrameBatch through, long timeNs) {
      this.through = through;
      this.timeNs = timeNs;
    }

    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      if (ev.equals(QUOTE)) {
        hold(ticker, Arrays.copyOfRange(frame, start, start + length));
        return;
      }
      if (ev.equals(TRADE)) {
        moveQuote(ticker, through, timeNs);
      }
      through.add(frame, start, length, timeNs);
    }

    @Override
    public void malformed(Malformation kind, String what) {
      throw new IllegalStateException("A finished frame holds %s: %s".formatted(kind, what));
    }
  }
}
