package io.fakepolygon.launcher;

import io.fakepolygon.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

/** The PKCS#12 file with which a server proves who it is, as an operator names it. */
final class KeyStoreFile {
  private static final String TYPE = "PKCS12";

  private KeyStoreFile() {}

  /**
   * {@return the identity in a file}
   *
   * @param file as it was named
   * @param directory where a relative name begins
   * @param password opens the file and the key in it; never shown
   * @throws UnusableException if that cannot be
   */
  static Tls read(Given file, Path directory, String password) {
    Path path = directory.resolve(file.value());
    if (!Files.exists(path)) {
      throw unusable(file, "There is no such file; write the name of one.");
    }
    try (InputStream in = Files.newInputStream(path)) {
      KeyStore keyStore = KeyStore.getInstance(TYPE);
      keyStore.load(in, password.toCharArray());
      return Tls.of(keyStore, password.toCharArray());
    } catch (IOException e) {
      throw unusable(
          file,
          e.getCause() instanceof UnrecoverableKeyException
              ? "TLS_KEY_STORE_PASSWORD does not open it."
              : "It cannot be read as PKCS#12; docs/configuration.md says how to make such a file.");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(file, "It holds no private key with its certificate that can be used.");
    }
  }

  private static UnusableException unusable(Given file, String sentence) {
    return new UnusableException("%s is '%s'. %s".formatted(file.name(), file.value(), sentence));
  }
}
