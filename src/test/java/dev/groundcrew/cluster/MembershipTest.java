package dev.groundcrew.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundcrew.database.SqlWork;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.run.Claim;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Package description, rules 2 to 4. On PostgreSQL, since H2 has one node. */
@Tag("database")
class MembershipTest {
  private static TestDatabase tables;

  private long nanos = 5;
  private final Membership a = new Membership("a", () -> nanos);
  private final Membership b = new Membership("b", () -> nanos);

  @BeforeAll
  static void open() {
    tables = TestDatabase.Kind.POSTGRES_OLDEST.migrated();
  }

  @AfterEach
  void clear() {
    tables.clear();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  private static <T> T sql(SqlWork<T> work) {
    return tables.database().transaction(work);
  }

  private static Membership.Joined join(Membership node) {
    Membership.Joined joined = sql(node::join);
    node.begin(joined);
    return joined;
  }

  private static boolean beat(Membership node) {
    return sql(node::beat);
  }

  private static Node row(String name) {
    return sql(sql -> NodeTable.find(sql, name)).orElseThrow();
  }

  /** As if the node had last been heard so long ago, by the database's clock. */
  private static void silentFor(String name, Duration silence) {
    tables.execute(
        "update groundcrew_node set heartbeat_at = ? where name = ?",
        Instant.now().minus(silence),
        name);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void staysAwakeForALease(Membership node) {
    for (int i = 0; i < 4; i++) {
      pass(Membership.BEAT);
      beat(node);
    }
  }

  @Test
  void callsNobodyDeadBeforeItIsHeardAgainItself() {
    join(a);
    join(b);
    staysAwakeForALease(a);
    silentFor("b", Membership.LEASE.multipliedBy(2));
    pass(Membership.LEASE);

    List<Node> silent = sql(a::silent);

    assertThat(silent).isEmpty();
  }

  @Test
  void eachStartIsALifeOfItsOwn() {
    long first = join(a).life();
    sql(
        sql -> {
          a.stop(sql, Optional.of("left over"));
          return null;
        });

    Membership.Joined second = join(new Membership("a", () -> nanos));

    assertThat(second.life()).isGreaterThan(first);
    assertThat(second.before().orElseThrow())
        .satisfies(
            before -> {
              assertThat(before.life()).isEqualTo(first);
              assertThat(before.left()).contains("left over");
              assertThat(before.stoppedAt()).isPresent();
            });
    assertThat(row("a").state()).isEqualTo(NodeState.ACTIVE);
    assertThat(row("a").left()).isEmpty();
  }

  @Test
  void refusesASecondLiveNodeOfOneName() {
    join(a);
    var twin = new Membership("a", () -> nanos);

    assertThatExceptionOfType(NameTakenException.class)
        .isThrownBy(() -> join(twin))
        .withMessageContaining("groundcrew.node");
    silentFor("a", Membership.LEASE.plusSeconds(1));
    assertThat(join(twin).before()).isPresent();
  }

  @Test
  void buriesASilentLifeOnceAndRefusesItsLaterBeats() {
    join(a);
    join(b);
    silentFor("b", Membership.LEASE.plusSeconds(1));
    staysAwakeForALease(a);

    List<Node> silent = sql(a::silent);
    assertThat(silent).extracting(Node::name).containsExactly("b");
    boolean first = sql(sql -> a.bury(sql, silent.get(0)));
    boolean again = sql(sql -> a.bury(sql, silent.get(0)));

    assertThat(first).isTrue();
    assertThat(again).isFalse();
    assertThat(row("b").state()).isEqualTo(NodeState.GONE);
    assertThat(beat(b)).isFalse();
  }

  @Test
  void doesNotBuryALifeThatHasBeenHeardSince() {
    join(a);
    join(b);
    silentFor("b", Membership.LEASE.plusSeconds(1));
    staysAwakeForALease(a);
    Node silent = sql(a::silent).get(0);
    beat(b);

    boolean buried = sql(sql -> a.bury(sql, silent));

    assertThat(buried).isFalse();
    assertThat(beat(b)).isTrue();
  }

  @Test
  void callsNobodyDeadRightAfterItsOwnSilence() {
    join(a);
    join(b);
    pass(Membership.LEASE.multipliedBy(2));
    silentFor("b", Membership.LEASE.multipliedBy(2));

    assertThat(a.holdsLease()).isFalse();
    beat(a);

    assertThat(a.holdsLease()).isTrue();
    List<Node> atOnce = sql(a::silent);
    assertThat(atOnce).isEmpty();
    staysAwakeForALease(a);
    List<Node> later = sql(a::silent);
    assertThat(later).extracting(Node::name).containsExactly("b");
  }

  @Test
  void findsLivesThatAreOverAndHoldRunsAllTheSame() {
    long stopped = join(b).life();
    long alive = join(a).life();
    sql(
        sql -> {
          b.stop(sql, Optional.of("a run"));
          RunTable.insert(sql, List.of(held(1, "b", stopped), held(2, "a", alive)));
          return null;
        });

    List<Long> leftovers = sql(a::leftovers);

    assertThat(leftovers).containsExactly(stopped);
  }

  private static Run held(long id, String node, long life) {
    return Run.queued(id, "work", Origin.manual("anna"), "", Instant.now())
        .claimed(node, new Claim(life, id));
  }

  @Test
  void hearsWithItsBeatThatItShallDrain() {
    join(a);
    sql(sql -> NodeTable.put(sql, "a", NodeState.DRAINING));

    beat(a);
    assertThat(a.draining()).isTrue();
    sql(sql -> NodeTable.put(sql, "a", NodeState.ACTIVE));
    beat(a);
    assertThat(a.draining()).isFalse();
  }

  @Test
  void holdsItsLeaseUntilItHasBeenSilentForOne() {
    assertThat(a.holdsLease()).isFalse();
    join(a);
    pass(Membership.LEASE.minusNanos(1));
    assertThat(a.holdsLease()).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(a.holdsLease()).isFalse();
  }

  @Test
  void hearsEachSignalUntilItIsHandled() {
    var signals = new Signals();
    sql(
        sql -> {
          SignalTable.send(sql, Signal.Kind.CANCEL, "x");
          SignalTable.send(sql, Signal.Kind.TASK_STATE, "y");
          return null;
        });

    List<Signal> first = sql(signals::heard);
    assertThat(first).extracting(Signal::target).containsExactly("x", "y");
    signals.handled(first.get(0));

    List<Signal> second = sql(signals::heard);
    assertThat(second).extracting(Signal::target).containsExactly("y");
    signals.handled(second.get(0));

    assertThat(sql(signals::heard)).isEmpty();
  }
}
