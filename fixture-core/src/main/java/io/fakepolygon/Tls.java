package io.fakepolygon;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * How a server proves who it is, for clients that speak {@code wss} only. Immutable; may serve
 * several servers.
 *
 * <p>A client that is to trust a self-signed server is given {@link #certificate}.
 */
public final class Tls {
  private final SSLContext context;
  private final X509Certificate certificate;

  private Tls(SSLContext context, X509Certificate certificate) {
    this.context = context;
    this.certificate = certificate;
  }

  /**
   * {@return a fresh key with a certificate signed by itself, good for localhost, 127.0.0.1 and
   * ::1, for a day}
   */
  public static Tls selfSigned() {
    char[] password = new char[0];
    return of(SelfSignedIdentity.create(password), password);
  }

  /**
   * {@return the identity in a key store}
   *
   * @param keyStore holds one private key with its chain
   * @param password opens the key
   * @throws IllegalArgumentException if the key store holds no key, or the password does not open
   *     it
   */
  public static Tls of(KeyStore keyStore, char[] password) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, new SecureRandom());
      return new Tls(context, certificateIn(keyStore));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key store cannot be used: " + e.getMessage(), e);
    }
  }

  /** {@return the certificate the server shows} */
  public X509Certificate certificate() {
    return certificate;
  }

  SSLContext context() {
    return context;
  }

  private static X509Certificate certificateIn(KeyStore keyStore) throws KeyStoreException {
    for (String alias : Collections.list(keyStore.aliases())) {
      if (keyStore.isKeyEntry(alias)
          && keyStore.getCertificate(alias) instanceof X509Certificate found) {
        return found;
      }
    }
    throw new KeyStoreException("it holds no private key with an X.509 certificate");
  }
}
