package io.fakepolygon.server;

import io.fakepolygon.fault.ConnectionHarm.AuthFailure;
import io.fakepolygon.fault.ConnectionHarm.AuthTimeout;
import io.fakepolygon.fault.ConnectionHarm.Close;
import io.fakepolygon.fault.ConnectionHarm.ConnectionCap;
import io.fakepolygon.fault.ConnectionHarm.Eviction;
import io.fakepolygon.fault.ConnectionHarm.Restart;
import io.fakepolygon.fault.ConnectionHarm.SlowAuth;
import io.fakepolygon.fault.Struck;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.server.FaultDesk.Doom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What ordered faults do to log-ins, and how they end connections.
 *
 * <p>Owned by the market thread, but for {@link #isDown}.
 */
final class Ordered {
  private static final int POLICY_VIOLATION = 1008;

  private final Hub hub;
  private final FaultDesk faults;
  // Told to go, and their sockets not closed yet.
  private final Set<Wire> parting = new HashSet<>();
  private int restarting;
  private volatile boolean down;

  Ordered(Hub hub, FaultDesk faults) {
    this.hub = hub;
    this.faults = faults;
  }

  /** {@return whether nobody can connect} Any thread. */
  boolean isDown() {
    return down;
  }

  boolean hasNobodyParting() {
    return parting.isEmpty();
  }

  /** A socket has been closed, by whomever. */
  void parted(Wire wire) {
    parting.remove(wire);
  }

  /** A client has sent a good key, and an order strikes it. */
  void logIn(Connection connection, String key, Struck struck) {
    if (struck.harm() instanceof AuthFailure failure) {
      connection.send(new Status(Status.AUTHENTICATION_FAILED.status(), failure.message()));
      end(connection, struck, "dropped");
      connection.wire().drop();
    } else if (struck.harm() instanceof AuthTimeout timeout) {
      connection.waitToLogIn();
      later(
          connection,
          timeout.delay(),
          () -> sendAway(connection, struck, Status.AUTHENTICATION_TIMED_OUT));
    } else if (struck.harm() instanceof SlowAuth slow) {
      connection.waitToLogIn();
      later(connection, slow.delay(), () -> acceptAtLast(connection, key));
    } else if (struck.harm() instanceof ConnectionCap) {
      hub.accept(connection, key);
      hub.refuseLate(connection, () -> sendAway(connection, struck, Status.TOO_MANY_CONNECTIONS));
    } else if (struck.harm() instanceof Eviction eviction) {
      hub.accept(connection, key);
      later(
          connection,
          eviction.delay(),
          () -> sendAway(connection, struck, Status.TOO_MANY_CONNECTIONS));
    }
  }

  /** Ends the connections that are to end. */
  void endDoomed() {
    for (Optional<Doom> doom = faults.nextDoomed(); doom.isPresent(); doom = faults.nextDoomed()) {
      carryOut(doom.get());
    }
    faults.settle();
  }

  private void carryOut(Doom doom) {
    Connection connection = doom.connection();
    if (doom.struck().harm() instanceof Restart restart) {
      restart(restart, doom.struck());
    } else if (connection != null && connection.isOpen()) {
      if (doom.struck().harm() instanceof Close close) {
        end(connection, doom.struck(), "closed with %d".formatted(close.code()));
        connection.wire().close(close.code(), "");
      } else {
        end(connection, doom.struck(), "dropped");
        connection.wire().drop();
      }
    }
  }

  private void restart(Restart restart, Struck struck) {
    if (!restart.down().isZero()) {
      restarting++;
      down = true;
      faults.plan(restart.down(), this::restarted);
    }
    for (Connection connection : List.copyOf(hub.connections())) {
      end(connection, struck, "dropped");
      connection.wire().drop();
    }
  }

  private void restarted() {
    restarting--;
    down = restarting > 0;
  }

  private void acceptAtLast(Connection connection, String key) {
    List<Runnable> waited = connection.waitNoLonger();
    hub.accept(connection, key);
    waited.forEach(Runnable::run);
  }

  private void sendAway(Connection connection, Struck struck, Status why) {
    if (connection.isOpen()) {
      connection.send(why);
      end(connection, struck, "closed with 1008");
      connection.wire().close(POLICY_VIOLATION, "");
    }
  }

  private void later(Connection connection, Duration delay, Runnable deed) {
    if (delay.isZero()) {
      deed.run();
    } else {
      faults.planFor(connection, delay, deed);
    }
  }

  private void end(Connection connection, Struck struck, String what) {
    faults.lost(struck.order(), connection, hub.desk().topicsOf(connection));
    parting.add(connection.wire());
    hub.end(connection, "%s by %s".formatted(what, faults.name(struck.order())));
  }
}
