package dev.groundcrew.watch;

import dev.groundcrew.cluster.Node;
import dev.groundcrew.engine.EngineOpened;
import dev.groundcrew.engine.EngineStopping;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.settings.Own;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks every second for what is wrong. */
@ApplicationScoped
class Watchman implements ReadsSettings {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  @Inject @Own ManagedThreadFactory threads;
  @Inject @Own InstantSource clock;
  @Inject Vitals vitals;
  @Inject Problems problems;
  @Inject RecentRuns recent;
  @Inject Event<Look> looked;

  private Overdue overdue;
  private Set<String> watched = Set.of();
  private Rounds rounds;

  @Override
  public void read(SettingsReader reader) {
    overdue =
        new Overdue(
            reader.duration(
                "groundcrew.watch.tolerance",
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofDays(1)));
  }

  void opened(@Observes EngineOpened event) {
    rounds = new Rounds(threads, "groundcrew watch", LOOK, this::look);
    rounds.start();
  }

  void stopping(@Observes EngineStopping event) {
    if (rounds != null) {
      rounds.stop();
    }
  }

  private void look() {
    Instant now = clock.instant();
    List<Vitals.OfTask> tasks = vitals.tasks();
    for (Vitals.OfTask task : tasks) {
      Optional<String> stopped = overdue.look(task, now);
      problems.set(
          ProblemKind.STOPPED_SCHEDULE,
          task.name(),
          stopped.map(what -> "task " + task.name() + " " + what));
      problems.set(
          ProblemKind.TASK_UNKNOWN,
          task.name(),
          task.problem().map(why -> "task " + task.name() + " cannot run: " + why));
    }
    forgetRemoved(tasks);
    looked.fire(new Look(tasks, now));
    problems.set(
        ProblemKind.DATABASE_AWAY,
        null,
        vitals.databaseTrouble().map(reason -> "the database is away: " + reason));
    problems.set(
        ProblemKind.LEFT_BY_STOP, null, vitals.lifeBefore().flatMap(life -> leftBy(life, now)));
    long lost = vitals.lost();
    problems.set(
        ProblemKind.HISTORY_LOST,
        null,
        lost == 0
            ? Optional.empty()
            : Optional.of("runs were never written, the database was away too long"));
  }

  /** What the stop of a life left, within a day of it. */
  static Optional<String> leftBy(Node before, Instant now) {
    return before
        .stoppedAt()
        .filter(at -> at.plus(FORGOTTEN_AFTER).isAfter(now))
        .flatMap(
            at ->
                before
                    .left()
                    .map(left -> "the stop at " + at + " left code that did not end: " + left));
  }

  /** A task that has been deleted has no problems. */
  private void forgetRemoved(List<Vitals.OfTask> tasks) {
    Set<String> names = tasks.stream().map(Vitals.OfTask::name).collect(Collectors.toSet());
    var gone = new HashSet<>(watched);
    gone.removeAll(names);
    for (String task : gone) {
      problems.clear(ProblemKind.STOPPED_SCHEDULE, task, "");
      recent.forget(task);
      problems.clear(ProblemKind.TASK_UNKNOWN, task, "");
    }
    watched = names;
  }
}
