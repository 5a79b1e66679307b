package dev.groundcrew.engine.compare;

import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.execution.AttemptListener;
import dev.groundcrew.execution.Ended;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.execution.Stop;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.Submission;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Priority;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One comparison while it goes on, on a thread of its own. {@link #stop} may be called by any
 * thread.
 */
final class Trial implements AttemptListener {
  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long BEAT = TimeUnit.SECONDS.toNanos(1);

  private final Comparison comparison;
  private final Task task;
  private final Wish wish;
  private final Engine engine;
  private final RunIds ids;
  private final RequestLoad requests;
  private final Execution execution;
  private final Runnable beat;
  private final Consumer<List<Figures>> told;
  private final Map<Way, Observation> observations = new EnumMap<>(Way.class);

  private volatile Batch batch;
  private volatile Ending asked;

  /**
   * How it ended.
   *
   * @param state final
   * @param reason in words; empty if it was done to its end
   */
  record Ending(Comparison.State state, Optional<String> reason) {
    static final Ending DONE = new Ending(Comparison.State.DONE, Optional.empty());
  }

  /**
   * A comparison that has not begun.
   *
   * @param beat called every second
   * @param told what has been seen so far, after each way
   */
  Trial(
      Comparison comparison,
      Task task,
      Wish wish,
      Engine engine,
      RunIds ids,
      RequestLoad requests,
      Runnable beat,
      Consumer<List<Figures>> told) {
    this.comparison = comparison;
    this.task = task;
    this.wish = wish;
    this.engine = engine;
    this.ids = ids;
    this.requests = requests;
    this.beat = beat;
    this.told = told;
    this.execution = engine.executionBeside(wish.together(), this);
  }

  long id() {
    return comparison.id();
  }

  /** Asks it to end soon. Only the first reason counts. */
  synchronized void stop(Comparison.State state, String reason) {
    if (asked == null) {
      asked = new Ending(state, Optional.of(reason));
    }
  }

  @Override
  public void changed(Run run) {
    // Only ends are looked at.
  }

  @Override
  public void ended(Ended ended) {
    batch.ended(ended);
  }

  /** Goes through all rounds; returns once every run of it has ended. */
  Ending run() {
    try {
      return rounds();
    } finally {
      requests.watcher(nanos -> {});
    }
  }

  private Ending rounds() {
    long end = System.nanoTime() + wish.longest().toNanos();
    List<Way> ways = ways();
    int left = wish.modes().size() + wish.rounds() * ways.size();
    for (Mode mode : wish.modes()) {
      Optional<Ending> early = observe(new Observation(Way.of(mode)), Way.of(mode), 1, end, left--);
      if (early.isPresent()) {
        return early.get();
      }
    }
    ways.forEach(way -> observations.put(way, new Observation(way)));
    for (int round = 0; round < wish.rounds(); round++) {
      for (Way way : ways) {
        Optional<Ending> early = observe(observations.get(way), way, wish.runs(), end, left--);
        told.accept(seen());
        if (early.isPresent()) {
          return early.get();
        }
      }
    }
    return Ending.DONE;
  }

  private List<Way> ways() {
    var ways = new ArrayList<Way>(List.of(Way.NONE));
    wish.modes().forEach(mode -> ways.add(Way.of(mode)));
    return ways;
  }

  /** What has been seen so far. */
  List<Figures> seen() {
    return observations.values().stream().map(Observation::figures).toList();
  }

  /**
   * Watches one way until its runs have ended, or its part of the time that is left is over.
   *
   * @param left how many ways are still to be watched, this one included
   * @return why all of it must end; empty if it goes on
   */
  private Optional<Ending> observe(Observation of, Way way, int runs, long end, int left) {
    long begin = System.nanoTime();
    long until = begin + Math.max(0, end - begin) / left;
    int some = way == Way.NONE ? 0 : runs;
    batch = new Batch(() -> start(way), this::ask, of, some, wish.together());
    requests.watcher(of::request);
    of.begin();
    batch.fill();
    watch(of, some == 0 ? Math.min(until, begin + QUIET) : until, some == 0);
    of.end();
    requests.watcher(nanos -> {});
    if (batch.failure().isPresent()) {
      return Optional.of(new Ending(Comparison.State.FAILED, batch.failure()));
    }
    return Optional.ofNullable(asked);
  }

  private void ask(long run, Stop why) {
    boolean unused = execution.stop(run, why);
  }

  private void watch(Observation of, long until, boolean quiet) {
    long nextBeat = System.nanoTime() + BEAT;
    for (long now = System.nanoTime();
        quiet ? now < until && asked == null : !batch.isOver();
        now = System.nanoTime()) {
      LockSupport.parkNanos(LOOK_EVERY);
      of.look(execution.threadsHeld(), Math.max(0, System.nanoTime() - now - LOOK_EVERY));
      if (asked != null) {
        batch.stop(new Stop(Stop.Cause.CANCEL, "the comparison ends"));
      } else if (batch.failure().isPresent()) {
        batch.stop(new Stop(Stop.Cause.CANCEL, "another run of the comparison failed"));
      } else if (now > until) {
        batch.stop(new Stop(Stop.Cause.TIMEOUT, "its part of the comparison's time is over"));
      }
      if (now >= nextBeat) {
        nextBeat = now + BEAT;
        execution.rescueSwallowedWork();
        beat.run();
      }
    }
  }

  private Optional<Long> start(Way way) {
    TaskDefinition definition = task.definition().in(way.mode().orElseThrow());
    Run run =
        Run.queued(
            ids.next(),
            task.name(),
            Origin.manual(comparison.requestedBy()),
            new Submission(Optional.empty(), wish.parameters(), Priority.NORMAL, Optional.empty()),
            engine.node(),
            engine.now());
    TaskBody body = way == Way.ASYNC ? task.body() : context -> awaited(task.body(), context);
    return execution.start(run, engine.node(), definition, body)
        ? Optional.of(run.id())
        : Optional.empty();
  }

  /** A stage is waited for by the thread, as code without stages would wait. */
  private static Object awaited(TaskBody body, TaskContext context) throws Exception {
    Object result = body.run(context);
    if (!(result instanceof CompletionStage<?> stage)) {
      return result;
    }
    CompletableFuture<?> future = stage.toCompletableFuture();
    try {
      return future.get();
    } catch (InterruptedException e) {
      boolean unused = future.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Ends what is still under way; blocks for some seconds at most. */
  void close() {
    List<Run> ignored = execution.shutDown(Duration.ofSeconds(1));
  }
}
