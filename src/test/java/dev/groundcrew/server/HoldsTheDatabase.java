package dev.groundcrew.server;

import dev.groundcrew.database.ConnectionPool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** A program that locks the file of the embedded database until it is ended. */
final class HoldsTheDatabase {
  private HoldsTheDatabase() {}

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    try (ConnectionPool pool = CommitsRows.pool(Path.of(arguments[0]));
        Connection connection = pool.dataSource().getConnection()) {
      System.out.println("holds it: " + connection.isValid(1));
      new CountDownLatch(1).await();
    }
  }
}
