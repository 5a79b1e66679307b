package dev.groundcrew.builtin.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.task.FakeTaskContext;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 1 to 3 and 6 to 8 of the package. */
@Tag("database")
class PurgeTest {
  private static final Instant CUTOFF = Instant.parse("2026-06-01T12:00:00Z");
  private static final String OLD = "2026-05-01T00:00:00Z";
  private static final String YOUNG = "2026-07-01T00:00:00Z";

  private final TestDatabase server = TestDatabase.Kind.H2.empty();
  private final FakeTaskContext context = FakeTaskContext.proceeding();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table event (id bigint primary key, n integer, made timestamp with time zone)",
        "create table event (id varchar(40) primary key, n integer, made timestamp with time zone)",
        "create table event (id integer, n integer, made timestamp with time zone, primary key (id,"
            + " n))",
        "create table event (id integer, n integer, made timestamp with time zone)",
        "create table event (id bigint primary key, n integer, made timestamp)",
        "create table event (id bigint primary key, n integer, made date)",
      })
  void deletesWhatIsOldWhateverTheKeyOfTheTable(String table) {
    server.execute(table);
    fill(250, 130);

    purge("event", "made", 100).run(context);

    assertThat(server.number("select count(*) as n from event")).isEqualTo(130);
    assertThat(server.number("select count(*) as n from event where made < '2026-06-01'")).isZero();
    assertThat(context.message()).isEqualTo("deleted 250 rows, 0 left");
    assertThat(context.done()).isEqualTo(250);
    assertThat(context.total()).isEqualTo(250);
    assertThat(context.logLines()).singleElement().asString().startsWith("250 rows are old enough");
  }

  @Test
  void goesThroughAnIndexOfTheColumn() {
    server.execute("create table event (id integer, n integer, made timestamp with time zone)");
    server.execute("create index event_by_made on event (made, id)");
    fill(250, 130);

    assertThat(target("event", "made").indexed()).isTrue();
    purge("event", "made", 100).run(context);

    assertThat(server.number("select count(*) as n from event")).isEqualTo(130);
    assertThat(context.message()).isEqualTo("deleted 250 rows, 0 left");
  }

  @Test
  void anIndexThatDoesNotLeadWithTheColumnIsNoWayToTheOldest() {
    server.execute("create table event (id integer, n integer, made timestamp with time zone)");
    server.execute("create index event_by_id on event (id, made)");

    assertThat(target("event", "made").indexed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void commitsEachBatchAndStopsBetweenTwoOnceItMustEnd(boolean indexed) {
    server.execute("create table event (id bigint, n integer, made timestamp with time zone)");
    if (indexed) {
      server.execute("create index event_by_made on event (made)");
    }
    fill(250, 10);
    FakeTaskContext cancelled = FakeTaskContext.proceedingTimes(2);

    purge("event", "made", 100).run(cancelled);

    assertThat(server.number("select count(*) as n from event")).isEqualTo(60);
    assertThat(cancelled.message()).isEqualTo("deleted 200 rows, 50 left");
    assertThat(cancelled.done()).isEqualTo(200);
    assertThat(cancelled.total()).isEqualTo(250);
  }

  @Test
  void deletesNothingOnceItMustEndAtTheBeginning() {
    server.execute("create table event (id bigint, n integer, made timestamp with time zone)");
    fill(5, 0);

    purge("event", "made", 100).run(FakeTaskContext.proceedingTimes(0));

    assertThat(server.number("select count(*) as n from event")).isEqualTo(5);
  }

  @Test
  void aDryRunOnlyCountsAndNamesTheOldestAndTheNewest() {
    server.execute("create table event (id bigint, n integer, made date)");
    fill(12, 3);
    server.execute("insert into event values (99, 99, date '2025-12-24')");

    new Purge(() -> rows("event", "made"), 100, true).run(context);

    assertThat(server.number("select count(*) as n from event")).isEqualTo(16);
    assertThat(context.message())
        .isEqualTo("dry run: 13 rows are old enough, from 2025-12-24 to 2026-05-01");
  }

  @Test
  void anEmptyTableIsNoFault() {
    server.execute("create table event (id bigint, n integer, made date)");

    purge("event", "made", 100).run(context);

    assertThat(context.message()).isEqualTo("deleted 0 rows, 0 left");
  }

  @Test
  void aDayIsOldOnlyOnceAllOfItIsAndNoRowWithoutTimeIsOld() {
    server.execute("create table event (id bigint, n integer, made date)");
    server.execute(
        "insert into event values (1, 1, date '2026-05-31'), (2, 2, date '2026-06-01'), (3, 3,"
            + " null)");

    purge("event", "made", 100).run(context);

    assertThat(server.number("select sum(id) as n from event")).isEqualTo(5);
  }

  @Test
  void aTimestampWithoutZoneIsReadAsUtc() {
    server.execute("create table event (id bigint, n integer, made timestamp)");
    server.execute(
        "insert into event values (1, 1, timestamp '2026-06-01 11:59:59'), (2, 2, timestamp"
            + " '2026-06-01 12:00:00')");

    purge("event", "made", 100).run(context);

    assertThat(server.number("select sum(id) as n from event")).isEqualTo(2);
  }

  @Test
  void twentyThousandRowsOfWhichEveryThirdStays() {
    server.execute("create table event (id bigint, n integer, made timestamp with time zone)");
    server.execute(
        "insert into event select x, x, case when mod(x, 3) = 0 then timestamp with time zone '%s' else timestamp with time zone '%s' end from system_range(1, 20000)"
            .formatted(YOUNG, OLD));

    purge("event", "made", 1_000).run(context);

    assertThat(server.number("select count(*) as n from event")).isEqualTo(6_666);
    assertThat(context.message()).isEqualTo("deleted 13,334 rows, 0 left");
  }

  private void fill(int old, int young) {
    String insert =
        "insert into event (id, n, made) select x, x, timestamp with time zone '%s' from"
            + " system_range(%d, %d)";
    server.execute(insert.formatted(OLD, 1, old));
    server.execute(insert.formatted(YOUNG, old + 1, old + young));
  }

  private Purge purge(String table, String column, int batch) {
    return new Purge(() -> rows(table, column), batch, false);
  }

  private OldTableRows rows(String table, String column) {
    return new OldTableRows(server.database(), table, column, CUTOFF);
  }

  private Target target(String table, String column) {
    return server
        .database()
        .transaction(sql -> new TableFinder(sql.connection()).find(table, column));
  }
}
