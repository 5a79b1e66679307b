package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Package description, rule 5. */
class MigrationsTest {
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private final Database database = new Database(pool);

  @AfterEach
  void close() {
    pool.dispose();
  }

  private List<String> tables() {
    return texts(
        """
        select lower(table_name) as t from information_schema.tables
        where table_schema = 'PUBLIC' order by t""");
  }

  private List<String> texts(String query) {
    return database.transaction(sql -> sql.list(query, row -> row.text("t")));
  }

  @Test
  void allTablesAreOursByName() {
    Migrations.migrate(pool, Dialect.H2);

    assertThat(tables())
        .contains("groundcrew_run", "groundcrew_user", "groundcrew_schema_history")
        .allMatch(table -> table.startsWith("groundcrew_"));
  }

  @Test
  void aSecondTimeChangesNothing() {
    Migrations.migrate(pool, Dialect.H2);
    String history =
        """
        select "version" || ' ' || "installed_on" as t from "groundcrew_schema_history"
        order by "installed_rank\"""";
    List<String> first = texts(history);
    database.transaction(
        sql ->
            sql.update(
                "insert into groundcrew_user values ('a', 'h', 'viewer', 'GENERATED', now())"));

    Migrations.migrate(pool, Dialect.H2);

    assertThat(first).isNotEmpty();
    assertThat(texts(history)).isEqualTo(first);
    assertThat(texts("select name as t from groundcrew_user")).containsExactly("a");
  }

  @Test
  void tablesOfOthersAreLeftAlone() {
    database.transaction(
        sql -> {
          sql.update("create table customer (name varchar(20))");
          sql.update("insert into customer values ('Ada')");
          // The one that Flyway would take for its own, had it no name of ours.
          sql.update("create table \"flyway_schema_history\" (note varchar(20))");
          return sql.update("insert into \"flyway_schema_history\" values ('theirs')");
        });

    Migrations.migrate(pool, Dialect.H2);

    assertThat(texts("select name as t from customer")).containsExactly("Ada");
    assertThat(texts("select note as t from \"flyway_schema_history\"")).containsExactly("theirs");
    assertThat(tables())
        .filteredOn(table -> !table.startsWith("groundcrew_"))
        .containsExactly("customer", "flyway_schema_history");
    assertThat(tables()).contains("groundcrew_run");
  }
}
