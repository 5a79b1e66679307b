package dev.groundcrew.builtin.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.task.FakeTaskContext;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 6 of the package. */
@Tag("database")
class TableFinderTest {
  private final TestDatabase server = TestDatabase.Kind.H2.empty();

  @BeforeEach
  void createTables() {
    server.execute("create table session (id bigint, made date, note varchar(10))");
    server.execute("create table \"MixedCase\" (id bigint, \"createdAt\" timestamp)");
    server.execute("create schema shop");
    server.execute("create table shop.orders (id bigint, made timestamp with time zone)");
    server.execute("create table \"we\"\"ird.na_me%\" (id bigint, \"da\"\"te\" date)");
    server.execute("create table \"we\"\"ird.naXme%\" (id bigint, wrong date)");
  }

  @Test
  void aNameWithoutQuotesIsReadInTheCaseOfTheDatabase() {
    assertThat(find("session", "made").table()).isEqualTo("\"PUBLIC\".\"SESSION\"");
    assertThat(find("Session", "MADE").column()).isEqualTo("\"MADE\"");
  }

  @Test
  void aNameInMixedCaseMustBeWrittenExactly() {
    assertThat(find("MixedCase", "createdAt").table()).isEqualTo("\"PUBLIC\".\"MixedCase\"");
    assertThatThrownBy(() -> find("mixedcase", "createdAt"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage("no table 'mixedcase'; nearest are MixedCase, SESSION, we\"ird.naXme%");
  }

  @Test
  void aTableOfAnotherSchemaIsNamedWithIt() {
    assertThat(find("shop.orders", "made").table()).isEqualTo("\"SHOP\".\"ORDERS\"");
    assertThatThrownBy(() -> find("orders", "made")).isInstanceOf(UnknownNameException.class);
  }

  @Test
  void quotesDotsAndWildcardsWithinANameAreOnlyCharacters() {
    Target found = find("we\"ird.na_me%", "da\"te");

    assertThat(found.table()).isEqualTo("\"PUBLIC\".\"we\"\"ird.na_me%\"");
    assertThat(found.column()).isEqualTo("\"da\"\"te\"");
    server.execute("insert into " + found.table() + " values (1, date '2020-01-01')");
    var rows =
        new OldTableRows(
            server.database(), "we\"ird.na_me%", "da\"te", Instant.parse("2026-01-01T00:00:00Z"));
    new Purge(() -> rows, 10, false).run(FakeTaskContext.proceeding());
    assertThat(server.number("select count(*) as n from " + found.table())).isZero();
  }

  @Test
  void aWildcardWithinANameLendsItNoColumnOfAnotherTable() {
    assertThatThrownBy(() -> find("we\"ird.na_me%", "wrong"))
        .isInstanceOf(UnknownNameException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session; drop table session",
        "session\" where 1=1 --",
        "\"SESSION\"",
        "%",
        "_ession",
        "",
        ".",
        "public.",
        ".session",
        "information_schema.tables",
        "session\u0000"
      })
  void aHostileNameIsNoTable(String name) {
    assertThatThrownBy(() -> find(name, "made"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageStartingWith("no table '" + name + "'; nearest are ");
    assertThat(server.number("select count(*) as n from session")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "made or 1=1", "made\" < now() or \"id", "%", "_ade", ""})
  void anUnknownColumnNamesTheOnesThatTellTime(String name) {
    assertThatThrownBy(() -> find("session", name))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage("no column of SESSION '" + name + "'; nearest are MADE");
  }

  @Test
  void aColumnThatTellsNoTimeIsRefused() {
    assertThatThrownBy(() -> find("session", "note"))
        .hasMessage("a column of type CHARACTER VARYING tells no time: 'note'; nearest are MADE");
  }

  private Target find(String table, String column) {
    return server
        .database()
        .transaction(sql -> new TableFinder(sql.connection()).find(table, column));
  }
}
