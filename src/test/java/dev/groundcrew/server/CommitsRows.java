package dev.groundcrew.server;

import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.DatabaseSettings;
import dev.groundcrew.settings.SettingsReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * A program that commits rows to our embedded database and says so after each, until it is killed.
 */
final class CommitsRows {
  private CommitsRows() {}

  public static void main(String[] arguments) throws SQLException {
    try (ConnectionPool pool = pool(Path.of(arguments[0]));
        Connection connection = pool.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (var create = connection.prepareStatement("create table probe (id int primary key)")) {
        boolean ignored = create.execute();
      }
      connection.commit();
      try (var insert = connection.prepareStatement("insert into probe values (?)")) {
        for (int id = 1; true; id++) {
          insert.setInt(1, id);
          int ignored = insert.executeUpdate();
          connection.commit();
          System.out.println("committed " + id);
        }
      }
    }
  }

  /** How many rows there are. */
  static int count(Path home) {
    try (ConnectionPool pool = pool(home);
        Connection connection = pool.dataSource().getConnection();
        var query = connection.prepareStatement("select count(*) from probe");
        ResultSet rows = query.executeQuery()) {
      boolean ignored = rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pool of the embedded database in a home, as a server makes it. */
  static ConnectionPool pool(Path home) {
    Map<String, String> settings = Map.of("groundcrew.home", home.toString());
    var reader =
        new SettingsReader(key -> Optional.ofNullable(settings.get(key)), settings.keySet());
    return new ConnectionPool(DatabaseSettings.read(reader), Thread::new);
  }
}
