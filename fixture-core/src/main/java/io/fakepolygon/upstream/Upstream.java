package io.fakepolygon.upstream;

import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to the real feed: logs in, stays in, and asks for what is wanted downstream.
 *
 * <pre>
 *            greeting, key accepted                   lost, stalled
 *  LOGGING_IN ──────────────────▶ READY ──────────────────────────────▶ LOST ───┐
 *     ▲  └── lost, not in time ─────┴─ max_connections ▶ TOO_MANY_CONNECTIONS ──┤
 *     │  └── auth_failed ────────────────────────────▶ KEY_REFUSED ─────────────┤
 *     └───────────────────────────── after a while ─────────────────────────────┘
 * </pre>
 *
 * <p>Owned by one thread, which is also the one that tells {@link Downstream}. Socket threads hand
 * over what came, and wait while too much of it has not been dealt with: then the feed has to wait,
 * not our memory.
 */
public final class Upstream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
  private static final int POLICY_VIOLATION = 1008;
  private static final long NEVER = Long.MAX_VALUE;

  private final UpstreamOptions options;
  private final Executor owner;
  private final LongSupplier nanoTime;
  private final Downstream downstream;
  private final Line.Dialer dialer;
  private final UpstreamTopics topics;
  private final Retries retries;
  private final Grievances grievances;
  private final Intake intake;
  private final PartsReader reader = new PartsReader();

  private UpstreamState state = UpstreamState.LOST;
  private String trouble = "";
  private boolean greeted;
  private @Nullable Call call;
  // When the state is to be left, as nanoTime has it: the next attempt, or the end of patience.
  private long deadlineNs;
  // When the feed has to be told something about topics; MIN_VALUE for at once.
  private long topicsDueNs = NEVER;
  private long lostSinceNs = NEVER;
  private long logins;
  private long frames;
  private long events;
  private long bytes;
  private long gaps;
  private Duration lastGap = Duration.ZERO;

  /**
   * A connection that begins with the first {@link #beat}.
   *
   * @param owner runs commands one after the other, on the thread that owns this
   * @param nanoTime real time, such as {@link System#nanoTime}
   * @param mostWaitingBytes how much may have come that the owner has not dealt with
   */
  public Upstream(
      UpstreamOptions options,
      Executor owner,
      LongSupplier nanoTime,
      int mostWaitingBytes,
      Downstream downstream) {
    this(options, owner, nanoTime, mostWaitingBytes, downstream, new OkHttpDialer(options));
  }

  Upstream(
      UpstreamOptions options,
      Executor owner,
      LongSupplier nanoTime,
      int mostWaitingBytes,
      Downstream downstream,
      Line.Dialer dialer) {
    this.options = options;
    this.owner = owner;
    this.nanoTime = nanoTime;
    this.downstream = downstream;
    intake = new Intake(mostWaitingBytes);
    this.dialer = dialer;
    topics = new UpstreamTopics(options.linger());
    retries =
        new Retries(options.longestRetryWait(), () -> ThreadLocalRandom.current().nextDouble());
    grievances = new Grievances(options);
    deadlineNs = nanoTime.getAsLong();
  }

  /**
   * Does what is due.
   *
   * @return nanoseconds until something is again, or Long.MAX_VALUE
   */
  public long beat() {
    long now = nanoTime.getAsLong();
    if (state == UpstreamState.READY) {
      if (topicsDueNs <= now) {
        sendTopics(now);
      }
      return untilDue(topicsDueNs, now);
    }
    if (state == UpstreamState.CLOSED) {
      return NEVER;
    }
    if (deadlineNs <= now) {
      if (call == null) {
        connect(now);
      } else {
        end(Retries.End.LOST, "not logged in within " + inWords(options.loginTimeout()));
      }
    }
    return untilDue(deadlineNs, nanoTime.getAsLong());
  }

  /** A topic is wanted downstream; more than once is the same. */
  public void want(Topic topic) {
    topics.want(topic);
    topicsDueNs = Long.MIN_VALUE;
  }

  /** Nobody downstream wants a topic any more. */
  public void leave(Topic topic) {
    topics.leave(topic, nanoTime.getAsLong());
    topicsDueNs = Long.MIN_VALUE;
  }

  /** {@return whether the feed has acknowledged a topic, or a wildcard that covers it} */
  public boolean isConfirmed(Topic topic) {
    return topics.isConfirmed(topic);
  }

  /** {@return what the feed said when it refused a topic, if it did} */
  public Optional<Status> refusalOf(Topic topic) {
    return topics.refusalOf(topic);
  }

  /** {@return how it stands now} */
  public UpstreamInfo info() {
    return new UpstreamInfo(
        options.shownUrl(),
        state,
        trouble,
        topics.held(),
        topics.confirmed(),
        topics.refused(),
        logins,
        frames,
        events,
        bytes,
        grievances.counts(),
        gaps,
        lastGap);
  }

  /**
   * Says good-bye to the feed, or gives up an attempt to log in, and ends the threads. For when the
   * owner's thread has ended.
   */
  @Override
  public void close() {
    if (call != null) {
      if (state == UpstreamState.READY) {
        call.line().close();
      } else {
        call.line().cut();
      }
      call = null;
    }
    state = UpstreamState.CLOSED;
    intake.close();
    dialer.close();
  }

  private void connect(long now) {
    state = UpstreamState.LOGGING_IN;
    greeted = false;
    deadlineNs = now + options.loginTimeout().toNanos();
    LOG.debug("Upstream: connecting to {}", options.shownUrl());
    call = new Call();
  }

  /** Sends what the feed has to be told by now. */
  private void sendTopics(long now) {
    refuse(topics.unanswered(now));
    List<UpstreamRequest> requests = topics.due(now);
    topicsDueNs = topics.nextDueAfter(now);
    int asked = 0;
    int left = 0;
    for (UpstreamRequest request : requests) {
      if (call == null || !call.line().send(request.toJson())) {
        LOG.debug("Upstream: the connection takes no request any more; its end will be told");
        return;
      }
      boolean subscribes = request.kind() == UpstreamRequest.Kind.SUBSCRIBE;
      asked += subscribes ? request.topics().size() : 0;
      left += subscribes ? 0 : request.topics().size();
    }
    if (asked + left > 0) {
      LOG.info(
          "Upstream: topics asked for: {}, given up: {}, held: {}", asked, left, topics.held());
    }
  }

  private void said(VendorFrame frame) {
    frames++;
    events += frame.events();
    bytes += frame.length();
    frame.tell(reader);
    downstream.frameEnded();
  }

  private void carryOut(Status status) {
    switch (status.status()) {
      case "connected" -> greeted();
      case "auth_success" -> loggedIn();
      case "auth_failed" -> end(Retries.End.KEY_REFUSED, saying(status));
      case "max_connections" -> end(Retries.End.TOO_MANY_CONNECTIONS, saying(status));
      case "auth_timeout" -> end(Retries.End.LOST, saying(status));
      case "success", "error" -> answered(status);
      default -> grievances.addUnknown(status);
    }
  }

  private void greeted() {
    if (state == UpstreamState.LOGGING_IN && !greeted && call != null) {
      greeted = true;
      call.line().send(new Authenticate(options.key()).toJson());
    }
  }

  private void loggedIn() {
    if (state != UpstreamState.LOGGING_IN) {
      return;
    }
    long now = nanoTime.getAsLong();
    state = UpstreamState.READY;
    trouble = "";
    logins++;
    retries.isWell(now);
    topicsDueNs = Long.MIN_VALUE;
    LOG.info("Upstream: logged in at {}", options.shownUrl());
    if (lostSinceNs != NEVER && topics.held() > 0) {
      reportGap(now);
    }
    lostSinceNs = NEVER;
  }

  private void reportGap(long now) {
    gaps++;
    lastGap = Duration.ofNanos(now - lostSinceNs);
    LOG.warn(
        "Upstream: back after a gap of {}; what the feed sent meanwhile is missing, topics: {}",
        inWords(lastGap),
        topics.held());
  }

  private void answered(Status status) {
    if (status.status().equals("error") && !topics.awaitsAnswers()) {
      grievances.addUnknown(status);
    }
    refuse(topics.answered(status, nanoTime.getAsLong()));
    UpstreamTopics.acknowledgedBy(status)
        .filter(topics::isConfirmed)
        .ifPresent(downstream::confirmed);
    topicsDueNs = Long.MIN_VALUE;
  }

  private void refuse(Map<Topic, Status> refused) {
    if (!refused.isEmpty()) {
      Map.Entry<Topic, Status> first = refused.entrySet().iterator().next();
      LOG.warn(
          "Upstream: topics refused by the feed: {}, {} first: {}",
          refused.size(),
          options.withoutKey(first.getKey().toString()),
          saying(first.getValue()));
    }
    refused.forEach(downstream::refused);
  }

  /** The connection is over, or is given up. */
  private void end(Retries.End end, String why) {
    if (call != null) {
      call.line().cut();
      call = null;
    }
    long now = nanoTime.getAsLong();
    if (state == UpstreamState.READY && topics.held() > 0) {
      lostSinceNs = now;
    }
    Duration wait = retries.afterEnd(end, now);
    state = end.state();
    trouble = why;
    deadlineNs = now + wait.toNanos();
    topics.connectionLost();
    LOG.warn(
        "Upstream: {}{}; next attempt {}",
        end.inWords(),
        why,
        wait.isZero() ? "at once" : "in " + inWords(wait));
  }

  private String saying(Status status) {
    return options.withoutKey("%s '%s'".formatted(status.status(), status.message()));
  }

  private static long untilDue(long dueNs, long now) {
    return dueNs == NEVER ? NEVER : Math.max(0, dueNs - now);
  }

  private static String inWords(Duration duration) {
    long ms = duration.toMillis();
    return ms < 1_000 ? ms + " ms" : String.format(Locale.ROOT, "%.1f s", ms / 1_000.0);
  }

  /** One attempt and the connection that came of it. What an older one still says is not heard. */
  private final class Call implements Line.Listener {
    private final Line line = dialer.dial(this);

    Line line() {
      return line;
    }

    @Override
    public void said(byte[] bytes) {
      VendorFrame frame = VendorFrame.read(bytes);
      if (intake.begin(bytes.length)) {
        owner.execute(
            () -> {
              intake.end(bytes.length);
              if (call == this) {
                Upstream.this.said(frame);
              }
            });
      }
    }

    @Override
    public void closed(int code, String reason) {
      // Over the cap, the feed closes with 1008, and not always says why before.
      ended(
          code == POLICY_VIOLATION ? Retries.End.TOO_MANY_CONNECTIONS : Retries.End.LOST,
          "closed by the feed with %d '%s'".formatted(code, reason));
    }

    @Override
    public void ended(String how) {
      ended(Retries.End.LOST, how);
    }

    private void ended(Retries.End end, String how) {
      owner.execute(
          () -> {
            if (call == this) {
              end(end, options.withoutKey(how));
            }
          });
    }
  }

  /** What becomes of the parts of a frame. */
  private final class PartsReader implements VendorFrame.Reader {
    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      if (state == UpstreamState.READY) {
        downstream.event(ev, ticker, frame, start, length);
      }
    }

    @Override
    public void status(Status status) {
      // One before it in the same frame may have ended the connection.
      if (call != null) {
        carryOut(status);
      }
    }

    @Override
    public void malformed(Malformation kind, String what) {
      grievances.add(kind, what);
    }
  }
}
