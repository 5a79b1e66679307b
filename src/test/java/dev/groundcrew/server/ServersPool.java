package dev.groundcrew.server;

import dev.groundcrew.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A pool of the server's on a database of PostgreSQL, made by the script of {@code server-config},
 * with what an administrator puts into it.
 *
 * @param port where PostgreSQL listens on the loopback
 * @param database the database, which belongs to {@link #USER}
 */
record ServersPool(int port, String database) {
  /** Who signs in to the database, as the scripts say. */
  static final String USER = "groundcrew";

  /** With this password. */
  static final String PASSWORD = "marshalling-12";

  private static final Path DRIVERS = Path.of("target", "optional");

  /** One on a new database that belongs to whom the scripts name. */
  static ServersPool onNewDatabase() throws SQLException {
    String url = PostgresServer.NEWEST.newDatabase();
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      boolean ignored =
          statement.execute("create role %s login password '%s'".formatted(USER, PASSWORD));
      ignored =
          statement.execute(
              "alter database %s owner to %s".formatted(connection.getCatalog(), USER));
    }
    URI place = URI.create(url.substring("jdbc:".length()));
    return new ServersPool(place.getPort(), place.getPath().substring(1));
  }

  /** A connection past the pool. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), USER, PASSWORD);
  }

  /** The lines of a script, with our port and database. */
  String script(Path original) {
    try {
      String shipped = Files.readString(original);
      String ours =
          shipped
              .replace(
                  "portNumber=5432:databaseName=groundcrew:",
                  "portNumber=" + port + ":databaseName=" + database + ":")
              .replace("127.0.0.1:5432/groundcrew?", "127.0.0.1:" + port + "/" + database + "?");
      if (ours.equals(shipped)) {
        throw new IllegalStateException(original + " names no database");
      }
      return ours;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The driver's file, which the administrator gives to the server. */
  static Path driver() {
    try (var files = Files.newDirectoryStream(DRIVERS, "postgresql-*.jar")) {
      return files.iterator().next().toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
