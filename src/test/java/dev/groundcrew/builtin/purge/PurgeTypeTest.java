package dev.groundcrew.builtin.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.FakeTaskContext;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 5 of the package, and what a task of this type can be told. */
@Tag("database")
class PurgeTypeTest {
  private static final Map<String, String> SHOP =
      Map.of(
          "groundcrew.purge.shop.jndi", "java:app/jdbc/shop",
          "groundcrew.purge.shop.tables", "session, audit.trail");

  private final TestDatabase shop = TestDatabase.Kind.H2.empty();
  private final PurgeSources sources =
      new PurgeSources(
          jndi -> {
            if (!jndi.equals("java:app/jdbc/shop")) {
              throw new NameNotFoundException(jndi);
            }
            return shop.dataSource();
          });
  private final PurgeType type =
      new PurgeType(sources, InstantSource.fixed(Instant.parse("2026-11-24T00:00:00Z")));

  @Test
  void purgesATableThatTheConfigurationNames() throws Exception {
    read(SHOP);
    shop.execute("create table session (id bigint, made date)");
    shop.execute("insert into session values (1, date '2026-10-01'), (2, date '2026-11-01')");

    create(Map.of("source", "shop", "table", "session", "column", "made"))
        .run(FakeTaskContext.proceeding());

    assertThat(shop.number("select sum(id) as n from session")).isEqualTo(2);
    assertThat(type.mode()).isEqualTo(Mode.POOLED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop|users|made|table 'users' may not be purged; groundcrew.purge.shop.tables allows"
            + " session, audit.trail",
        "shop|SESSION|made|table 'SESSION' may not be purged",
        "java:app/jdbc/shop|session|made|source 'java:app/jdbc/shop' is unknown; known are [shop];",
        "groundcrew|groundcrew_run|ended_at|source 'groundcrew' is unknown; known are [shop];",
      })
  void refusesWhatTheConfigurationDoesNotName(
      String source, String table, String column, String message) {
    read(SHOP);
    Map<String, String> texts = Map.of("source", source, "table", table, "column", column);

    assertThatThrownBy(() -> create(texts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aDataSourceThatTheServerLacksFailsTheRunWithItsKey() {
    read(Map.of("groundcrew.purge.gone.jndi", "jdbc/gone", "groundcrew.purge.gone.tables", "t"));
    TaskBody body = create(Map.of("source", "gone", "table", "t", "column", "c"));

    assertThatThrownBy(() -> body.run(FakeTaskContext.proceeding()))
        .hasMessage("the server has no data source jdbc/gone: see groundcrew.purge.gone.jndi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "groundcrew.purge.shop.tabels|x|groundcrew.purge.shop.tabels is unknown: write"
            + " groundcrew.purge.<alias>.jndi or .tables",
        "groundcrew.purge.Shop.jndi|x|groundcrew.purge.Shop.jndi is unknown: write"
            + " groundcrew.purge.<alias>.jndi or .tables",
        "groundcrew.purge.a.jndi|jdbc/a|groundcrew.purge.a.tables is missing: list the tables that"
            + " may be purged, with commas",
        "groundcrew.purge.a.tables|t|groundcrew.purge.a.jndi is missing: name the data source of"
            + " groundcrew.purge.a.tables",
      })
  void aWrongKeyIsAFaultWithItsMend(String key, String value, String fault) {
    assertThat(read(Map.of(key, value)).faults()).containsExactly(fault);
  }

  @Test
  void aNameThatLeadsToAnotherMachineIsAFault() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.purge.a.jndi", "ldap://evil.example/x",
                "groundcrew.purge.a.tables", "t"));

    assertThat(reader.faults())
        .containsExactly(
            "groundcrew.purge.a.jndi 'ldap://evil.example/x' must be a name of this server: java:…"
                + " or jdbc/…");
  }

  @ParameterizedTest
  @CsvSource({"keep,PT59S", "keep,P3661D", "keep,-P1D", "batch,0", "batch,100001", "dry-run,maybe"})
  void refusesWhatLiesOutsideItsRange(String name, String text) {
    var texts = new HashMap<>(Map.of("source", "shop", "table", "session", "column", "made"));
    texts.put(name, text);

    assertThatThrownBy(() -> create(texts))
        .isInstanceOf(InvalidParameters.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "table", "column"})
  void refusesATaskThatLeavesOutWhatToPurge(String missing) {
    read(SHOP);
    var texts = new HashMap<>(Map.of("source", "shop", "table", "session", "column", "made"));
    texts.remove(missing);

    assertThatThrownBy(() -> create(texts))
        .isInstanceOf(InvalidParameters.class)
        .hasMessageContaining(missing);
  }

  private TaskBody create(Map<String, String> texts) {
    return type.create("tidy", Parameters.of(type.parameters(), texts));
  }

  private SettingsReader read(Map<String, String> texts) {
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    sources.read(reader);
    return reader;
  }
}
