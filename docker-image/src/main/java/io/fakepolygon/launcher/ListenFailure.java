package io.fakepolygon.launcher;

import io.fakepolygon.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Why an address could not be listened on, in words for the operator. */
final class ListenFailure {
  private static final int FIRST_PORT_FOR_EVERYBODY = 1024;

  private ListenFailure() {}

  static UnusableException explain(
      ServerOptions options, Settings settings, UncheckedIOException failure) {
    if (!isAddressOfThisMachine(options.host())) {
      return new UnusableException(
          "%s is '%s'. Write an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all."
              .formatted(settings.orDefault(Setting.HOST).name(), options.host()));
    }
    if (options.port() < FIRST_PORT_FOR_EVERYBODY && !isInUse(failure)) {
      return new UnusableException(
          "Port %d on %s is not allowed to this user. Choose one from 1024 up with PORT or --port."
              .formatted(options.port(), options.host()));
    }
    return new UnusableException(
        ("Port %d on %s is taken. Stop what listens there, or choose another port"
                + " with PORT or --port; 0 picks a free one.")
            .formatted(options.port(), options.host()));
  }

  // Asked of the system anew, for it words its errors in the operator's language.
  private static boolean isAddressOfThisMachine(String host) {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return any.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isInUse(UncheckedIOException failure) {
    return String.valueOf(failure.getMessage()).contains("in use");
  }
}
