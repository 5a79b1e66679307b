package dev.groundcrew.database;

import dev.groundcrew.settings.Place;
import dev.groundcrew.settings.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where the database is.
 *
 * @param jndi the name of a data source of the server's
 * @param url the JDBC URL otherwise
 * @param home the folder of the embedded file; empty if another database is named
 * @param user the user at that URL
 * @param password the password at that URL
 * @param poolSize connections at most, of a pool of ours
 * @param migrate whether this node may create and upgrade the tables
 */
public record DatabaseSettings(
    Optional<String> jndi,
    String url,
    Optional<Path> home,
    String user,
    String password,
    int poolSize,
    boolean migrate) {

  private static final String DEFAULT_HOME = "~/.groundcrew";
  private static final Pattern INIT = Pattern.compile(";\\s*init\\s*=");

  /** H2 reads the character behind a backslash as it is, so that a name could be hidden. */
  private static final Pattern ESCAPED = Pattern.compile(";.*\\\\", Pattern.DOTALL);

  /** A URL of H2 that leads to a file of this machine, by no way that it names itself. */
  private static final Pattern H2_FILE =
      Pattern.compile("jdbc:h2:(?=file:|(?!\\w\\w+:))", Pattern.CASE_INSENSITIVE);

  /** Reads {@code groundcrew.home} and {@code groundcrew.database.*}. */
  public static DatabaseSettings read(SettingsReader reader) {
    Path home = home(reader);
    Optional<String> jndi = reader.optionalText("groundcrew.database.jndi");
    Optional<String> url = reader.optionalText("groundcrew.database.url");
    if (jndi.isPresent() && url.isPresent()) {
      reader.fault("groundcrew.database.jndi", "and groundcrew.database.url exclude each other");
    }
    url.ifPresent(text -> checkUrl(text, reader));
    var settings =
        new DatabaseSettings(
            jndi,
            url.map(DatabaseSettings::durable).orElseGet(() -> embedded(home)),
            jndi.isEmpty() && url.isEmpty() ? Optional.of(home) : Optional.empty(),
            reader.text("groundcrew.database.user", "groundcrew"),
            reader.text("groundcrew.database.password", ""),
            reader.integer("groundcrew.database.pool-size", 10, 2, 200),
            reader.flag("groundcrew.database.migrate", true));
    if (jndi.isEmpty()) {
      settings.needDriver(reader);
    }
    return settings;
  }

  /** A library does not bring it. */
  private void needDriver(SettingsReader reader) {
    reader.needs(
        "groundcrew.database.url",
        driver(),
        "needs the driver " + driver() + ", which is not there: add its JAR to the application");
  }

  private static void checkUrl(String url, SettingsReader reader) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("jdbc:h2:") && !lower.startsWith("jdbc:postgresql:")) {
      reader.fault("groundcrew.database.url", "must start with jdbc:h2: or jdbc:postgresql:");
    }
    if (lower.startsWith("jdbc:h2:") && INIT.matcher(lower).find()) {
      reader.fault("groundcrew.database.url", "must not run scripts: leave INIT out");
    }
    if (lower.startsWith("jdbc:h2:") && ESCAPED.matcher(lower).find()) {
      reader.fault("groundcrew.database.url", "must not have a backslash behind a semicolon");
    }
  }

  private static Path folder(String home) {
    String text =
        home.matches("~([/\\\\].*)?") ? System.getProperty("user.home") + home.substring(1) : home;
    Path folder = Path.of(text).toAbsolutePath();
    return Place.current().application().map(folder::resolve).orElse(folder);
  }

  /**
   * The folder {@code groundcrew.home}, or the one of the application's name in it where several
   * applications may have one. A semicolon in it is a fault: it would end the file's name in the
   * URL.
   */
  public static Path home(SettingsReader reader) {
    String home = reader.text("groundcrew.home", DEFAULT_HOME);
    try {
      Path folder = folder(home);
      if (!folder.toString().contains(";")) {
        return folder;
      }
    } catch (InvalidPathException e) {
      // Falls through to the same fault.
    }
    reader.fault("groundcrew.home", "'" + home + "' must be a path without semicolons");
    return folder(DEFAULT_HOME);
  }

  /** Compressed, as H2's own compaction leaves a file: half of what is written and kept. */
  private static String embedded(Path folder) {
    return durable("jdbc:h2:file:" + folder.resolve("groundcrew") + ";COMPRESS=TRUE");
  }

  /**
   * Adds what an H2 URL needs for rules 2, 9 and 10 of the package, and keeps H2's own shutdown
   * hook from closing the file before the last runs are written.
   */
  private static String durable(String url) {
    if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")) {
      return url;
    }
    String bare =
        url.replaceAll(
            "(?i);\\s*(WRITE_DELAY|DB_CLOSE_ON_EXIT|OPTIMIZE_REUSE_RESULTS)\\s*=[^;]*", "");
    String reopened = H2_FILE.matcher(bare).replaceFirst("jdbc:h2:" + H2File.REOPENED);
    return reopened + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=FALSE";
  }

  /**
   * The driver's class. Named, since a server may have taken the drivers of a WAR out of the JVM's
   * list when another application with them stopped.
   */
  String driver() {
    return isPostgres() ? "org.postgresql.Driver" : "org.h2.Driver";
  }

  private boolean isPostgres() {
    return url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
  }

  /**
   * What a driver must be told so that a server that is cut off holds no thread for long: for a
   * pool of ours on PostgreSQL, else nothing. What the URL says itself wins.
   *
   * @param connect how long a connection may take; whole seconds
   * @param silence how long an answer may take; whole seconds
   */
  Properties network(Duration connect, Duration silence) {
    var properties = new Properties();
    if (jndi.isEmpty() && isPostgres()) {
      properties.setProperty("connectTimeout", Long.toString(Math.max(1, connect.toSeconds())));
      properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("ApplicationName", "groundcrew");
    }
    return properties;
  }

  /**
   * What a new connection of ours says first. PostgreSQL is told to end a transaction whose client
   * has fallen silent within it: a node that is frozen there would keep its locks, and nobody could
   * settle its runs. Shorter than a lease; no transaction of ours waits so long for its next
   * statement.
   */
  Optional<String> firstStatement() {
    return jndi.isEmpty() && isPostgres()
        ? Optional.of("set idle_in_transaction_session_timeout = '10s'")
        : Optional.empty();
  }
}
