package dev.groundcrew.builtin.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate that nobody but this test trusts, made by the JDK's {@code keytool}. */
public final class SelfMadeCertificate {
  public static final String PASSWORD = "changeit";

  private final Path store;
  private final KeyStore keys;

  /**
   * Makes one.
   *
   * @param folder where its files go
   * @param names as {@code SubjectAlternativeName} has them, such as {@code
   *     dns:a.test,ip:127.0.0.1}
   */
  public SelfMadeCertificate(Path folder, String names)
      throws IOException, GeneralSecurityException, InterruptedException {
    store = folder.resolve("self-made.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "self-made",
        "-keyalg",
        "EC",
        "-dname",
        "CN=self-made",
        "-ext",
        "SAN=" + names,
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString());
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }

  /** The file that a JVM takes for {@code javax.net.ssl.trustStore}; it has {@link #PASSWORD}. */
  public Path trustStore() {
    return store;
  }

  /** For who serves with it, and for who trusts it. */
  public SSLContext context() throws GeneralSecurityException {
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  /** The certificate as PEM (RFC 7468). */
  public String certificatePem() throws GeneralSecurityException {
    return pem("CERTIFICATE", keys.getCertificate("self-made").getEncoded());
  }

  /** The key as PEM. */
  public String keyPem() throws GeneralSecurityException {
    return pem("PRIVATE KEY", keys.getKey("self-made", PASSWORD.toCharArray()).getEncoded());
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }
}
