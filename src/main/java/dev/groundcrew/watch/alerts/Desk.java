package dev.groundcrew.watch.alerts;

import dev.groundcrew.engine.Vitals;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunChanged;
import dev.groundcrew.run.RunState;
import dev.groundcrew.settings.Own;
import dev.groundcrew.watch.OpenProblem;
import dev.groundcrew.watch.ProblemChanged;
import dev.groundcrew.watch.ProblemKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where what happens comes in, from any thread, and is turned into alerts by one. Bounded: in a
 * storm the oldest news matter, the rest is counted.
 */
@ApplicationScoped
class Desk {
  private static final int MOST_NEWS = 10_000;
  private static final String MISSED = "missed";

  @Inject @Own InstantSource clock;
  @Inject Vitals vitals;

  private final BlockingQueue<Object> news = new LinkedBlockingQueue<>(MOST_NEWS);
  private final AtomicLong dropped = new AtomicLong();

  /** Of the one thread. */
  private final FailureStreaks streaks = new FailureStreaks();

  void changed(@Observes RunChanged event) {
    if (event.run().state().isFinal()) {
      bring(event.run());
    }
  }

  void changed(@Observes ProblemChanged event) {
    // An alert about alerts would follow the same way.
    if (event.problem().kind() != ProblemKind.ALERTS_FAILING) {
      bring(event);
    }
  }

  /** Brings an alert of one's own. */
  void test(String who) {
    bring(
        new Alert(
            AlertKind.TEST,
            "test",
            Optional.empty(),
            Optional.empty(),
            "a test by " + who,
            Optional.empty(),
            clock.instant(),
            0));
  }

  private void bring(Object item) {
    if (!news.offer(item)) {
      dropped.incrementAndGet();
    }
  }

  /** Whether anything has come in since it was last taken. */
  boolean hasNews() {
    return !news.isEmpty() || dropped.get() > 0;
  }

  /** Forgets what has come in: there is nobody to tell. */
  void drop() {
    news.clear();
    dropped.set(0);
  }

  /**
   * What has come in since the last call, as far as the rules tell it. For one thread.
   *
   * @param past what runs that this node has not seen came to
   */
  List<Alert> take(Rules rules, FailureStreaks.Past past) {
    var items = new ArrayList<Object>();
    int ignored = news.drainTo(items);
    streaks.nextRound();
    var alerts = new ArrayList<Alert>();
    for (Object item : items) {
      alert(item, rules, past)
          .filter(alert -> rules.tells(alert.kind()))
          .map(this::withRunbook)
          .ifPresent(alerts::add);
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0 && rules.tells(AlertKind.PROBLEM)) {
      alerts.add(flooded(lost));
    }
    return alerts;
  }

  private Optional<Alert> alert(Object item, Rules rules, FailureStreaks.Past past) {
    if (item instanceof Run run) {
      return run.state() == RunState.SKIPPED
          ? missed(run)
          : streaks.ended(run, rules.failures(), past);
    }
    return Optional.of(item instanceof ProblemChanged changed ? of(changed) : (Alert) item);
  }

  private static Optional<Alert> missed(Run run) {
    return run.ending()
        .reason()
        .filter(reason -> reason.startsWith(MISSED))
        .map(
            reason ->
                new Alert(
                    AlertKind.MISSED,
                    "missed " + run.task(),
                    Optional.of(run.task()),
                    Optional.empty(),
                    "task " + run.task() + " " + reason + ", ticks: " + run.skips().count(),
                    Optional.empty(),
                    run.endedAt().orElseThrow(),
                    0));
  }

  private Alert of(ProblemChanged changed) {
    OpenProblem problem = changed.problem();
    AlertKind raised =
        switch (problem.kind()) {
          case STOPPED_SCHEDULE -> AlertKind.LATE;
          case NODE_LOST -> AlertKind.NODE_LOST;
          case QUARANTINED -> AlertKind.QUARANTINED;
          case THRESHOLD,
              TASK_UNKNOWN,
              DATABASE_AWAY,
              HISTORY_LOST,
              ALERTS_FAILING,
              CLOCK_SKEW,
              SCOPE_UNSAID,
              LEFT_BY_STOP ->
              AlertKind.PROBLEM;
        };
    return new Alert(
        changed.open() ? raised : AlertKind.RECOVERED,
        problem.id(),
        Optional.ofNullable(problem.task()),
        Optional.empty(),
        changed.open() ? problem.text() : "no longer: " + problem.text(),
        Optional.ofNullable(problem.runbook()),
        changed.open() ? problem.since() : clock.instant(),
        0);
  }

  private Alert flooded(long lost) {
    Instant now = clock.instant();
    return new Alert(
        AlertKind.PROBLEM,
        "flood",
        Optional.empty(),
        Optional.empty(),
        "too much happened at once: " + lost + " ends of runs were not looked at for alerts",
        Optional.empty(),
        now,
        0);
  }

  private Alert withRunbook(Alert alert) {
    if (alert.runbook().isPresent()) {
      return alert;
    }
    Optional<String> link =
        alert
            .task()
            .flatMap(vitals::task)
            .map(task -> task.definition().runbook())
            .filter(text -> !text.isEmpty());
    return new Alert(
        alert.kind(),
        alert.subject(),
        alert.task(),
        alert.run(),
        alert.text(),
        link,
        alert.at(),
        alert.held());
  }
}
