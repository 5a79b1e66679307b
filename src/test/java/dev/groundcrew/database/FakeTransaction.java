package dev.groundcrew.database;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A server's transaction over one connection of a pool of its own, as JTA has it: handles of the
 * connection may be closed, and only the transaction ends what was done with them.
 */
final class FakeTransaction implements TransactionSynchronizationRegistry, AutoCloseable {
  private final Connection connection;
  private final List<Synchronization> watchers = new ArrayList<>();
  private final Map<Object, Object> resources = new HashMap<>();
  private int status = Status.STATUS_NO_TRANSACTION;

  FakeTransaction(DataSource source) throws SQLException {
    connection = source.getConnection();
  }

  void begin() throws SQLException {
    connection.setAutoCommit(false);
    status = Status.STATUS_ACTIVE;
  }

  void commit() throws SQLException {
    if (status == Status.STATUS_MARKED_ROLLBACK) {
      rollBack();
      return;
    }
    connection.commit();
    end(Status.STATUS_COMMITTED);
  }

  void rollBack() throws SQLException {
    connection.rollback();
    end(Status.STATUS_ROLLEDBACK);
  }

  private void end(int how) throws SQLException {
    connection.setAutoCommit(true);
    status = Status.STATUS_NO_TRANSACTION;
    List.copyOf(watchers).forEach(watcher -> watcher.afterCompletion(how));
    watchers.clear();
  }

  /** Gives handles of the one connection. */
  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            FakeTransaction.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> handle());
  }

  private Connection handle() {
    return (Connection)
        Proxy.newProxyInstance(
            FakeTransaction.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              if (status != Status.STATUS_NO_TRANSACTION
                  && method.getName().matches("commit|rollback|setAutoCommit")) {
                throw new SQLException(method.getName() + " within a transaction of the server's");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public int getTransactionStatus() {
    return status;
  }

  @Override
  public void setRollbackOnly() {
    status = Status.STATUS_MARKED_ROLLBACK;
  }

  @Override
  public boolean getRollbackOnly() {
    return status == Status.STATUS_MARKED_ROLLBACK;
  }

  @Override
  public void registerInterposedSynchronization(Synchronization watcher) {
    watchers.add(watcher);
  }

  @Override
  public Object getTransactionKey() {
    return this;
  }

  @Override
  public void putResource(Object key, Object value) {
    resources.put(key, value);
  }

  @Override
  public Object getResource(Object key) {
    return resources.get(key);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
