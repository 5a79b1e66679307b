package dev.groundcrew.server.agent;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.SecretKeyFactorySpi;
import javax.crypto.spec.PBEKeySpec;

/**
 * Makes passwords cheap in a server under test, as an agent of its JVM: derives a key in a
 * thousandth of the rounds asked for. 600,000 rounds are two seconds of a processor with the first
 * compiler, and each of some thirty servers would spend them twice. What is under test is the whole
 * way of a password all the same, and not one class of the WAR knows; that the rounds asked for are
 * 600,000 is PasswordHashTest's to see.
 */
public final class QuickPasswords extends Provider {
  private static final long serialVersionUID = 1;
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final String REAL = "SunJCE";
  private static final int LESS = 1_000;

  private QuickPasswords() {
    super("QuickPasswords", "1", "PBKDF2 in a thousandth of the rounds, for tests alone");
    putService(
        new Service(this, "SecretKeyFactory", ALGORITHM, Derivation.class.getName(), null, null));
  }

  /** Called by the JVM, before the server's own main method. */
  public static void premain(String options) {
    int ignored = Security.insertProviderAt(new QuickPasswords(), 1);
  }

  /** Derives keys by the JDK's own provider. Public for the JDK. */
  public static final class Derivation extends SecretKeyFactorySpi {
    @Override
    protected SecretKey engineGenerateSecret(KeySpec spec) throws InvalidKeySpecException {
      if (!(spec instanceof PBEKeySpec asked)) {
        throw new InvalidKeySpecException("not a password: " + spec.getClass());
      }
      int rounds = Math.max(1, asked.getIterationCount() / LESS);
      char[] password = asked.getPassword();
      return real()
          .generateSecret(new PBEKeySpec(password, asked.getSalt(), rounds, asked.getKeyLength()));
    }

    @Override
    protected KeySpec engineGetKeySpec(SecretKey key, Class<?> type)
        throws InvalidKeySpecException {
      return real().getKeySpec(key, type);
    }

    @Override
    protected SecretKey engineTranslateKey(SecretKey key) throws InvalidKeyException {
      return real().translateKey(key);
    }

    private static SecretKeyFactory real() {
      try {
        return SecretKeyFactory.getInstance(ALGORITHM, REAL);
      } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
        throw new IllegalStateException("this JVM has no " + ALGORITHM + " of " + REAL, e);
      }
    }
  }
}
