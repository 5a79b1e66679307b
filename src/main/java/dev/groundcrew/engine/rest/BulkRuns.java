package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.Cancels;
import dev.groundcrew.engine.Catalogue;
import dev.groundcrew.engine.Retries;
import dev.groundcrew.engine.RunReader;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.rest.BulkOutcome.Done;
import dev.groundcrew.engine.rest.BulkOutcome.Refused;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Retries or cancels many runs, each in a transaction of its own: what has been done when a call
 * fails stays done, and the same call again goes on with the rest. Safe for use by several threads.
 */
record BulkRuns(RunReader reader, Catalogue catalogue, Retries retries, Cancels cancels) {
  /** How many runs one call changes at most. */
  static final int MOST = 500;

  /** Where counting ends: a count of this many means this many or more. */
  static final int MOST_COUNTED = 10_000;

  /**
   * What somebody wants.
   *
   * @param filter which runs
   * @param below only ids smaller than this
   * @param limit runs to change, the newest of them first; 1 to {@link #MOST}
   * @param dryRun whether nothing shall be changed
   */
  record Request(RunFilter filter, long below, int limit, boolean dryRun) {}

  /** Does something to one run and notes that, or why it cannot; neither if it is needless. */
  @FunctionalInterface
  private interface Verb {
    void to(Run run, List<Done> done, List<Refused> refused);
  }

  /**
   * Runs the work of ended runs again that nobody has retried yet, the oldest of the page first.
   *
   * @param trace of the request
   * @throws dev.groundcrew.database.DatabaseException if the database is away
   */
  BulkOutcome retry(Request request, String who, Optional<String> trace) {
    var unretried =
        new Request(request.filter.onlyUnretried(), request.below, request.limit, request.dryRun);
    return each(
        unretried,
        (run, done, refused) ->
            retry(run, request.dryRun, Origin.retry(run.id(), who).within(trace), done, refused));
  }

  private void retry(
      Run ended, boolean dryRun, Origin origin, List<Done> done, List<Refused> refused) {
    Optional<Task> task = catalogue.find(ended.task());
    Optional<String> obstacle =
        task.isEmpty()
            ? Optional.of("there is no task " + ended.task() + " any more")
            : task.get().declared().problem().map(why -> "its task cannot run: " + why);
    if (obstacle.isPresent()) {
      refused.add(new Refused(ended.id(), obstacle.get()));
    } else if (dryRun) {
      done.add(new Done(ended, Optional.empty()));
    } else {
      Run again = retries.once(task.orElseThrow(), ended, origin);
      if (again.state() == RunState.SKIPPED) {
        refused.add(
            new Refused(ended.id(), "skipped: " + again.ending().reason().orElse("by its policy")));
      } else {
        done.add(new Done(ended, Optional.of(again.id())));
      }
    }
  }

  /**
   * Asks runs to end that wait or are under way.
   *
   * @throws dev.groundcrew.database.DatabaseException if the database is away
   */
  BulkOutcome cancel(Request request, String who) {
    return each(
        request,
        (run, done, refused) -> {
          boolean over =
              run.state().isFinal()
                  || (!request.dryRun && cancels.cancel(run, who) == Cancels.Cancelled.OVER);
          if (!over) {
            done.add(new Done(run, Optional.empty()));
          }
        });
  }

  private BulkOutcome each(Request request, Verb verb) {
    int matched = reader.count(request.filter, request.below, MOST_COUNTED);
    List<Run> page = reader.list(request.filter, request.below, request.limit);
    var done = new ArrayList<Done>();
    var refused = new ArrayList<Refused>();
    page.stream()
        .sorted(Comparator.comparingLong(Run::id))
        .forEach(run -> verb.to(run, done, refused));
    int left = Math.max(0, matched - page.size());
    Optional<Long> next =
        left == 0 || page.isEmpty()
            ? Optional.empty()
            : Optional.of(page.get(page.size() - 1).id());
    return new BulkOutcome(request.dryRun, matched, done, refused, left, next);
  }
}
