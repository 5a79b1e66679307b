package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Package description, rule 4; and what a row gives back. */
@Tag("database")
@ParameterizedClass
@EnumSource
class SqlTest {
  private static final Instant AT = Instant.parse("2026-11-24T03:00:00.123456Z");
  private static TestDatabase tables;

  private final Database database = tables.database();

  @Parameter TestDatabase.Kind kind;

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    tables = kind.empty();
    tables.execute(
        """
        create table thing (
          id int, words varchar(100), amount bigint, flag boolean,
          content %s, at timestamp with time zone)\
        """
            .formatted(tables.database().dialect().blob()));
  }

  @AfterEach
  void empty() {
    tables.execute("delete from thing");
  }

  @AfterParameterizedClassInvocation
  static void close() {
    tables.close();
  }

  private void insert(Object... values) {
    int rows =
        database.<Integer>transaction(
            sql -> sql.update("insert into thing values (?, ?, ?, ?, ?, ?)", values));
    assertThat(rows).isEqualTo(1);
  }

  private Object read(Row.Reader<Object> reader) {
    return database
        .<Optional<Object>>transaction(sql -> sql.first("select * from thing", reader))
        .orElseThrow();
  }

  @Test
  void everyTypeComesBackAsItWasBound() {
    insert(1, "ü'; drop table thing; --", Long.MAX_VALUE, true, new byte[] {1, 0, -1}, AT);

    assertThat(read(row -> row.text("words"))).isEqualTo("ü'; drop table thing; --");
    assertThat(read(row -> row.optionalText("words")))
        .isEqualTo(Optional.of("ü'; drop table thing; --"));
    assertThat(read(row -> row.number("amount"))).isEqualTo(Long.MAX_VALUE);
    assertThat(read(row -> row.optionalNumber("amount"))).isEqualTo(Optional.of(Long.MAX_VALUE));
    assertThat(read(row -> row.number("id"))).isEqualTo(1L);
    assertThat(read(row -> row.flag("flag"))).isEqualTo(true);
    assertThat(read(row -> row.bytes("content"))).isEqualTo(new byte[] {1, 0, -1});
    assertThat(read(row -> row.instant("at"))).isEqualTo(AT);
    assertThat(read(row -> row.optionalInstant("at"))).isEqualTo(Optional.of(AT));
  }

  @Test
  void nullComesBackAsNullOrEmpty() {
    insert(1, null, null, null, null, null);

    assertThat(read(row -> Optional.ofNullable(row.text("words")))).isEqualTo(Optional.empty());
    assertThat(read(row -> row.optionalText("words"))).isEqualTo(Optional.empty());
    assertThat(read(row -> row.number("amount"))).isEqualTo(0L);
    assertThat(read(row -> row.optionalNumber("amount"))).isEqualTo(Optional.empty());
    assertThat(read(row -> row.flag("flag"))).isEqualTo(false);
    assertThat(read(row -> Optional.ofNullable(row.bytes("content")))).isEqualTo(Optional.empty());
    assertThat(read(row -> Optional.ofNullable(row.instant("at")))).isEqualTo(Optional.empty());
    assertThat(read(row -> row.optionalInstant("at"))).isEqualTo(Optional.empty());
  }

  @Test
  void zeroIsNotNull() {
    insert(1, "", 0, false, new byte[0], Instant.EPOCH);

    assertThat(read(row -> row.optionalText("words"))).isEqualTo(Optional.of(""));
    assertThat(read(row -> row.optionalNumber("amount"))).isEqualTo(Optional.of(0L));
    assertThat(read(row -> row.optionalInstant("at"))).isEqualTo(Optional.of(Instant.EPOCH));
  }

  @Test
  void optionalsAndEnumsAreBoundAsWhatTheyHold() {
    insert(
        1,
        Optional.of(Dialect.H2),
        Optional.empty(),
        Optional.of(true),
        Optional.empty(),
        Optional.of(AT));

    assertThat(read(row -> row.text("words"))).isEqualTo("H2");
    assertThat(read(row -> row.optionalNumber("amount"))).isEqualTo(Optional.empty());
    assertThat(read(row -> row.flag("flag"))).isEqualTo(true);
    assertThat(read(row -> row.instant("at"))).isEqualTo(AT);
  }

  @Test
  void aBatchTellsTheRowsThatEachOfItsStatementsTouched() {
    int[] touched =
        database.transaction(
            sql -> {
              sql.batch(
                  "insert into thing (id, words) values (?, ?)",
                  List.of(
                      new Object[] {1, "a"}, new Object[] {2, "a"}, new Object[] {3, Dialect.H2}));
              return sql.batch(
                  "update thing set words = 'b' where words = ?",
                  List.of(new Object[] {"a"}, new Object[] {"a"}, new Object[] {"H2"}));
            });

    assertThat(touched).containsExactly(2, 0, 1);
    assertThat(database.<int[]>transaction(sql -> sql.batch("never prepared", List.of())))
        .isEmpty();
  }

  @Test
  void rowsComeInOrderAndTheFirstAlone() {
    for (int id : Arrays.asList(2, 1, 3)) {
      insert(id, null, null, null, null, null);
    }
    String query = "select id from thing where id >= ? order by id";

    assertThat(database.<List<Long>>transaction(sql -> sql.list(query, row -> row.number("id"), 2)))
        .containsExactly(2L, 3L);
    assertThat(
            database.<Optional<Long>>transaction(
                sql -> sql.first(query, row -> row.number("id"), 2)))
        .contains(2L);
    assertThat(
            database.<Optional<Long>>transaction(
                sql -> sql.first(query, row -> row.number("id"), 9)))
        .isEmpty();
  }

  @Test
  void theClockIsTheDatabases() {
    Instant before = Instant.now().minusSeconds(1);

    assertThat(database.<Instant>transaction(Sql::now))
        .isBetween(before, before.plus(Duration.ofMinutes(1)));
  }

  @Test
  void aStatementThatCannotBeBoundFails() {
    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(
            () -> database.transaction(sql -> sql.update("delete from thing where id = ?", 1, 2)))
        .matches(thrown -> !thrown.unavailable(), "not unavailable");
  }
}
