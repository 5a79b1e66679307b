package dev.groundcrew.engine;

import dev.groundcrew.access.FirstAdministrator;
import dev.groundcrew.cluster.Membership;
import dev.groundcrew.cluster.NameTakenException;
import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.Signals;
import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.SchemaUpgrade;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Completes the start once the database is there; then hears signals, buries dead nodes, begins a
 * new life if this one was buried, and knows whether the database still is there. One thread calls
 * {@link #keep}; the state may be read by any.
 */
final class DatabaseKeeper {
  private static final Logger LOG = System.getLogger(DatabaseKeeper.class.getName());
  private static final long PAUSE_MILLIS = 500;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOG_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long TIDY_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** What the engine does when the keeper has news. Called on the keeper's thread. */
  interface Listener {
    /** This node has joined: what waits for it alone, by task; and its life before. */
    void joined(Map<String, Long> waitingHere, Optional<Node> before);

    /** The database was away and is back. */
    void returned();

    /** What signals told of meanwhile must be read anew: this node may have missed some. */
    void missedSignals();

    /** Others had buried this life; the next has begun. */
    void buried();

    /** The runs of a life that had died are settled: each as it stands now. */
    void settled(List<Run> runs);

    /** The database is there and this life is not over; every few seconds. */
    void livesOn();

    /** Another node, or this one, tells something. */
    void heard(Signal signal);

    /** Whatever others left is to be looked for, in a transaction with other questions. */
    void look(Sql sql) throws SQLException;

    /** What was looked for has been found, or not. */
    void looked();
  }

  private final Membership membership;
  private final SchemaUpgrade schema;
  private final Database database;
  private final History history;
  private final FirstAdministrator firstAdministrator;
  private final TaskStates states;
  private final Settlement settlement;
  private final Catalogue catalogue;
  private final Listener listener;
  private final Signals signals = new Signals();

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean joined;
  private volatile boolean administratorThere;
  private volatile Optional<String> trouble = Optional.of("not asked yet");
  private long lastLine;
  private long lastLook = System.nanoTime();
  private long lastLife = System.nanoTime();
  private long lastTidy = System.nanoTime();

  DatabaseKeeper(
      Membership membership,
      ConnectionPool pool,
      Database database,
      History history,
      FirstAdministrator firstAdministrator,
      TaskStates states,
      Settlement settlement,
      Catalogue catalogue,
      Listener listener) {
    this.membership = membership;
    this.schema = new SchemaUpgrade(pool);
    this.database = database;
    this.history = history;
    this.firstAdministrator = firstAdministrator;
    this.states = states;
    this.settlement = settlement;
    this.catalogue = catalogue;
    this.listener = listener;
  }

  /** Whether this node has joined, so that its tasks may run. */
  boolean joined() {
    return joined;
  }

  /** Whether the start is complete: there is somebody who can sign in, too. */
  boolean started() {
    return joined && administratorThere;
  }

  /** Why the database cannot be used; empty if it can. */
  Optional<String> trouble() {
    return trouble;
  }

  /**
   * Asks at once and then twice a second, until it {@linkplain #close is told} to end; more seldom
   * where there is nobody else to hear of.
   */
  void keep() {
    try {
      do {
        ask();
      } while (!closed.await(pauseMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pauseMillis() {
    boolean quiet = started() && membership.alone() && trouble.isEmpty();
    return quiet ? Membership.BEAT.toMillis() : PAUSE_MILLIS;
  }

  /**
   * Ends {@link #keep} soon. Its thread is not interrupted: H2 loses its file, and all others their
   * connections, when that happens to a thread that reads or writes.
   */
  void close() {
    closed.countDown();
  }

  /** Completes the start, or does what is to be done regularly. */
  void ask() {
    boolean wasAway = trouble.isPresent();
    try {
      if (joined) {
        if (wasAway) {
          listener.missedSignals();
        }
        goOn();
      } else {
        start();
        joined = true;
      }
      trouble = Optional.empty();
      if (wasAway) {
        LOG.log(Level.INFO, "the database is there");
        listener.returned();
      }
    } catch (RuntimeException e) {
      boolean isNew = trouble.isEmpty();
      trouble = Optional.of(inWords(e));
      if (isNew || lastLine == 0 || System.nanoTime() - lastLine > LOG_PAUSE_NANOS) {
        lastLine = System.nanoTime();
        String what =
            e instanceof NameTakenException
                ? "this node cannot join yet"
                : "the database is away, asked every second";
        LOG.log(Level.WARNING, "{0}: {1}", what, inWords(e));
      }
    }
  }

  private static String inWords(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == e ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + root.getMessage();
  }

  /**
   * What a transaction that joins has found.
   *
   * @param joined the new life
   * @param report what became of the runs of the life before
   * @param waitingHere durable runs that wait for this node alone, by task
   */
  private record Arrival(
      Membership.Joined joined, Settlement.Report report, Map<String, Long> waitingHere) {}

  private void start() {
    schema.bringUpToDate();
    Arrival arrival = database.transaction(this::join);
    membership.begin(arrival.joined);
    arrival.joined.before().ifPresent(before -> tell(before, arrival.report));
    history.databaseIsReady();
    listener.joined(arrival.waitingHere, arrival.joined.before());
    listener.settled(arrival.report.runs());
  }

  /** Not within the start: to derive a key from a password takes longer than all the rest of it. */
  private void ensureAdministrator() {
    firstAdministrator
        .ensure()
        .ifPresent(
            password ->
                LOG.log(
                    Level.INFO,
                    "sign in as admin with the password {0} (shown this once)",
                    password));
  }

  private Arrival join(Sql sql) throws SQLException {
    Membership.Joined joined = membership.join(sql);
    TaskStateTable.ensure(sql, catalogue.all().stream().map(Task::name).toList());
    long before = joined.before().map(Node::life).orElse(0L);
    Settlement.Report report =
        settlement.settle(sql, new RunTable.Holder(membership.name(), before));
    states.load(sql);
    return new Arrival(joined, report, RunTable.waitingOn(sql, membership.name()));
  }

  private static void tell(Node before, Settlement.Report report) {
    if (before.stoppedAt().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "the life of this node that began at {0} did not stop in order: {1}",
          before.startedAt(),
          Settlement.inWords(report).orElse("it left no run behind"));
    }
    before
        .left()
        .ifPresent(
            left ->
                LOG.log(
                    Level.WARNING, "the last stop left runs whose code had not ended: {0}", left));
  }

  private void goOn() {
    if (!administratorThere) {
      ensureAdministrator();
      administratorThere = true;
    }
    if (membership.buried()) {
      Arrival arrival = database.transaction(this::join);
      membership.begin(arrival.joined);
      LOG.log(
          Level.WARNING,
          "other nodes held this one for dead, since it was silent too long: its runs end here");
      listener.buried();
      listener.settled(arrival.report.runs());
      // Last, since it may fail with the database: then it is made up for once that is back.
      listener.missedSignals();
    }
    hear();
    if (System.nanoTime() - lastLife >= Membership.BEAT.toNanos()) {
      lastLife = System.nanoTime();
      if (!membership.alone()) {
        lookForDeadNodes();
      }
      listener.livesOn();
    }
    if (System.nanoTime() - lastTidy >= TIDY_NANOS) {
      lastTidy = System.nanoTime();
      database.transaction(signals::tidy);
      database.transaction(IdempotencyKeyTable::tidy);
    }
  }

  /** Signals, and once a second what others left, by one transaction. */
  private void hear() {
    boolean looks = System.nanoTime() - lastLook >= LOOK_NANOS;
    List<Signal> heard =
        database.transaction(
            sql -> {
              if (looks) {
                listener.look(sql);
              }
              return heard(sql);
            });
    if (looks) {
      lastLook = System.nanoTime();
      listener.looked();
    }
    for (Signal signal : heard) {
      listener.heard(signal);
      // Not before: what it asks for may fail with the database, and is then asked for again.
      signals.handled(signal);
    }
  }

  /** One process alone hears nobody; the question only tells whether the database is there. */
  private List<Signal> heard(Sql sql) throws SQLException {
    if (!membership.alone()) {
      return signals.heard(sql);
    }
    sql.now();
    return List.of();
  }

  private void lookForDeadNodes() {
    for (Node silent : database.transaction(membership::silent)) {
      Optional<Settlement.Report> report = database.transaction(sql -> bury(sql, silent));
      if (report.isPresent()) {
        LOG.log(
            Level.WARNING,
            "node {0} was last heard at {1} and counts as dead: {2}",
            silent.name(),
            silent.heartbeatAt().orElse(null),
            Settlement.inWords(report.get()).orElse("it left no run behind"));
        listener.settled(report.get().runs());
      }
    }
    for (long life : database.transaction(membership::leftovers)) {
      Settlement.Report report = database.transaction(sql -> settleLeftovers(sql, life));
      Settlement.inWords(report)
          .ifPresent(text -> LOG.log(Level.WARNING, "a life that is over held runs: {0}", text));
      listener.settled(report.runs());
    }
  }

  /** Under a lock, since every node finds them at about the same time. */
  private Settlement.Report settleLeftovers(Sql sql, long life) throws SQLException {
    TaskStateTable.lock(sql, TaskStateTable.WHOLE);
    return settlement.settle(sql, new RunTable.Holder("", life));
  }

  private Optional<Settlement.Report> bury(Sql sql, Node silent) throws SQLException {
    return membership.bury(sql, silent)
        ? Optional.of(settlement.settle(sql, new RunTable.Holder(silent.name(), silent.life())))
        : Optional.empty();
  }

  /** Notes the orderly stop, if the database is there to note it. */
  void stop(Optional<String> left) {
    if (!joined) {
      return;
    }
    try {
      database.transaction(sql -> noteStop(sql, left));
    } catch (DatabaseException e) {
      LOG.log(Level.WARNING, "the orderly stop could not be noted: {0}", e.getMessage());
    }
  }

  private Void noteStop(Sql sql, Optional<String> left) throws SQLException {
    RunTable.giveBack(sql, membership.life());
    membership.stop(sql, left);
    return null;
  }
}
