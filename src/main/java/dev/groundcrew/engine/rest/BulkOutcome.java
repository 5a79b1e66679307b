package dev.groundcrew.engine.rest;

import dev.groundcrew.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * What a call for many runs has done, or would do.
 *
 * @param dryRun whether it has changed nothing
 * @param matched how many runs fitted, no more than {@link BulkRuns#MOST_COUNTED}
 * @param done those that were changed, or would be, the oldest first
 * @param refused those that cannot be
 * @param left how many this call has not come to, no more than {@link BulkRuns#MOST_COUNTED}
 * @param next below which id those are; empty if none is left
 */
record BulkOutcome(
    boolean dryRun,
    int matched,
    List<Done> done,
    List<Refused> refused,
    int left,
    Optional<Long> next) {
  /**
   * A run that was changed.
   *
   * @param run as it was
   * @param retry the id of the run that does its work again; empty if it was not retried
   */
  record Done(Run run, Optional<Long> retry) {}

  /**
   * A run that cannot be changed.
   *
   * @param run its id
   * @param message why
   */
  record Refused(long run, String message) {}
}
