package dev.groundcrew.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** A data source that tells what was done to its connection, and breaks on demand. */
final class OneConnection {
  private final List<String> calls = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final DataSource source;

  OneConnection(DataSource source) {
    this.source = source;
  }

  /** Makes a call such as {@code setAutoCommit(true)} fail. */
  OneConnection breakAt(String call) {
    broken.add(call);
    return this;
  }

  /** What ends or begins transactions, in order. */
  List<String> calls() {
    return calls;
  }

  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            OneConnection.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> watched(source.getConnection()));
  }

  private Connection watched(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            OneConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> call(connection, method, arguments));
  }

  private Object call(Connection connection, Method method, Object... arguments) throws Throwable {
    String call = method.getName() + (arguments == null ? "" : "(" + arguments[0] + ")");
    if (call.matches("setAutoCommit.*|commit|rollback|close")) {
      calls.add(call);
    }
    if (broken.contains(call)) {
      throw new SQLException("the test breaks " + call);
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
