package dev.groundcrew.server.tasks;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What the code of a task finds around it, as one line of text. */
final class Surroundings {
  private Surroundings() {}

  static String inWords() {
    return "transaction=%s application=%s executor=%s loader=%s"
        .formatted(transaction(), lookUp("java:app/AppName"), executor(), loader());
  }

  /** Whether a transaction is open on this thread. */
  static String transaction() {
    try {
      UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
      int status = transaction.getStatus();
      return status == Status.STATUS_NO_TRANSACTION
          ? "none"
          : status == Status.STATUS_ACTIVE ? "active" : "status " + status;
    } catch (NamingException | SystemException e) {
      return "unknown: " + e;
    }
  }

  private static String lookUp(String name) {
    try {
      return String.valueOf(InitialContext.<Object>doLookup(name));
    } catch (NamingException e) {
      return "not found: " + e;
    }
  }

  private static String executor() {
    return lookUp("java:comp/DefaultManagedExecutorService").startsWith("not found")
        ? "missing"
        : "found";
  }

  /** Frameworks find the application's classes by this loader. */
  private static String loader() {
    return Thread.currentThread().getContextClassLoader() == Surroundings.class.getClassLoader()
        ? "own"
        : "foreign";
  }
}
