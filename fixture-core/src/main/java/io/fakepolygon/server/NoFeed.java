package io.fakepolygon.server;

import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.UpstreamInfo;
import java.util.Optional;

/** A fake market alone: there is no real feed behind it. */
final class NoFeed implements Feed {

  @Override
  public boolean isReal() {
    return false;
  }

  @Override
  public boolean knows(Topic topic) {
    return topic.channel().isOfStocks();
  }

  @Override
  public boolean has(Topic topic) {
    return false;
  }

  @Override
  public Optional<Status> hold(Connection connection, Topic topic, String parameter) {
    return Optional.of(Status.subscribedTo(parameter));
  }

  @Override
  public Optional<Status> refusalOf(Topic topic) {
    return Optional.empty();
  }

  @Override
  public void leave(Connection connection, Topic topic, boolean last) {}

  @Override
  public String forJournal(String frame, ClientAction action) {
    return frame;
  }

  @Override
  public Optional<UpstreamInfo> info() {
    return Optional.empty();
  }

  @Override
  public long beat() {
    return Long.MAX_VALUE;
  }

  @Override
  public void close() {}
}
