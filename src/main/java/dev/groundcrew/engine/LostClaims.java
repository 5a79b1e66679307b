package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.Database;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Gives back what this life holds in the database and knows nothing of: the answer to a commit that
 * took it was lost with its connection. Without that it would wait for the end of this life. For
 * one thread.
 */
final class LostClaims {
  private static final Logger LOG = System.getLogger(LostClaims.class.getName());

  private final Membership membership;
  private final Database database;
  private final LongPredicate isHere;

  /** A run on its way from the database into memory is in neither for a moment. */
  private Set<Held> suspects = Set.of();

  private record Held(long run, long token) {
    static Held of(Run run) {
      return new Held(run.id(), run.claim().token());
    }
  }

  /**
   * @param isHere whether this node's memory has a run
   */
  LostClaims(Membership membership, Database database, LongPredicate isHere) {
    this.membership = membership;
    this.database = database;
    this.isHere = isHere;
  }

  /**
   * Call it every few seconds: what it misses twice in a row is given back.
   *
   * @return how many were
   */
  int look() {
    List<Run> unknown =
        database.transaction(sql -> RunTable.heldWaiting(sql, membership.life())).stream()
            .filter(run -> !isHere.test(run.id()))
            .toList();
    List<Run> lost = unknown.stream().filter(run -> suspects.contains(Held.of(run))).toList();
    suspects = unknown.stream().map(Held::of).collect(Collectors.toUnmodifiableSet());
    if (!lost.isEmpty()) {
      database.transaction(
          sql -> {
            RunTable.giveBack(sql, lost);
            return null;
          });
      LOG.log(
          Level.WARNING,
          "{0} runs were taken without this node being told, and go back to the queue",
          lost.size());
    }
    return lost.size();
  }
}
