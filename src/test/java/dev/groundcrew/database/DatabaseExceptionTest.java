package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseExceptionTest {
  private static DatabaseException of(String state) {
    return new DatabaseException(new SQLException("message", state));
  }

  static Stream<String> statesOfH2() {
    return IntStream.of(
            ErrorCode.DATABASE_ALREADY_OPEN_1,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN)
        .mapToObj(Integer::toString);
  }

  @ParameterizedTest
  @MethodSource("statesOfH2")
  void h2IsAwayWhileItIsClosedOrCannotReachItsFile(String state) {
    assertThat(of(state).unavailable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08003", "08006", "53100", "53300", "57P01", "57P02", "57P03"})
  void postgresqlIsAwayWithoutConnectionAndWhileItStops(String state) {
    assertThat(of(state).unavailable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"23505", "42601", "22001", "57014", "57P04", "40001", "90026", "0A000", ""})
  void otherFailuresComeFromTheStatement(String state) {
    assertThat(of(state).unavailable()).isFalse();
  }

  @Test
  void aFailureOfTheConnectionIsToldByItsTypeToo() {
    assertThat(new DatabaseException(new SQLTransientConnectionException()).unavailable()).isTrue();
    assertThat(new DatabaseException(new SQLNonTransientConnectionException()).unavailable())
        .isTrue();
    assertThat(new DatabaseException(new SQLRecoverableException()).unavailable()).isTrue();
    assertThat(new DatabaseException(new SQLException()).unavailable()).isFalse();
  }

  @Test
  void aDuplicateKeyIsFoundAlsoInABatch() {
    var batch = new BatchUpdateException("batch", new int[0]);
    batch.setNextException(new SQLException("duplicate", "23505"));

    assertThat(of("23505").duplicateKey()).isTrue();
    assertThat(new DatabaseException(batch).duplicateKey()).isTrue();
    assertThat(of("23503").duplicateKey()).isFalse();
    assertThat(of(null).duplicateKey()).isFalse();
  }

  @Test
  void itSaysWhatTheDriverSaid() {
    var cause = new SQLException("no such table", "42S02");

    assertThat(new DatabaseException(cause)).hasMessage("no such table").hasCause(cause);
  }
}
