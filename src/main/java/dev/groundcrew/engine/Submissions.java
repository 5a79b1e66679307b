package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.run.Submission;
import dev.groundcrew.task.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs that somebody asks for: stored before they are acknowledged. Safe for use by several
 * threads.
 */
public final class Submissions {
  private final Membership membership;
  private final InstantSource clock;
  private final RunIds ids;
  private final Database database;
  private final Backlog backlog;
  private final Placement placement;
  private final Cancels cancels;

  Submissions(
      Membership membership,
      InstantSource clock,
      RunIds ids,
      Database database,
      Backlog backlog,
      Placement placement,
      Cancels cancels) {
    this.membership = membership;
    this.clock = clock;
    this.ids = ids;
    this.database = database;
    this.backlog = backlog;
    this.placement = placement;
    this.cancels = cancels;
  }

  /**
   * What a transaction has stored.
   *
   * @param run the new run, or the one that its key has already
   * @param isNew whether it is the new one and waits
   * @param replaces the runs that end for it
   */
  private record Stored(Run run, boolean isNew, Set<Long> replaces) {}

  /**
   * Stores a run of a task: for this node if the task runs on every node, else for whichever takes
   * it first. It starts at once here if there is room. Within a JTA transaction that the database
   * takes part in it is stored by that, and starts once that has committed.
   *
   * @return the run: queued; or skipped if the overlap policy says so; or the one that has not
   *     ended of the same key
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored; then there is no
   *     such run
   */
  public Run submit(Task task, Origin origin, Submission submission) {
    return submit(task, origin, submission, usualNode(task));
  }

  /** The one node that a run of a task is for, if nobody says otherwise; empty for any. */
  public String usualNode(Task task) {
    return task.definition().scope() == Scope.EVERY_NODE ? membership.name() : "";
  }

  /**
   * Stores a run of a task for one node.
   *
   * @param onlyOn the node's name; empty if any may run it
   * @see #submit(Task, Origin, Submission)
   */
  public Run submit(Task task, Origin origin, Submission submission, String onlyOn) {
    return submit(task, origin, submission, onlyOn, Repetition.NEVER);
  }

  /**
   * Stores a run, unless the same request has made one already: then gives that one.
   *
   * @param key names the request, if its caller has named it
   * @throws dev.groundcrew.web.ProblemException if another request had that key
   * @see #submit(Task, Origin, Submission, String)
   */
  public Run submit(
      Task task,
      Origin origin,
      Submission submission,
      String onlyOn,
      Optional<IdempotencyKey> key) {
    Repetition repetition = key.<Repetition>map(it -> it).orElse(Repetition.NEVER);
    return submit(task, origin, submission, onlyOn, repetition);
  }

  /**
   * Stores a run, unless the same request has made one already: then gives that one.
   *
   * @throws dev.groundcrew.web.ProblemException if the request contradicts an earlier one
   * @see #submit(Task, Origin, Submission, String)
   */
  Run submit(
      Task task, Origin origin, Submission submission, String onlyOn, Repetition repetition) {
    try {
      return submitOnce(task, origin, submission, onlyOn, repetition);
    } catch (DatabaseException e) {
      if (e.duplicateKey() && !database.joins()) {
        // The same request came in twice at once, and the other was first: its run is there now.
        return submitOnce(task, origin, submission, onlyOn, repetition);
      }
      throw e;
    }
  }

  private Run submitOnce(
      Task task, Origin origin, Submission submission, String onlyOn, Repetition repetition) {
    Instant now = clock.instant();
    boolean later = submission.readyAt().filter(at -> at.isAfter(now)).isPresent();
    boolean decidedHere =
        !later && task.definition().scope() == Scope.EVERY_NODE && onlyOn.equals(membership.name());
    boolean mayBeHere = !later && (onlyOn.isEmpty() || onlyOn.equals(membership.name()));
    Run run = Run.queued(ids.next(), task.name(), origin, submission, onlyOn, now);
    Backlog.Admission admission =
        decidedHere
            ? backlog.announce(task, run, now)
            : new Backlog.Admission(Optional.empty(), Set.of());
    boolean announced = decidedHere && admission.skipped().isEmpty();
    // A caller's transaction may outlive this life of the node: a run that it took would be lost.
    boolean atOnce = mayBeHere && !database.joins() && placement.canStartAtOnce(task);
    return database.join(
            sql -> {
              Optional<Run> earlier = repetition.earlier(sql);
              if (earlier.isPresent()) {
                return new Stored(earlier.get(), false, Set.of());
              }
              Stored made = store(sql, task, run, admission.skipped(), atOnce, later);
              repetition.remember(sql, made.run);
              return made;
            },
            new Database.Ending<Stored>() {
              @Override
              public void committed(Stored stored) {
                if (stored.isNew) {
                  placement.begin(task, stored.run);
                  cancels.replace(decidedHere ? admission.replaces() : stored.replaces);
                } else {
                  rolledBack();
                }
              }

              @Override
              public void rolledBack() {
                if (announced) {
                  backlog.storedChanged(task, -1);
                }
              }
            })
        .run;
  }

  private Stored store(
      Sql sql, Task task, Run run, Optional<Run> skippedHere, boolean atOnce, boolean later)
      throws SQLException {
    boolean cluster = task.definition().scope() == Scope.ONCE_PER_CLUSTER;
    Optional<String> key = run.submission().key();
    if (key.isPresent() || (cluster && task.definition().limit().isPresent())) {
      TaskStateTable.lock(sql, task.name());
    }
    if (key.isPresent()) {
      Optional<Run> same = RunTable.liveOfKey(sql, task.name(), key.get());
      if (same.isPresent()) {
        return new Stored(same.get(), false, Set.of());
      }
    }
    Overlaps.Decision decision =
        cluster && !later
            ? Overlaps.decide(sql, task)
            : new Overlaps.Decision(skippedHere.flatMap(skip -> skip.ending().reason()), List.of());
    if (decision.skip().isPresent()) {
      Run skipped =
          run.skipped(decision.skip().get(), membership.name(), 1, run.queuedAt(), run.queuedAt());
      RunTable.insert(sql, List.of(skipped));
      return new Stored(skipped, false, Set.of());
    }
    Run stored = placement.store(sql, run, atOnce && decision.leavesRoom(task));
    return new Stored(stored, true, decision.heldIds());
  }
}
