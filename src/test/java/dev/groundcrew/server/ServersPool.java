package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

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

  static ServersPool on(String jdbcUrl) {
    URI place = URI.create(jdbcUrl.substring("jdbc:".length()));
    return new ServersPool(place.getPort(), place.getPath().substring(1));
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
