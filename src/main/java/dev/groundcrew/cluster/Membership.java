package dev.groundcrew.cluster;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * This node's place in the cluster: its lives and its lease (rules 2 to 4 of the package). Safe for
 * use by several threads.
 */
public final class Membership {
  /** How often a node is heard. */
  public static final Duration BEAT = Duration.ofSeconds(3);

  /** How long after it was last heard a node counts as dead. */
  public static final Duration LEASE = Duration.ofSeconds(12);

  private final String name;
  private final LongSupplier nanoTime;
  private volatile long life;
  private volatile long buried;
  private volatile boolean draining;
  private volatile boolean alone = true;
  private volatile long heardAt;

  /** When this node may call others dead: after a gap of its own, they get a lease to be heard. */
  private volatile long judgesFrom;

  /** A node that has not joined yet. */
  public Membership(String name) {
    this(name, System::nanoTime);
  }

  /**
   * @param nanoTime the monotonic clock, in nanoseconds
   */
  Membership(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
  }

  /** This node's name. */
  public String name() {
    return name;
  }

  /** The present life; 0 before the first. */
  public long life() {
    return life;
  }

  /**
   * What joining found and did. It counts once the transaction has committed: see {@link #begin}.
   *
   * @param life the new life
   * @param before the node's life before, if there was one
   * @param since when the new life joined, by the monotonic clock
   */
  public record Joined(long life, Optional<Node> before, long since, boolean alone) {}

  /**
   * Begins a new life. What the life before left behind is the caller's to settle in the same
   * transaction.
   *
   * @throws NameTakenException if a live node has this name; on a database that one process alone
   *     can open, a life before is dead for certain
   */
  public Joined join(Sql sql) throws SQLException {
    long since = nanoTime.getAsLong();
    Optional<Node> before = NodeTable.lock(sql, name);
    boolean clusters = sql.dialect().clusters();
    if (clusters && before.isPresent() && mayLive(before.get(), sql.now())) {
      throw new NameTakenException(name);
    }
    long next = sql.next("groundcrew_fence");
    NodeTable.begin(sql, name, next, before.isPresent());
    return new Joined(next, before, since, !clusters);
  }

  private boolean mayLive(Node before, Instant now) {
    boolean ours = before.life() == life;
    return !ours
        && before.state() != NodeState.GONE
        && before.heartbeatAt().filter(at -> at.isAfter(now.minus(LEASE))).isPresent();
  }

  /** The life that has joined is this node's present one. */
  public void begin(Joined joined) {
    life = joined.life();
    alone = joined.alone();
    draining = false;
    heardAt = joined.since();
    judgesFrom = joined.since() + LEASE.toNanos();
  }

  /**
   * Renews the lease.
   *
   * @return false if others have buried this life: whatever it holds may run elsewhere
   */
  public boolean beat(Sql sql) throws SQLException {
    long before = nanoTime.getAsLong();
    long mine = life;
    if (!NodeTable.beat(sql, name, mine)) {
      buried = mine;
      return false;
    }
    draining =
        NodeTable.find(sql, name).filter(node -> node.state() == NodeState.DRAINING).isPresent();
    if (before - heardAt > 2 * BEAT.toNanos()) {
      judgesFrom = before + LEASE.toNanos();
    }
    // From before the statement: the database may have set its clock to it any time since. Written
    // last, since whoever reads it to judge others must find the line above done.
    heardAt = before;
    return true;
  }

  /** Whether others have buried the present life, as far as a beat has told. */
  public boolean buried() {
    return life != 0 && buried == life;
  }

  /** Whether this node ends what it has and takes nothing new. */
  public boolean draining() {
    return draining;
  }

  /** How long ago the lease was renewed. */
  public Duration silence() {
    return Duration.ofNanos(nanoTime.getAsLong() - heardAt);
  }

  /** Whether this process has the database to itself, so that there is no other node. */
  public boolean alone() {
    return alone;
  }

  /** Whether no other node may hold this one for dead. */
  public boolean holdsLease() {
    return life != 0 && (alone || silence().compareTo(LEASE) < 0);
  }

  /**
   * Live nodes that have not been heard for a lease. None while this node itself has been silent
   * within the last lease: a database that was away silences all.
   */
  public List<Node> silent(Sql sql) throws SQLException {
    boolean awake = silence().compareTo(BEAT.multipliedBy(2)) <= 0;
    boolean judges = awake && nanoTime.getAsLong() - judgesFrom >= 0;
    return alone || !judges ? List.of() : NodeTable.silent(sql, LEASE);
  }

  /**
   * Ends a silent life; its runs are the caller's to settle in the same transaction.
   *
   * @return false if it has been heard since, or somebody else was first
   */
  public boolean bury(Sql sql, Node dead) throws SQLException {
    return NodeTable.bury(sql, dead);
  }

  /**
   * Lives that are over and hold runs all the same: what a stop could not end, and what a life took
   * in a transaction that was under way when it was buried. Their runs are the caller's to settle.
   */
  public List<Long> leftovers(Sql sql) throws SQLException {
    return alone ? List.of() : NodeTable.leftovers(sql);
  }

  /** Notes the orderly stop of the present life. */
  public void stop(Sql sql, Optional<String> left) throws SQLException {
    NodeTable.stop(sql, name, life, left);
  }
}
