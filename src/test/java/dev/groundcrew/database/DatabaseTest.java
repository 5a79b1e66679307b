package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
@ParameterizedClass
@EnumSource
class DatabaseTest {
  private static TestDatabase tables;

  private final OneConnection connection = new OneConnection(tables.dataSource());
  private final Database database = new Database(connection.dataSource());

  @Parameter TestDatabase.Kind kind;

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    tables = kind.empty();
    tables.execute("create table note (id int primary key)");
  }

  @AfterEach
  void empty() {
    tables.execute("delete from note");
  }

  @AfterParameterizedClassInvocation
  static void close() {
    tables.close();
  }

  private static long notes() {
    return tables.number("select count(*) as n from note");
  }

  private static int insert(Sql sql, int id) throws SQLException {
    return sql.update("insert into note values (?)", id);
  }

  @Test
  void workThatReturnsIsCommitted() {
    assertThat(database.<Integer>transaction(sql -> insert(sql, 1))).isEqualTo(1);

    assertThat(notes()).isEqualTo(1);
    assertThat(connection.calls())
        .containsExactly("setAutoCommit(false)", "commit", "setAutoCommit(true)", "close");
  }

  @Test
  void workThatThrowsIsRolledBackAndTheSameExceptionGoesOn() {
    var reason = new IllegalStateException("changed my mind");

    assertThatThrownBy(
            () ->
                database.transaction(
                    sql -> {
                      insert(sql, 1);
                      throw reason;
                    }))
        .isSameAs(reason);

    assertThat(notes()).isZero();
    assertThat(connection.calls())
        .containsExactly("setAutoCommit(false)", "rollback", "setAutoCommit(true)", "close");
  }

  @Test
  void errorsRollBackToo() {
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(
            () ->
                database.transaction(
                    sql -> {
                      insert(sql, 1);
                      throw new StackOverflowError();
                    }));

    assertThat(notes()).isZero();
  }

  @Test
  void aFailedStatementRollsBackAllOfTheWork() {
    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> database.transaction(sql -> insert(sql, 1) + insert(sql, 1)))
        .matches(DatabaseException::duplicateKey, "a duplicate key");

    assertThat(notes()).isZero();
  }

  @Test
  void aTransactionInsideAnotherFailsAlone() {
    database.transaction(
        sql -> {
          insert(sql, 1);
          assertThatExceptionOfType(DatabaseException.class)
              .isThrownBy(
                  () ->
                      tables.database().transaction(inner -> insert(inner, 2) + insert(inner, 2)));
          return insert(sql, 3);
        });

    assertThat(notes()).isEqualTo(2);
  }

  @Test
  void aRollbackThatFailsDoesNotHideTheReason() {
    connection.breakAt("rollback");
    var reason = new IllegalStateException("changed my mind");

    assertThatThrownBy(
            () ->
                database.transaction(
                    sql -> {
                      throw reason;
                    }))
        .isSameAs(reason)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
  }

  @Test
  void aConnectionThatBreaksAfterTheCommitIsNoFailure() {
    connection.breakAt("setAutoCommit(true)");

    assertThat(database.<Integer>transaction(sql -> insert(sql, 1))).isEqualTo(1);
    assertThat(notes()).isEqualTo(1);
  }

  @Test
  void aConnectionThatBreaksWithTheWorkDoesNotHideTheReason() {
    connection.breakAt("setAutoCommit(true)");
    var reason = new IllegalStateException("changed my mind");

    assertThatThrownBy(
            () ->
                database.transaction(
                    sql -> {
                      throw reason;
                    }))
        .isSameAs(reason);
  }

  @Test
  void aCommitThatFailsIsAFailure() {
    connection.breakAt("commit");

    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> database.transaction(sql -> insert(sql, 1)))
        .withMessage("the test breaks commit");
    assertThat(notes()).isZero();
  }

  @Test
  void itFindsOutWhatItSpeaksTo() {
    Dialect expected = kind == TestDatabase.Kind.H2 ? Dialect.H2 : Dialect.POSTGRESQL;

    assertThat(database.dialect()).isEqualTo(expected);
    assertThat(database.<Dialect>transaction(Sql::dialect)).isEqualTo(expected);
  }
}
