package dev.groundcrew.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A real PostgreSQL on a free port of the loopback: one process a version and JVM, started at its
 * first use and ended with the JVM. The build copies the binaries to {@code target/postgres}.
 */
public enum PostgresServer {
  OLDEST,
  NEWEST;

  /**
   * Whether a commit waits for the disk, {@code on} or {@code off}: no test needs that a database
   * outlives its machine, and a benchmark shows what it costs.
   */
  public static final String FSYNC = "groundcrew.test.fsync";

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Map<PostgresServer, EmbeddedPostgres> STARTED =
      new EnumMap<>(PostgresServer.class);

  /**
   * The JDBC URL of a new, empty database, for the user and password {@code postgres}.
   *
   * @throws UncheckedIOException if the server does not start
   * @throws IllegalStateException if it makes no database
   */
  public String newDatabase() {
    EmbeddedPostgres process;
    synchronized (STARTED) {
      process = STARTED.computeIfAbsent(this, PostgresServer::start);
    }
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = process.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      boolean ignored = statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return process.getJdbcUrl("postgres", name).replaceAll("\\?.*", "");
  }

  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setPgBinaryResolver((system, hardware) -> binaries())
          .setOverrideWorkingDirectory(Path.of("target/postgres").toFile())
          .setServerConfig("max_connections", "200")
          .setServerConfig("fsync", System.getProperty(FSYNC, "off"))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The archive inside the jar; its name tells the platform, which the build has chosen. */
  private InputStream binaries() throws IOException {
    Path jar = Path.of("target/postgres", name().toLowerCase(Locale.ROOT) + ".jar");
    var entries = new ZipInputStream(Files.newInputStream(jar));
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      if (entry.getName().endsWith(".txz")) {
        return entries;
      }
    }
    entries.close();
    throw new FileNotFoundException("no .txz in " + jar);
  }
}
