package io.fakepolygon.junit5;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;

/**
 * Plain sockets that are remembered: neither events nor interceptors of OkHttp tell of a
 * WebSocket's, and its local address is what a server knows a client by.
 */
final class RememberedSockets extends SocketFactory {
  private final List<Socket> made = new CopyOnWriteArrayList<>();

  /** {@return the local address of the open socket, as the server writes it; empty if none is} */
  String localAddress() {
    return made.stream()
        .filter(socket -> socket.isConnected() && !socket.isClosed())
        .map(socket -> socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort())
        .findFirst()
        .orElse("");
  }

  @Override
  public Socket createSocket() {
    Socket socket = new Socket();
    made.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(localHost, localPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }
}
