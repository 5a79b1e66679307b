package dev.groundcrew.database;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The JTA transaction of the calling thread, in which a data source of the server's takes part.
 * Safe for use by several threads.
 */
final class CallersTransaction {
  private static final Logger LOG = System.getLogger(CallersTransaction.class.getName());
  private static final String NAME = "java:comp/TransactionSynchronizationRegistry";
  private static final Set<Integer> OPEN =
      Set.of(Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK);

  private final TransactionSynchronizationRegistry registry;
  private final AtomicBoolean told = new AtomicBoolean();

  CallersTransaction(TransactionSynchronizationRegistry registry) {
    this.registry = registry;
  }

  /**
   * As the server has it; empty on a thread without the application's names, which has no
   * transaction of the server's either.
   */
  static Optional<CallersTransaction> ofServer() {
    try {
      return Optional.of(new CallersTransaction(InitialContext.doLookup(NAME)));
    } catch (NamingException e) {
      LOG.log(Level.DEBUG, "no " + NAME + " on this thread", e);
      return Optional.empty();
    }
  }

  /** Whether the calling thread has one that has not begun to end. */
  boolean isOpen() {
    return OPEN.contains(registry.getTransactionStatus());
  }

  /**
   * Whether a connection that was got within it takes part in it. One that commits each statement
   * by itself does not: its pool is not transactional.
   */
  boolean takesIn(Connection connection) throws SQLException {
    boolean in = !connection.getAutoCommit();
    if (!in && told.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "the data source of groundcrew.database.jndi takes no part in the transactions of its"
              + " callers: a submitted run exists also if its caller rolls back. Make its pool"
              + " transactional");
    }
    return in;
  }

  /** It must not commit: the work in it has been done in part. */
  void mustRollBack(Throwable why) {
    try {
      registry.setRollbackOnly();
    } catch (IllegalStateException e) {
      why.addSuppressed(e);
    }
  }

  /** Calls back once it has ended: with whether it was committed. */
  void whenEnded(Consumer<Boolean> committed) {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // All statements have been sent as they came.
          }

          @Override
          public void afterCompletion(int status) {
            committed.accept(status == Status.STATUS_COMMITTED);
          }
        });
  }
}
