package dev.groundcrew.execution;

import dev.groundcrew.run.History;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunLog;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Runs attempts in the three modes. Safe for use by several threads. */
public final class Execution {
  private static final Logger LOG = System.getLogger(Execution.class.getName());
  private static final long BEGIN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private final Threads threads;
  private final Timer timer;
  private final InstantSource clock;
  private final Function<Run, RunLog> logs;
  private final ExecutionSettings settings;
  private final Tracing tracing;
  private final AttemptListener listener;
  private final Executor launcher;
  private final Map<Mode, Slots> slots = new EnumMap<>(Mode.class);
  private final Map<Mode, LongAdder> refused = new EnumMap<>(Mode.class);
  private final Map<Long, Submitted> live = new ConcurrentHashMap<>();
  private final Habits habits = new Habits();
  private final Gate gate;
  private final IdleThreads idleThreads;

  private record Submitted(Attempt attempt, long nanoTime) {}

  /**
   * An execution without runs.
   *
   * @param gate where attempts wait while requests need the machine
   * @param launcher runs ASYNC launches and continuations, a few at once
   */
  public Execution(
      Threads threads,
      Timer timer,
      InstantSource clock,
      History history,
      ExecutionSettings settings,
      Gate gate,
      Executor launcher,
      Tracing tracing,
      AttemptListener listener) {
    this(threads, timer, clock, history::logOf, settings, gate, launcher, tracing, listener);
  }

  private Execution(
      Threads threads,
      Timer timer,
      InstantSource clock,
      Function<Run, RunLog> logs,
      ExecutionSettings settings,
      Gate gate,
      Executor launcher,
      Tracing tracing,
      AttemptListener listener) {
    this.threads = threads;
    this.timer = timer;
    this.clock = clock;
    this.logs = logs;
    this.settings = settings;
    this.gate = gate;
    this.idleThreads = new IdleThreads(threads, new IdleClass());
    this.launcher = launcher;
    this.tracing = tracing;
    this.listener = listener;
    for (Mode mode : Mode.values()) {
      refused.put(mode, new LongAdder());
    }
    slots.put(Mode.POOLED, new Slots(settings.pooledSlots()));
    slots.put(Mode.ASYNC, new Slots(settings.asyncSlots()));
    slots.put(Mode.DEDICATED, new Slots(settings.dedicatedSlots()));
  }

  /**
   * Another execution on the same threads and behind the same gate, whose runs are nobody else's
   * business: it has slots of its own, what its runs log is not kept, and no habits are learned.
   *
   * @param slots of each mode
   */
  public Execution beside(int slots, AttemptListener other) {
    var small =
        new ExecutionSettings(
            slots, slots, slots, settings.interruptAfter(), settings.giveUpAfter());
    return new Execution(
        threads,
        timer,
        clock,
        run -> RunLog.unkept(run, clock),
        small,
        gate,
        launcher,
        Tracing.NONE,
        other);
  }

  /** How many attempts hold a thread at this moment, as far as they are seen to. */
  public int threadsHeld() {
    return (int) live.values().stream().filter(one -> one.attempt.holdsThread()).count();
  }

  /**
   * The trace of the attempt whose code runs on this thread, as its {@code traceparent}; empty
   * outside every attempt, and of one that belongs to no trace.
   */
  public static Optional<String> traceHere() {
    return Optional.ofNullable(Attempt.current()).flatMap(Attempt::traceParent);
  }

  /** How many more runs of a mode can start now. */
  public int free(Mode mode) {
    return slots.get(mode).free();
  }

  /** Whether a run of a mode may take a slot some milliseconds before it needs it. */
  public boolean hasSpare(Mode mode) {
    return slots.get(mode).hasSpare();
  }

  /**
   * The slots of one mode.
   *
   * @param limit how many runs may be under way at once
   * @param used how many are; more than the limit after it was lowered, until they end
   * @param mostUsed the most that have been at once
   * @param completed how many have been and are over
   * @param refused how often the server's executor did not take a run
   */
  public record Usage(int limit, int used, int mostUsed, long completed, long refused) {}

  /** How the slots of a mode are used. */
  public Usage usage(Mode mode) {
    Slots of = slots.get(mode);
    return new Usage(of.limit(), of.used(), of.mostUsed(), of.released(), refused.get(mode).sum());
  }

  /**
   * Changes how many runs of a mode may be under way at once, until the next start. More can start
   * within a second; runs above a lower limit go on to their end.
   *
   * @throws IllegalArgumentException if the mode does not allow that many, or none
   */
  public void resize(Mode mode, int limit) {
    int most = ExecutionSettings.most(mode);
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException("the limit of " + mode + " must be 1 to " + most);
    }
    slots.get(mode).resize(limit);
  }

  /**
   * Starts the next attempt of a run, if there is a slot and the server takes the work.
   *
   * @param queued a run that waits
   * @return whether it is under way
   */
  public boolean start(Run queued, String node, TaskDefinition definition, TaskBody body) {
    Slots mine = slots.get(definition.mode());
    // A life that was buried may take a run back whose earlier attempt is still ending here.
    if (live.containsKey(queued.id()) || !mine.take()) {
      return false;
    }
    Instant now = clock.instant();
    Duration ahead = HeadStart.left(queued, now);
    Run run = queued.started(node, now.plus(ahead));
    var attempt =
        new Attempt(
            run,
            definition,
            body,
            logs.apply(run),
            clock,
            timer,
            launcher,
            new Outlook(gate, habits.usual(run.task()), habits.cpuNanos(run.task())),
            tracing,
            listener::changed,
            ended ->
                settler(definition)
                    .execute(
                        () -> {
                          live.remove(run.id());
                          mine.release();
                          habits.ended(ended.run());
                          listener.ended(ended);
                        }));
    live.put(run.id(), new Submitted(attempt, System.nanoTime()));
    // Told before the code can end, so that its end is heard last.
    listener.changed(run);
    if (!submit(attempt)) {
      live.remove(run.id());
      mine.release();
      listener.changed(queued);
      return false;
    }
    definition
        .timeout()
        .ifPresent(
            limit ->
                attempt.until(
                    timer.after(ahead.plus(limit), () -> stop(attempt, timedOut(limit)))));
    return true;
  }

  /**
   * Who looks after the end of a run. Not its own thread if that is lowered: whoever needs the
   * locks that it would hold meanwhile would wait for a thread that gets no processor.
   */
  private Executor settler(TaskDefinition definition) {
    return definition.mode() == Mode.POOLED && definition.idle() ? launcher : Runnable::run;
  }

  /** Runs short work soon, off the calling thread. */
  public Executor shortWork() {
    return launcher;
  }

  private static Stop timedOut(Duration limit) {
    return new Stop(Stop.Cause.TIMEOUT, "took longer than " + limit);
  }

  private boolean submit(Attempt attempt) {
    try {
      hand(attempt);
      return true;
    } catch (RejectedExecutionException | IllegalStateException e) {
      refused.get(attempt.definition().mode()).increment();
      threads.lookUpAgain();
    }
    try {
      hand(attempt);
      return true;
    } catch (RejectedExecutionException | IllegalStateException e) {
      refused.get(attempt.definition().mode()).increment();
      LOG.log(
          Level.WARNING,
          "the server''s executor refuses runs of {0}, they wait: {1}",
          attempt.task(),
          e.getMessage());
      return false;
    }
  }

  private void hand(Attempt attempt) {
    switch (attempt.definition().mode()) {
      case POOLED -> {
        if (attempt.definition().idle()) {
          idleThreads.execute(attempt.submit());
        } else {
          threads.pooled(attempt.submit());
        }
      }
      case ASYNC -> launcher.execute(attempt.submit());
      case DEDICATED -> threads.dedicated("groundcrew " + attempt.task(), attempt.submit()).start();
    }
  }

  /** Submits work anew that a server executor has swallowed (rule 2). Call it every second. */
  public void rescueSwallowedWork() {
    long now = System.nanoTime();
    live.forEach(
        (id, submitted) -> {
          boolean overdue = now - submitted.nanoTime > BEGIN_WITHIN_NANOS;
          if (overdue && !submitted.attempt.hasBegun() && isPooled(submitted.attempt)) {
            LOG.log(
                Level.WARNING,
                "a run of {0} was accepted by the server''s executor and has not begun:"
                    + " submitted anew",
                submitted.attempt.task());
            threads.lookUpAgain();
            live.replace(id, submitted, new Submitted(submitted.attempt, now));
            boolean ignored = submit(submitted.attempt);
          }
        });
  }

  /** Whether it was handed to an executor of the server's. */
  private static boolean isPooled(Attempt attempt) {
    return attempt.definition().mode() == Mode.POOLED && !attempt.definition().idle();
  }

  /** Where a run stands that is under way here. */
  public Optional<Run> live(long id) {
    return Optional.ofNullable(live.get(id)).map(submitted -> submitted.attempt.run());
  }

  /** Lets runs that are under way be written as far as they are. Call it every few seconds. */
  public void reportProgress() {
    live.values().forEach(submitted -> submitted.attempt.report());
  }

  /** All runs that are under way here. */
  public List<Run> live() {
    return live.values().stream().map(submitted -> submitted.attempt.run()).toList();
  }

  /**
   * Asks a run to end, then insists (rule 5).
   *
   * @return whether it is under way here and had not been asked before
   */
  public boolean stop(long id, Stop why) {
    Submitted submitted = live.get(id);
    return submitted != null && stop(submitted.attempt, why);
  }

  private boolean stop(Attempt attempt, Stop why) {
    if (!attempt.ask(why)) {
      return false;
    }
    attempt.until(timer.after(settings.interruptAfter(), attempt::interrupt));
    attempt.until(timer.after(settings.giveUpAfter(), attempt::giveUp));
    return true;
  }

  /**
   * Ends everything: asks, waits, interrupts, waits a little, gives up. Blocks for the grace and
   * two seconds at most.
   *
   * @return the runs whose code did not end
   */
  public List<Run> shutDown(Duration grace) {
    var why = new Stop(Stop.Cause.SHUTDOWN, "shutdown");
    live.values().forEach(submitted -> submitted.attempt.ask(why));
    if (!awaitNone(grace)) {
      live.values().forEach(submitted -> submitted.attempt.interrupt());
      awaitNone(AFTER_INTERRUPT);
    }
    idleThreads.close();
    List<Submitted> left = List.copyOf(live.values());
    left.forEach(submitted -> submitted.attempt.giveUp());
    return left.stream().map(submitted -> submitted.attempt.run()).toList();
  }

  private boolean awaitNone(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!live.isEmpty() && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return live.isEmpty();
  }
}
