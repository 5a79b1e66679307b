package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Package description, rules 5 and 6. */
@Tag("database")
@ParameterizedClass
@EnumSource
class MigrationsTest {
  @Parameter TestDatabase.Kind kind;

  private TestDatabase server;

  @BeforeEach
  void open() {
    server = kind.empty();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Migrations migrations() {
    return new Migrations(server.dataSource(), server.database().dialect());
  }

  private List<String> tables() {
    return texts(
        """
        select lower(table_name) as t from information_schema.tables
        where lower(table_schema) = 'public' order by t""");
  }

  private List<String> texts(String query) {
    return server.database().transaction(sql -> sql.list(query, row -> row.text("t")));
  }

  private List<String> history() {
    return texts(
        """
        select "version" || ' ' || "installed_on" as t from "groundcrew_schema_history"
        order by "installed_rank\"""");
  }

  private void pretendThatANewerReleaseWasHere() {
    server.execute(
        """
        insert into "groundcrew_schema_history" ("installed_rank", "version", "description", "type",
          "script", "checksum", "installed_by", "execution_time", "success")
        values (900, '900', 'later', 'SQL', 'V900__later.sql', 1, 'x', 1, true)""");
  }

  @Test
  void allTablesAreOursByName() {
    migrations().migrate();

    assertThat(tables())
        .contains("groundcrew_run", "groundcrew_user", "groundcrew_schema_history")
        .allMatch(table -> table.startsWith("groundcrew_"));
  }

  @Test
  void aSecondTimeChangesNothing() {
    migrations().migrate();
    List<String> first = history();
    server.execute(
        """
        insert into groundcrew_user (name, password_hash, role, origin, created_at)
        values ('a', 'h', 'viewer', 'GENERATED', now())""");

    migrations().migrate();

    assertThat(first).isNotEmpty();
    assertThat(history()).isEqualTo(first);
    assertThat(texts("select name as t from groundcrew_user")).containsExactly("a");
  }

  @Test
  void tablesOfOthersAreLeftAlone() {
    server.execute("create table customer (name varchar(20))");
    server.execute("insert into customer values ('Ada')");
    // The one that Flyway would take for its own, had it no name of ours.
    server.execute("create table \"flyway_schema_history\" (note varchar(20))");
    server.execute("insert into \"flyway_schema_history\" values ('theirs')");

    migrations().migrate();

    assertThat(texts("select name as t from customer")).containsExactly("Ada");
    assertThat(texts("select note as t from \"flyway_schema_history\"")).containsExactly("theirs");
    assertThat(tables())
        .filteredOn(table -> !table.startsWith("groundcrew_"))
        .containsExactly("customer", "flyway_schema_history");
    assertThat(tables()).contains("groundcrew_run");
  }

  @Test
  void nodesThatMigrateAnEmptyDatabaseAtOnceMakeOneSchema() throws Exception {
    // A file of H2 has one process, so one node.
    int nodes = kind == TestDatabase.Kind.H2 ? 1 : 4;
    var barrier = new CyclicBarrier(nodes);
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      var ends = new ArrayList<Future<Void>>();
      for (int i = 0; i < nodes; i++) {
        ends.add(
            threads.submit(
                () -> {
                  Migrations migrations = migrations();
                  barrier.await(30, TimeUnit.SECONDS);
                  migrations.requireOurs();
                  migrations.migrate();
                  return null;
                }));
      }
      for (Future<Void> end : ends) {
        end.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(migrations().missing()).isEmpty();
    assertThat(history()).doesNotHaveDuplicates();
    assertThat(texts("select \"version\" as t from \"groundcrew_schema_history\""))
        .doesNotHaveDuplicates();
    assertThat(tables()).contains("groundcrew_run");
  }

  @Test
  void whatIsMissingHasItsName() {
    assertThat(migrations().version()).isEmpty();
    assertThat(migrations().missing()).startsWith("1 runs", "2 access", "3 builtin");

    migrations().migrate();

    assertThat(migrations().version()).isPresent();
    assertThat(migrations().missing()).isEmpty();
  }

  @Test
  void aSchemaOfANewerReleaseIsRefusedWithBothVersions() {
    migrations().migrate();
    String ours = migrations().version().orElseThrow();
    migrations().requireOurs();
    pretendThatANewerReleaseWasHere();

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(migrations()::requireOurs)
        .withMessage(
            "the database has schema version 900, this release knows %s: start a newer one", ours);
  }

  @Test
  void aMigrationThatFailedHalfWayIsRefusedByName() {
    migrations().migrate();
    server.execute(
        "update \"groundcrew_schema_history\" set \"success\" = false where \"version\" = '4'");

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(migrations()::requireOurs)
        .withMessage("migration 4 nodes has failed half-way: restore the copy made before it");
  }

  @Test
  void everyReleasedSchemaIsUpgradedAndKeepsItsRows() {
    for (ReleasedSchema released : ReleasedSchema.values()) {
      try (TestDatabase old = kind.empty()) {
        released.fill(old.database());
        var migrations = new Migrations(old.dataSource(), old.database().dialect());
        assertThat(migrations.version()).contains(released.version());
        migrations.requireOurs();

        migrations.migrate();

        assertThat(migrations.missing()).isEmpty();
        assertThat(old.number("select count(*) as n from groundcrew_run")).isEqualTo(6);
        assertThat(released.tables())
            .allSatisfy(
                table ->
                    assertThat(old.number("select count(*) as n from " + table))
                        .as(table)
                        .isPositive());

        // The release before goes on beside this one: what it writes must still fit.
        old.clear();
        released.writeAgain(old.database());
        assertThat(old.number("select count(*) as n from groundcrew_run")).isEqualTo(6);
      }
    }
  }
}
