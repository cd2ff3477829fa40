package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Topic;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndedConnectionsTest {
  private final EndedConnections ended = new EndedConnections(200_000);

  @Test
  void theyAreRememberedInTheOrderOfTheirEnd() {
    ended.add(anEnded(2, 0));
    ended.add(anEnded(1, 0));

    assertThat(ids()).containsExactly(2, 1);
  }

  @Test
  void theOldestOfMoreThan256AreForgotten() {
    IntStream.rangeClosed(1, 258).forEach(id -> ended.add(anEnded(id, 0)));

    assertThat(ids()).hasSize(256).startsWith(3).endsWith(258);
  }

  @Test
  void thoseThatHeldVeryManyTopicsAreForgottenEarlier() {
    ended.add(anEnded(1, 100_000));
    ended.add(anEnded(2, 100_000));
    assertThat(ids()).containsExactly(1, 2);

    ended.add(anEnded(3, 1));
    assertThat(ids()).containsExactly(2, 3);

    ended.add(anEnded(4, 99_999));
    assertThat(ids()).containsExactly(2, 3, 4);
  }

  private List<Integer> ids() {
    return ended.infos().stream().map(ConnectionInfo::id).toList();
  }

  private static ConnectionInfo anEnded(int id, int holdings) {
    Holding holding = new Holding(Topic.parse("T.AAPL"), 0, 1);
    return new ConnectionInfo(
        id,
        "127.0.0.1:5050",
        "",
        true,
        Set.of(),
        Collections.nCopies(holdings, holding),
        0,
        0,
        0,
        0,
        0);
  }
}
