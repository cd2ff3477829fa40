package io.fakepolygon.server;

import io.fakepolygon.protocol.Channel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server treats those who connect.
 *
 * @param host address to listen on
 * @param port TCP port; 0 picks a free one
 * @param tls speaks {@code wss} with this context; plain {@code ws} when null
 * @param paths what of a URL comes behind the port, {@code /stocks} for one
 * @param apiKeys the keys that are good; none means that any non-empty key is
 * @param channels the channels of the plan; another known channel is answered with {@code not
 *     authorized}
 * @param connectionCap most connections for one key, 0 for no cap
 * @param capPolicy who goes when a key has too many
 * @param authenticationTimeout real time that a client has for its key
 * @param pingPeriod real time between two keep-alive pings of a connection; zero for none
 * @param deliveryTimeout real time that a client may take without a sign that it received anything,
 *     while the clock waits for it
 * @param longestPong real time that a client may take to answer a ping before the referee objects
 * @param acknowledgementFraming how the acknowledgements of one request are put into frames
 * @param journalBytes roughly the memory for what clients are told, and as much again for what they
 *     say; 0 for no journal
 * @param limits how much clients may ask of it
 * @param slowClients how much may wait for a client, and what becomes of one for which it is more
 */
public record ServerOptions(
    String host,
    int port,
    @Nullable SSLContext tls,
    Set<String> paths,
    Set<String> apiKeys,
    Set<Channel> channels,
    int connectionCap,
    ConnectionCapPolicy capPolicy,
    Duration authenticationTimeout,
    Duration pingPeriod,
    Duration deliveryTimeout,
    Duration longestPong,
    AcknowledgementFraming acknowledgementFraming,
    long journalBytes,
    DoorLimits limits,
    SlowClients slowClients) {

  /** Copies the sets; paths and keys keep their order. */
  public ServerOptions {
    paths = Collections.unmodifiableSet(new LinkedHashSet<>(paths));
    apiKeys = Collections.unmodifiableSet(new LinkedHashSet<>(apiKeys));
    channels = Set.copyOf(channels);
  }

  /** {@return the same at the address and with the TLS of another} */
  public ServerOptions listeningAs(ServerOptions other) {
    return new ServerOptions(
        other.host,
        other.port,
        other.tls,
        paths,
        apiKeys,
        channels,
        connectionCap,
        capPolicy,
        authenticationTimeout,
        pingPeriod,
        deliveryTimeout,
        longestPong,
        acknowledgementFraming,
        journalBytes,
        limits,
        slowClients);
  }

  /**
   * {@return whether only this machine can reach what listens on an address} Of a name that means
   * nothing it is not known.
   */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Keeps the keys out of logs. */
  @Override
  public String toString() {
    return "ServerOptions[%s:%d, %d keys, channels %s]"
        .formatted(host, port, apiKeys.size(), channels);
  }
}
