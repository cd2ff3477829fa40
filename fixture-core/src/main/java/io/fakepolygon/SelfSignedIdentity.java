package io.fakepolygon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A key pair on P-256 and its X.509 certificate, signed by itself (RFC 5280, in DER).
 *
 * <p>By hand because every library for it would have to be as old or as new as the user's own:
 * OkHttp's has to match OkHttp, BouncyCastle is larger than all the rest, and the JDK's is not
 * exported.
 */
final class SelfSignedIdentity {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0c;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int EXPLICIT_VERSION = 0xa0;
  private static final int EXPLICIT_EXTENSIONS = 0xa3;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final byte[] VERSION_3 = {2};
  private static final byte[] ECDSA_WITH_SHA256 = {
    6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
  };
  private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = {6, 3, 0x55, 0x1d, 0x11};
  private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int SERIAL_BITS = 64;

  private SelfSignedIdentity() {}

  static KeyStore create(char[] password) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      KeyStore keyStore = KeyStore.getInstance("PKCS12");
      keyStore.load(null, password);
      keyStore.setKeyEntry(
          "fake-polygon", pair.getPrivate(), password, new Certificate[] {certificate(pair)});
      return keyStore;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JDK cannot make an elliptic-curve certificate", e);
    }
  }

  private static Certificate certificate(KeyPair pair) throws GeneralSecurityException {
    byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
    byte[] toBeSigned = toBeSigned(pair, algorithm);
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(toBeSigned);
    byte[] signature = der(BIT_STRING, new byte[] {0}, signer.sign());
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(
            new ByteArrayInputStream(der(SEQUENCE, toBeSigned, algorithm, signature)));
  }

  private static byte[] toBeSigned(KeyPair pair, byte[] algorithm) {
    Instant now = Instant.now();
    byte[] name =
        der(
            SEQUENCE,
            der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, "FakePolygon".getBytes(UTF_8)))));
    byte[] validity =
        der(SEQUENCE, time(now.minus(1, ChronoUnit.HOURS)), time(now.plus(1, ChronoUnit.DAYS)));
    byte[] names =
        der(
            SEQUENCE,
            der(DNS_NAME, "localhost".getBytes(US_ASCII)),
            der(IP_ADDRESS, LOOPBACK_4),
            der(IP_ADDRESS, LOOPBACK_6));
    byte[] extension = der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(OCTET_STRING, names));
    return der(
        SEQUENCE,
        der(EXPLICIT_VERSION, der(INTEGER, VERSION_3)),
        der(
            INTEGER,
            new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE).toByteArray()),
        algorithm,
        name,
        validity,
        name,
        pair.getPublic().getEncoded(),
        der(EXPLICIT_EXTENSIONS, der(SEQUENCE, extension)));
  }

  private static byte[] time(Instant instant) {
    return der(GENERALIZED_TIME, TIME.format(instant).getBytes(US_ASCII));
  }

  /**
   * Tag, length, content: lengths from 128 up are written as the count of their bytes, then the
   * bytes.
   */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.size() < 0x80) {
      out.write(content.size());
    } else if (content.size() <= 0xff) {
      out.write(0x81);
      out.write(content.size());
    } else {
      out.write(0x82);
      out.write(content.size() >> 8);
      out.write(content.size());
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
