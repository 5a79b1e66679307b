package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Work that stands or falls with the JTA transaction of its caller. */
@Tag("database")
@ParameterizedClass
@EnumSource
class JoinedTransactionTest {
  private static TestDatabase tables;

  @Parameter TestDatabase.Kind kind;

  private final List<String> told = new ArrayList<>();
  private FakeTransaction transaction;
  private Database database;

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    tables = kind.empty();
    tables.execute("create table note (id int primary key)");
  }

  @BeforeEach
  void ofServer() throws SQLException {
    transaction = new FakeTransaction(tables.dataSource());
    database = new Database(transaction.dataSource(), new CallersTransaction(transaction));
  }

  @AfterEach
  void empty() throws SQLException {
    transaction.close();
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

  private <T> T join(SqlWork<T> work) {
    return join(database, work);
  }

  private <T> T join(Database database, SqlWork<T> work) {
    return database.join(
        work,
        new Database.Ending<T>() {
          @Override
          public void committed(T result) {
            told.add("committed " + result);
          }

          @Override
          public void rolledBack() {
            told.add("rolled back");
          }
        });
  }

  @Test
  void workIsStoredWhenTheCallerCommitsAndNotBefore() throws SQLException {
    transaction.begin();

    assertThat(database.joins()).isTrue();
    assertThat(this.<Integer>join(sql -> insert(sql, 1))).isEqualTo(1);

    assertThat(notes()).isZero();
    assertThat(told).isEmpty();
    transaction.commit();
    assertThat(notes()).isEqualTo(1);
    assertThat(told).containsExactly("committed 1");
  }

  @Test
  void workIsGoneWhenTheCallerRollsBack() throws SQLException {
    transaction.begin();
    assertThat(this.<Integer>join(sql -> insert(sql, 1))).isEqualTo(1);

    transaction.rollBack();

    assertThat(notes()).isZero();
    assertThat(told).containsExactly("rolled back");
  }

  @Test
  void afterWorkThatFailedTheCallerCannotCommitWhatItHadDone() throws SQLException {
    transaction.begin();

    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> join(sql -> insert(sql, 1) + insert(sql, 1)));
    transaction.commit();

    assertThat(notes()).isZero();
    assertThat(told).containsExactly("rolled back");
  }

  @Test
  void workThatThrowsDoesTheSame() throws SQLException {
    transaction.begin();
    var reason = new IllegalStateException("changed my mind");

    assertThatThrownBy(
            () ->
                join(
                    sql -> {
                      insert(sql, 1);
                      throw reason;
                    }))
        .isSameAs(reason);
    transaction.commit();

    assertThat(notes()).isZero();
    assertThat(told).containsExactly("rolled back");
  }

  @Test
  void withoutATransactionOfTheCallersItIsOneOfItsOwn() {
    assertThat(database.joins()).isFalse();
    assertThat(this.<Integer>join(sql -> insert(sql, 1))).isEqualTo(1);

    assertThat(notes()).isEqualTo(1);
    assertThat(told).containsExactly("committed 1");
    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> join(sql -> insert(sql, 2) + insert(sql, 2)));
    assertThat(notes()).isEqualTo(1);
    assertThat(told).containsExactly("committed 1", "rolled back");
  }

  @Test
  void aPoolThatTakesNoPartInTransactionsCommitsByItself() throws SQLException {
    var apart = new Database(tables.dataSource(), new CallersTransaction(transaction));
    transaction.begin();

    assertThat(this.<Integer>join(apart, sql -> insert(sql, 1))).isEqualTo(1);

    assertThat(notes()).isEqualTo(1);
    transaction.rollBack();
    assertThat(notes()).isEqualTo(1);
    assertThat(told).containsExactly("committed 1");
  }

  @Test
  void aPoolOfOurOwnNeverJoins() throws SQLException {
    transaction.begin();

    assertThat(tables.database().joins()).isFalse();
    transaction.rollBack();
  }
}
