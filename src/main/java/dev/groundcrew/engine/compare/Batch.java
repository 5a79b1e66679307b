package dev.groundcrew.engine.compare;

import dev.groundcrew.execution.Ended;
import dev.groundcrew.execution.Stop;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Some runs in one way, a few at once. Safe for use by several threads. */
final class Batch {
  /** How a run gets under way. */
  interface Start {
    /**
     * Starts one run.
     *
     * @return its id; empty if the server does not take it
     */
    Optional<Long> start();
  }

  /** How a run is asked to end. */
  interface Ask {
    void stop(long run, Stop why);
  }

  private final Start start;
  private final Ask ask;
  private final Observation observation;
  private final int together;

  // Guarded by this.
  private int left;
  private final Set<Long> live = new HashSet<>();
  private Optional<Stop> stop = Optional.empty();
  private Optional<String> failure = Optional.empty();

  Batch(Start start, Ask ask, Observation observation, int runs, int together) {
    this.start = start;
    this.ask = ask;
    this.observation = observation;
    this.left = runs;
    this.together = together;
  }

  /** Starts as many as there is room for. Their ends start the others. */
  synchronized void fill() {
    while (left > 0 && live.size() < together && stop.isEmpty() && failure.isEmpty()) {
      Optional<Long> run = start.start();
      if (run.isEmpty()) {
        failure = Optional.of("the server's executor takes no more runs");
        return;
      }
      left--;
      live.add(run.get());
    }
  }

  /** A run has ended; the one who started it may not even know its id yet. */
  synchronized void ended(Ended ended) {
    Run run = ended.run();
    live.remove(run.id());
    if (run.state() == RunState.FAILED) {
      failure = Optional.of("a run failed: " + run.ending().error().orElse("it does not say why"));
    } else {
      observation.ended(run);
    }
    fill();
  }

  /** Nothing new starts, and what runs is asked to end. Only the first reason counts. */
  void stop(Stop why) {
    Set<Long> asked;
    synchronized (this) {
      if (stop.isPresent()) {
        return;
      }
      stop = Optional.of(why);
      asked = Set.copyOf(live);
    }
    asked.forEach(run -> ask.stop(run, why));
  }

  /** Why it could not go on; empty if it could. */
  synchronized Optional<String> failure() {
    return failure;
  }

  synchronized boolean isOver() {
    return live.isEmpty() && (left == 0 || stop.isPresent() || failure.isPresent());
  }
}
