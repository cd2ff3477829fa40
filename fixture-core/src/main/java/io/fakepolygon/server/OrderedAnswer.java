package io.fakepolygon.server;

import io.fakepolygon.fault.AnswerHarm.AcknowledgementAfterData;
import io.fakepolygon.fault.AnswerHarm.LateAcknowledgement;
import io.fakepolygon.fault.AnswerHarm.PartialAcknowledgement;
import io.fakepolygon.fault.AnswerHarm.RefusedTopic;
import io.fakepolygon.fault.AnswerHarm.SplitAcknowledgement;
import io.fakepolygon.fault.Harm;
import io.fakepolygon.fault.Struck;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What ordered faults make of one request to subscribe. Owned by the market thread.
 *
 * @param faults where they are ordered
 * @param connection whose request it is
 * @param refused topics that are not taken, each by its order
 * @param manner how the request is answered, if an order says so
 */
record OrderedAnswer(
    FaultDesk faults, Connection connection, Map<Topic, Struck> refused, Optional<Struck> manner) {

  /**
   * What becomes of a request.
   *
   * @param topics those of it that would be taken
   * @param held those that the client holds already, and goes on to hold
   */
  static OrderedAnswer of(
      FaultDesk faults, Connection connection, List<Topic> topics, Set<Topic> held) {
    Map<Topic, Struck> refused = new LinkedHashMap<>();
    for (Topic topic : topics) {
      faults.onTopic(connection, topic).ifPresent(struck -> refused.put(topic, struck));
    }
    Optional<Struck> manner =
        topics.isEmpty() ? Optional.empty() : faults.onRequest(connection, topics);
    manner.ifPresent(
        struck -> {
          if (struck.harm() instanceof PartialAcknowledgement partial) {
            topics.stream()
                .skip(partial.first())
                .forEach(topic -> refused.putIfAbsent(topic, struck));
          }
        });
    refused.forEach(
        (topic, struck) -> {
          if (!held.contains(topic)) {
            faults.lost(struck.order(), connection, List.of(topic));
          }
        });
    return new OrderedAnswer(faults, connection, refused, manner);
  }

  /** {@return whether the client comes to hold a topic} */
  boolean isTaken(Topic topic) {
    return !refused.containsKey(topic);
  }

  /** {@return what the client is told of a topic that it does not come to hold} */
  Optional<Status> refusal(Topic topic) {
    Struck struck = refused.get(topic);
    Harm harm = struck == null ? null : struck.harm();
    if (harm instanceof RefusedTopic) {
      return Optional.of(Status.NOT_AUTHORIZED);
    }
    return harm instanceof PartialAcknowledgement
        ? Optional.of(Status.SUBSCRIPTION_LIMIT_REACHED)
        : Optional.empty();
  }

  /** Has the client told what there is to tell. */
  void give(List<Status> answers, Consumer<List<Status>> clerk) {
    Harm how = manner.map(Struck::harm).orElse(null);
    if (how instanceof SplitAcknowledgement) {
      answers.forEach(answer -> clerk.accept(List.of(answer)));
    } else if (how instanceof LateAcknowledgement late) {
      faults.planFor(connection, late.delay(), () -> clerk.accept(answers));
    } else if (how instanceof AcknowledgementAfterData) {
      faults.sendBehindData(connection, () -> clerk.accept(answers));
    } else {
      clerk.accept(answers);
    }
  }
}
