package dev.groundcrew.database;

import dev.groundcrew.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the database is.
 *
 * @param jndi the name of a data source of the server's
 * @param url the JDBC URL otherwise
 * @param home the folder of the embedded file; empty if another database is named
 * @param user the user at that URL
 * @param password the password at that URL
 * @param poolSize connections at most, of a pool of ours
 */
public record DatabaseSettings(
    Optional<String> jndi,
    String url,
    Optional<Path> home,
    String user,
    String password,
    int poolSize) {

  /** Reads {@code groundcrew.home} and {@code groundcrew.database.*}. */
  public static DatabaseSettings read(SettingsReader reader) {
    String home = reader.text("groundcrew.home", "~/.groundcrew");
    Optional<String> jndi = reader.optionalText("groundcrew.database.jndi");
    Optional<String> url = reader.optionalText("groundcrew.database.url");
    if (jndi.isPresent() && url.isPresent()) {
      reader.fault("groundcrew.database.jndi", "and groundcrew.database.url exclude each other");
    }
    url.ifPresent(text -> checkUrl(text, reader));
    return new DatabaseSettings(
        jndi,
        url.map(DatabaseSettings::durable).orElseGet(() -> embedded(folder(home))),
        jndi.isEmpty() && url.isEmpty() ? Optional.of(folder(home)) : Optional.empty(),
        reader.text("groundcrew.database.user", "groundcrew"),
        reader.text("groundcrew.database.password", ""),
        reader.integer("groundcrew.database.pool-size", 10, 2, 200));
  }

  private static void checkUrl(String url, SettingsReader reader) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("jdbc:h2:") && !lower.startsWith("jdbc:postgresql:")) {
      reader.fault("groundcrew.database.url", "must start with jdbc:h2: or jdbc:postgresql:");
    }
    if (lower.startsWith("jdbc:h2:") && lower.matches(".*;\\s*init\\s*=.*")) {
      reader.fault("groundcrew.database.url", "must not run scripts: leave INIT out");
    }
  }

  private static Path folder(String home) {
    String text = home.startsWith("~") ? System.getProperty("user.home") + home.substring(1) : home;
    return Path.of(text).toAbsolutePath();
  }

  private static String embedded(Path folder) {
    return durable("jdbc:h2:file:" + folder.resolve("groundcrew"));
  }

  /**
   * Adds what an H2 URL needs for rule 2 of the package, and keeps H2's own shutdown hook from
   * closing the file before the last runs are written.
   */
  private static String durable(String url) {
    if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")) {
      return url;
    }
    String bare = url.replaceAll("(?i);\\s*(WRITE_DELAY|DB_CLOSE_ON_EXIT)\\s*=[^;]*", "");
    return bare + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }
}
