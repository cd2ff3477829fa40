package io.fakepolygon.fault;

import java.time.Duration;

/**
 * How a request to subscribe is answered. Strikes when a client asks for one of the fault's topics;
 * {@code after} counts requests, or where a single topic is struck such topics.
 */
public sealed interface AnswerHarm extends Harm {

  /** {@return whether it is about each topic by itself, rather than the whole request} */
  default boolean isOfOneTopic() {
    return false;
  }

  /**
   * {@code error}, {@code not authorized}, which does not name the topic; the connection lives. The
   * topic is not taken. Source: protocol.md, section 2.3, captured 2026-09-08.
   */
  record RefusedTopic() implements AnswerHarm {
    @Override
    public boolean isOfOneTopic() {
      return true;
    }
  }

  /**
   * No answer and no data, for ever, as for an unknown prefix. Source: protocol.md, section 2.5,
   * captured.
   */
  record SilentTopic() implements AnswerHarm {
    @Override
    public boolean isOfOneTopic() {
      return true;
    }
  }

  /**
   * The first topics of a request are taken; for each of the others the client is told that the
   * limit is reached. Source: protocol.md, section 7, "partial acknowledgement".
   *
   * @param first how many are taken
   */
  record PartialAcknowledgement(int first) implements AnswerHarm {
    /** Refuses a negative number. */
    public PartialAcknowledgement {
      Amounts.requireNotNegative("first", first);
    }

    /** One. */
    public PartialAcknowledgement() {
      this(1);
    }
  }

  /** Each acknowledgement in a frame of its own. Source: protocol.md, section 2.2. */
  record SplitAcknowledgement() implements AnswerHarm {}

  /**
   * The topic is taken, and data may come; the acknowledgement comes later. Source: protocol.md,
   * section 2.2, "can arrive before its acknowledgement".
   *
   * @param delay market time between the request and the acknowledgement
   */
  record LateAcknowledgement(Duration delay) implements AnswerHarm {
    /** Refuses a negative time. */
    public LateAcknowledgement {
      Amounts.requireNotNegative("delay", delay);
    }

    /** One second. */
    public LateAcknowledgement() {
      this(Duration.ofSeconds(1));
    }
  }

  /**
   * The acknowledgement comes right behind the first frame of events that follows. Source:
   * protocol.md, section 2.2.
   */
  record AcknowledgementAfterData() implements AnswerHarm {}
}
