package dev.groundcrew.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseSettings;
import dev.groundcrew.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Package description, rule 3. */
@Tag("database")
class LeaseRenewalTest {
  private static final int POOL = 2;

  private static TestDatabase tables;

  private long nanos = 5;
  private final Membership node = new Membership("a", () -> nanos);
  private ConnectionPool pool;
  private Database database;
  private LeaseRenewal renewal;

  @BeforeAll
  static void migrate() {
    tables = TestDatabase.Kind.POSTGRES_NEWEST.migrated();
  }

  @AfterAll
  static void forget() {
    tables.close();
  }

  @BeforeEach
  void join() {
    pool =
        new ConnectionPool(
            new DatabaseSettings(
                Optional.empty(),
                tables.url(),
                Optional.empty(),
                "postgres",
                "postgres",
                POOL,
                true),
            Thread::new);
    database = new Database(pool);
    renewal = new LeaseRenewal(node, Database.reserved(pool));
    node.begin(database.transaction(node::join));
  }

  @AfterEach
  void leave() {
    pool.close();
    tables.clear();
  }

  private static Instant heard() {
    return tables.database().transaction(sql -> NodeTable.find(sql, "a")).stream()
        .flatMap(row -> row.heartbeatAt().stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theHeartbeatGoesOnWhileThePoolIsExhausted() throws SQLException {
    Instant joined = heard();
    try (Connection one = pool.dataSource().getConnection();
        Connection two = pool.dataSource().getConnection()) {
      assertThat(one).isNotSameAs(two);
      assertThat(database.pool().orElseThrow().getActiveConnections()).isEqualTo(POOL);

      nanos += Membership.BEAT.toNanos();
      renewal.renewIfDue();
    }

    assertThat(heard()).isAfter(joined);
    assertThat(node.silence()).isZero();
  }

  @Test
  void isHeardEveryThreeSecondsAndNotBefore() {
    Instant joined = heard();

    nanos += Membership.BEAT.toNanos() - 1;
    renewal.renewIfDue();
    assertThat(heard()).isEqualTo(joined);

    nanos++;
    renewal.renewIfDue();
    assertThat(heard()).isAfter(joined);
  }

  @Test
  void aBuriedLifeIsNotRenewedUntilTheNextHasBegun() {
    tables.execute("update groundcrew_node set state = 'GONE'");
    nanos += Membership.BEAT.toNanos();
    renewal.renewIfDue();
    assertThat(node.buried()).isTrue();

    node.begin(database.transaction(node::join));

    assertThat(node.buried()).isFalse();
    Instant joined = heard();
    nanos += Membership.BEAT.toNanos();
    renewal.renewIfDue();
    assertThat(heard()).isAfter(joined);
  }

  @Test
  void aFailureIsNotTheEnd() {
    tables.execute("alter table groundcrew_node rename to hidden");
    nanos += Membership.BEAT.toNanos();
    renewal.renewIfDue();
    tables.execute("alter table hidden rename to groundcrew_node");
    assertThat(node.silence()).isEqualTo(Membership.BEAT);

    renewal.renewIfDue();

    assertThat(node.silence()).isZero();
  }
}
