package dev.groundcrew.history;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a recorded history to the rules of the package; says in words where it breaks them. */
public final class HistoryChecker {
  private final History history;
  private final List<String> violations = new ArrayList<>();

  private HistoryChecker(History history) {
    this.history = history;
  }

  /**
   * What breaks a rule that holds for every run and node.
   *
   * @param nonOverlapping tasks of which one run at most may be under way in the cluster
   */
  public static List<String> violations(History history, Collection<String> nonOverlapping) {
    var checker = new HistoryChecker(history);
    checker.everyRun();
    checker.lives(Set.copyOf(nonOverlapping));
    return checker.violations;
  }

  /**
   * What breaks rule 5 of a task with a fixed rate.
   *
   * @param onlyOn the node whose ticks are meant, or empty for those of the cluster
   */
  public static List<String> violatedTicks(
      History history, String task, String onlyOn, Duration period) {
    var checker = new HistoryChecker(history);
    checker.ticks(task, onlyOn, period);
    return checker.violations;
  }

  /** Which of some accepted runs break rule 7. */
  public static List<String> lost(History history, Collection<Long> accepted) {
    Map<Long, List<RunEvent>> byRun = history.byRun();
    var lost = new ArrayList<String>();
    for (long run : accepted) {
      List<RunEvent> events = byRun.getOrDefault(run, List.of());
      if (events.isEmpty()) {
        lost.add(RunId.text(run) + " was never stored");
      } else if (!last(events).state().isFinal()) {
        lost.add(RunId.text(run) + " is still " + last(events).state());
      }
    }
    return lost;
  }

  private void violation(RunEvent event, String what) {
    violations.add(
        "%s of %s at %s (%d): %s"
            .formatted(RunId.text(event.run()), event.task(), event.at(), event.seq(), what));
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  // ---- Rules 1 to 3: one run at a time.

  private void everyRun() {
    for (List<RunEvent> events : history.byRun().values()) {
      long highest = events.get(0).token();
      for (int i = 1; i < events.size(); i++) {
        follow(events.get(i - 1), events.get(i), highest);
        highest = Math.max(highest, events.get(i).token());
      }
    }
  }

  private void follow(RunEvent before, RunEvent now, long highest) {
    if (before.state().isFinal() && now.state() != before.state()) {
      violation(now, before.state() + " became " + now.state());
    }
    boolean taken = now.held() && !before.held();
    if (before.held() && now.held() && before.life() != now.life()) {
      violation(now, "passed from life " + before.life() + " to " + now.life() + " unreleased");
    }
    if (taken && now.state() == RunState.QUEUED && now.token() <= highest) {
      violation(now, "taken with token " + now.token() + ", " + highest + " had been given");
    }
    if (now.token() < before.token()) {
      violation(now, "token " + before.token() + " fell to " + now.token());
    }
    if (now.durable() && begins(before, now) && (taken || now.token() != before.token())) {
      violation(now, "began as life " + now.life() + ", held by " + before.life());
    }
  }

  private static boolean begins(RunEvent before, RunEvent now) {
    return now.state() == RunState.RUNNING && before.state() == RunState.QUEUED && before.durable();
  }

  // ---- Rules 4 and 6: lives.

  private void lives(Set<String> nonOverlapping) {
    var over = new HashSet<Long>();
    var lifeOf = new HashMap<String, Long>();
    var holding = new HashMap<String, Map<Long, RunEvent>>();
    for (Event event : history.events()) {
      if (event instanceof NodeEvent node) {
        follow(node, over, lifeOf);
      } else if (event instanceof RunEvent run && nonOverlapping.contains(run.task())) {
        follow(run, over, holding.computeIfAbsent(run.task(), task -> new HashMap<>()));
      }
    }
  }

  private void follow(NodeEvent event, Set<Long> over, Map<String, Long> lifeOf) {
    Long before = lifeOf.put(event.node(), event.life());
    if (before != null && before != event.life()) {
      over.add(before);
    }
    boolean ends = event.over() && over.add(event.life());
    Duration silence = Duration.between(event.heard(), event.at());
    if (ends && !event.stopped() && silence.compareTo(Membership.LEASE) < 0) {
      violations.add(
          "%s, life %d, was buried at %s after %s of silence"
              .formatted(event.node(), event.life(), event.at(), silence));
    }
  }

  private void follow(RunEvent event, Set<Long> over, Map<Long, RunEvent> holding) {
    if (!event.held()) {
      holding.remove(event.run());
      return;
    }
    holding.put(event.run(), event);
    for (RunEvent other : holding.values()) {
      if (other.run() != event.run()
          && !over.contains(other.life())
          && !over.contains(event.life())) {
        violation(
            event,
            "held by life %d while %s is by life %d"
                .formatted(event.life(), RunId.text(other.run()), other.life()));
      }
    }
  }

  // ---- Rule 5: ticks.

  private void ticks(String task, String onlyOn, Duration period) {
    List<RunEvent> rows =
        history.byRun().values().stream()
            .map(HistoryChecker::last)
            .filter(row -> row.task().equals(task) && row.onlyOn().equals(onlyOn))
            .filter(row -> row.due().isPresent())
            .sorted(Comparator.comparing(row -> row.due().orElseThrow()))
            .toList();
    for (int i = 0; i < rows.size(); i++) {
      RunEvent row = rows.get(i);
      Instant first = row.due().orElseThrow();
      Instant end = row.lastDue().orElse(first);
      long ticks = Duration.between(first, end).dividedBy(period) + 1;
      if (Math.max(1, row.skips()) != ticks) {
        violation(row, "counts " + row.skips() + " ticks from " + first + " to " + end);
      }
      if (i + 1 < rows.size()) {
        Instant next = rows.get(i + 1).due().orElseThrow();
        if (!next.equals(end.plus(period))) {
          violation(row, (next.isAfter(end) ? "gap" : "overlap") + " from " + end + " to " + next);
        }
      }
    }
  }
}
