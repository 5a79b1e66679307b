package dev.groundcrew.builtin.purge;

import dev.groundcrew.database.Database;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.InvalidParameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The sources that the server's configuration names (rule 5 of the package). */
@ApplicationScoped
class PurgeSources implements ReadsSettings {
  private static final String PREFIX = "groundcrew.purge.";
  private static final Pattern KEY =
      Pattern.compile("groundcrew\\.purge\\.([a-z0-9][a-z0-9-]{0,62})\\.(jndi|tables)");

  /** No scheme but {@code java:}: a name must not lead to another machine. */
  private static final Pattern JNDI = Pattern.compile("(java:)?[A-Za-z0-9_./-]+");

  /** Finds a data source by its JNDI name. */
  @FunctionalInterface
  interface DataSources {
    DataSource lookUp(String jndi) throws NamingException;
  }

  private final DataSources dataSources;
  private volatile Map<String, PurgeSource> sources = Map.of();

  @Inject
  PurgeSources() {
    this(InitialContext::doLookup);
  }

  PurgeSources(DataSources dataSources) {
    this.dataSources = dataSources;
  }

  @Override
  public void read(SettingsReader reader) {
    var aliases = new TreeSet<String>();
    for (String name : reader.namesBelow(PREFIX)) {
      Matcher key = KEY.matcher(name);
      if (!key.matches()) {
        reader.fault(name, "is unknown: write " + PREFIX + "<alias>.jndi or .tables");
      } else {
        aliases.add(key.group(1));
      }
    }
    var found = new TreeMap<String, PurgeSource>();
    aliases.forEach(alias -> source(alias, reader).ifPresent(it -> found.put(alias, it)));
    sources = Map.copyOf(found);
  }

  private static Optional<PurgeSource> source(String alias, SettingsReader reader) {
    String jndiKey = PREFIX + alias + ".jndi";
    String tablesKey = PREFIX + alias + ".tables";
    Optional<String> jndi = reader.optionalText(jndiKey).map(String::strip);
    List<String> tables = list(reader.optionalText(tablesKey).orElse(""));
    if (jndi.isEmpty()) {
      reader.fault(jndiKey, "is missing: name the data source of " + tablesKey);
    } else if (!JNDI.matcher(jndi.get()).matches()) {
      reader.fault(jndiKey, "'" + jndi.get() + "' must be a name of this server: java:… or jdbc/…");
    }
    if (tables.isEmpty()) {
      reader.fault(tablesKey, "is missing: list the tables that may be purged, with commas");
    }
    return jndi.map(name -> new PurgeSource(name, tables));
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /**
   * Checks that a table of a source may be purged.
   *
   * @throws InvalidParameters if the configuration does not say so; names what it says
   */
  void requireAllowed(String alias, String table) {
    PurgeSource source = source(alias);
    if (!source.tables().contains(table)) {
      throw new InvalidParameters(
          Map.of(
              "table",
              "'%s' may not be purged; %s%s.tables allows %s"
                  .formatted(table, PREFIX, alias, String.join(", ", source.tables()))));
    }
  }

  /**
   * Looks a source up.
   *
   * @throws IllegalStateException if the server has no data source of the configured name
   */
  Database database(String alias) {
    String jndi = source(alias).jndi();
    try {
      return new Database(dataSources.lookUp(jndi));
    } catch (NamingException e) {
      throw new IllegalStateException(
          "the server has no data source " + jndi + ": see " + PREFIX + alias + ".jndi", e);
    }
  }

  private PurgeSource source(String alias) {
    PurgeSource source = sources.get(alias);
    if (source == null) {
      throw new InvalidParameters(
          Map.of(
              "source",
              "'%s' is unknown; known are %s; others need %s<alias>.jndi and .tables"
                  .formatted(alias, new TreeSet<>(sources.keySet()), PREFIX)));
    }
    return source;
  }
}
