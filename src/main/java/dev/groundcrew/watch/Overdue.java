package dev.groundcrew.watch;

import dev.groundcrew.engine.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds tasks whose schedule has stopped (rule 3 of the package). It looks at what should have
 * happened, not at the timer that should have made it happen, so that it sees whatever stops a
 * schedule. Remembers what it saw at earlier looks; for one thread.
 */
final class Overdue {
  /** One look may fall between a due time and its wake-up, or right after the process slept. */
  private static final int LOOKS = 2;

  private final Duration tolerance;
  private final Map<String, Seen> seen = new HashMap<>();

  /**
   * What was wrong with a task at looks in a row.
   *
   * @param what in words
   * @param since when it was first seen
   * @param looks how many looks in a row
   */
  private record Seen(String what, Instant since, int looks) {
    Seen again() {
      return new Seen(what, since, looks + 1);
    }
  }

  /**
   * A detector that has not looked yet.
   *
   * @param tolerance how much a run may be overdue
   */
  Overdue(Duration tolerance) {
    this.tolerance = tolerance;
  }

  /** What is wrong with a task's schedule at an instant, in words; empty if nothing is. */
  Optional<String> look(Vitals.OfTask task, Instant now) {
    Optional<Seen> current = suspect(task, now);
    if (current.isEmpty()) {
      seen.remove(task.name());
      return Optional.empty();
    }
    Seen before = seen.get(task.name());
    boolean goesOn = before != null && before.what().equals(current.get().what());
    Seen known = goesOn ? before.again() : current.get();
    seen.put(task.name(), known);
    boolean tooLong = known.since().plus(tolerance).isBefore(now);
    return tooLong && known.looks() >= LOOKS ? Optional.of(known.what()) : Optional.empty();
  }

  private static Optional<Seen> suspect(Vitals.OfTask task, Instant now) {
    if (task.problem().isPresent()
        || !task.definition().enabled()
        || !task.definition().timing().isScheduled()) {
      return Optional.empty();
    }
    if (task.due().isPresent() && task.due().get().isBefore(now)) {
      Instant due = task.due().get();
      return Optional.of(new Seen("was due at " + due + " and has not begun", due, 1));
    }
    if (task.running() > 0) {
      return Optional.empty();
    }
    if (task.waiting() > 0 && task.closed().isEmpty()) {
      return Optional.of(new Seen("waits for a slot and nothing of it runs", now, 1));
    }
    boolean hasFuture = task.schedule().next(now).isPresent();
    return task.due().isEmpty() && hasFuture
        ? Optional.of(new Seen("has a schedule, but no next run", now, 1))
        : Optional.empty();
  }
}
