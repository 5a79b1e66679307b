package dev.groundcrew.execution;

import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Progress;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunLog;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One try of a run while it lives: what its code sees as {@link TaskContext}, and what others may
 * do to it. Ends exactly once, whoever is first: its code, or {@link #giveUp}.
 */
final class Attempt implements TaskContext {
  private static final long SHORTEST_LOOK = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_LOOK = TimeUnit.SECONDS.toNanos(1);
  private static final long WORTH_A_WORD = TimeUnit.MILLISECONDS.toNanos(100);
  private static final ThreadLocal<Attempt> CURRENT = new ThreadLocal<>();

  private final TaskDefinition definition;
  private final TaskBody body;
  private final RunLog log;
  private final InstantSource clock;
  private final Timer timer;
  private final Executor continuations;
  private final Outlook outlook;
  private final Tracing tracing;
  private final Consumer<Run> changed;
  private final Consumer<Ended> ended;

  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final Set<Pause> pauses = ConcurrentHashMap.newKeySet();

  /** How long requests held it back, in nanoseconds. */
  private final AtomicLong held = new AtomicLong();

  /** The next look at its turn, while it waits for one without a thread. */
  private final AtomicReference<Runnable> nextLook = new AtomicReference<>();

  /** What the name of its thread says. */
  private final String label;

  /** Set when it begins, before its code does. */
  private Footing footing;

  private volatile Stop stop;
  private volatile boolean noticed;
  private volatile AttemptSpan span;

  // Guarded by this.
  private Run run;
  private boolean farther;
  private int submission;
  private boolean begun;
  private boolean codeBegun;
  private boolean over;
  private Thread thread;
  private CompletableFuture<?> stage;
  private String message;
  private final List<Timer.Cancellation> alarms = new ArrayList<>();

  Attempt(
      Run run,
      TaskDefinition definition,
      TaskBody body,
      RunLog log,
      InstantSource clock,
      Timer timer,
      Executor continuations,
      Outlook outlook,
      Tracing tracing,
      Consumer<Run> changed,
      Consumer<Ended> ended) {
    this.run = run;
    this.definition = definition;
    this.body = body;
    this.log = log;
    this.clock = clock;
    this.timer = timer;
    this.continuations = continuations;
    this.outlook = outlook;
    this.tracing = tracing;
    this.span = AttemptSpan.none(run);
    this.label = definition.name() + " " + RunId.text(run.id()) + "/" + run.attempt();
    this.changed = changed;
    this.ended = ended;
  }

  /** The attempt whose code runs on this thread; null if none does. */
  static Attempt current() {
    return CURRENT.get();
  }

  TaskDefinition definition() {
    return definition;
  }

  RunLog runLog() {
    return log;
  }

  synchronized Run run() {
    return run;
  }

  // ---- Life, as the modes drive it.

  /** Work for one submission to an executor; a later submission makes it void. */
  synchronized Runnable submit() {
    int mine = ++submission;
    return () -> {
      Instant now = clock.instant();
      Duration left = HeadStart.left(run(), now);
      Footing made =
          Footing.of(definition, run(), outlook, now.plus(left), left, stopRequested, held);
      awaitMoment();
      if (begin(mine, made)) {
        runWhenItMay();
      } else {
        made.leave();
      }
    };
  }

  /** An attempt that was given a head start waits here; whoever asks it to end wakes it. */
  private void awaitMoment() {
    Duration left = HeadStart.left(run(), clock.instant());
    try {
      boolean unused = stopRequested.await(left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The server stops its pool. The code sees it, and begins some milliseconds early.
      Thread.currentThread().interrupt();
    }
  }

  /** Whether its code is on a thread. Threads that go on with a stage are not seen. */
  synchronized boolean holdsThread() {
    return thread != null;
  }

  synchronized boolean hasBegun() {
    return begun;
  }

  private synchronized boolean begin(int mine, Footing made) {
    if (mine != submission || begun || over) {
      return false;
    }
    begun = true;
    run = run.begun(clock.instant());
    footing = made;
    made.meter().begin();
    return true;
  }

  /** Somebody waits for what was asked for by hand; all else may wait for requests. */
  private boolean mayWait() {
    return definition.yields() && trigger() != Trigger.MANUAL;
  }

  private void runWhenItMay() {
    Gate gate = outlook.gate();
    if (!mayWait() || gate.isOpen() || gate.exempts(task())) {
      runHere();
    } else if (footing.pace() != null) {
      footing.pace().awaitStart(outlook.cpuNanos());
      runUnlessStopped();
    } else {
      long now = gate.now();
      Deadline deadline = Deadline.of(run(), definition, outlook, clock.instant(), now);
      awaitTurn(gate.turnToStart(outlook.cpuNanos()), deadline, now);
    }
  }

  /** The turn of an attempt that holds no thread while it waits. */
  private void awaitTurn(long turn, Deadline deadline, long since) {
    long now = outlook.gate().now();
    boolean passes = outlook.gate().isOpen() || outlook.gate().exempts(task());
    if (now >= turn || stop != null || deadline.isNear(now) || passes) {
      held.addAndGet(now - since);
      runUnlessStopped();
      return;
    }
    long pause = Math.min(LONGEST_LOOK, Math.max(SHORTEST_LOOK, (turn - now) / 4));
    nextLook.set(() -> awaitTurn(turn, deadline, since));
    Timer.Cancellation unused = timer.after(Duration.ofNanos(pause), this::lookAgain);
    if (stop != null) {
      lookAgain();
    }
  }

  /** Whoever comes first, the timer or a stop, takes the look that both are about. */
  private void lookAgain() {
    Runnable look = nextLook.getAndSet(null);
    if (look != null) {
      continuations.execute(look);
    }
  }

  private void runUnlessStopped() {
    if (stop == null) {
      runHere();
    } else {
      noticed = true;
      footing.leave();
      end(null, null);
    }
  }

  private void runHere() {
    Thread here = Thread.currentThread();
    String name = here.getName();
    here.setName(label);
    CURRENT.set(this);
    synchronized (this) {
      thread = here;
      codeBegun = true;
    }
    try {
      span = tracing.begin(run());
      finish(body.run(this));
    } catch (Throwable e) {
      // An Error too: it ends this run and nothing else (rule 4 of the package).
      end(null, e);
    } finally {
      CURRENT.remove();
      span.leaveThread();
      footing.leave();
      here.setName(name);
      leaveThread();
    }
  }

  private void finish(Object result) {
    if (definition.mode() != Mode.ASYNC) {
      end(result, null);
    } else if (result instanceof CompletionStage<?> returned) {
      watch(returned.toCompletableFuture());
    } else {
      end(null, new IllegalStateException("an ASYNC task must return a stage, not null"));
    }
  }

  private void watch(CompletableFuture<?> returned) {
    synchronized (this) {
      stage = returned;
    }
    leaveThread();
    var unused = returned.whenComplete((value, thrown) -> end(value, thrown));
    if (stop != null) {
      returned.cancel(true);
    }
  }

  /** After this nobody interrupts the thread on our account, and a late interrupt is cleared. */
  private void leaveThread() {
    synchronized (this) {
      if (thread != Thread.currentThread()) {
        return;
      }
      thread = null;
    }
    if (stop != null) {
      boolean ignored = Thread.interrupted();
    }
  }

  private void end(Object result, Throwable thrown) {
    Throwable cause = unwrap(thrown);
    Ended how;
    noteHeld();
    synchronized (this) {
      if (over) {
        log.append("WARNING", "its code ended after the run had been given up");
        log.close();
        return;
      }
      over = true;
      run = run.ended(stateFor(cause), ending(result, cause), clock.instant());
      how =
          new Ended(
              run,
              definition,
              Optional.ofNullable(stop),
              codeBegun,
              Optional.ofNullable(cause),
              false);
    }
    log.close();
    leave(how);
  }

  private void noteHeld() {
    if (held.get() >= WORTH_A_WORD) {
      log.append("INFO", "held back " + Span.inWords(Duration.ofNanos(held.get())) + " by load");
    }
  }

  private RunState stateFor(Throwable thrown) {
    boolean undisturbed = stop == null || (thrown == null && !noticed && wasInTime());
    if (!undisturbed) {
      return stop.cause().end();
    }
    return thrown == null ? RunState.SUCCEEDED : RunState.FAILED;
  }

  private boolean wasInTime() {
    return stop.cause() != Stop.Cause.TIMEOUT;
  }

  private Ending ending(Object result, Throwable thrown) {
    String said =
        message == null && result != null && definition.mode() != Mode.ASYNC
            ? result.toString()
            : message;
    boolean stopped = stop != null && stateFor(thrown).equals(stop.cause().end());
    boolean unasked = thrown instanceof InterruptedException && stop == null;
    return new Ending(
        stopped
            ? Optional.of(stop.reason())
            : unasked ? Optional.of("interrupted by the server") : Optional.empty(),
        Optional.ofNullable(said),
        thrown == null || stopped ? Optional.empty() : Optional.of(StackText.line(thrown)),
        thrown == null || stopped ? Optional.empty() : Optional.of(StackText.of(thrown)),
        figures());
  }

  private Figures figures() {
    return footing.meter().ended(held.get());
  }

  private static Throwable unwrap(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  // ---- What others may do to it (rule 5 of the package).

  /** Asks the code to end. Only the first reason counts. */
  boolean ask(Stop why) {
    synchronized (this) {
      if (over || stop != null) {
        return false;
      }
      stop = why;
      run = run.cancelling();
      // Told under the lock, so that nobody hears of it after the end.
      changed.accept(run);
    }
    stopRequested.countDown();
    pauses.forEach(this::breakOff);
    lookAgain();
    cancelStage();
    return true;
  }

  /** Lets the run be written as far as it is, if it is still under way. */
  synchronized void report() {
    if (!over && farther) {
      farther = false;
      changed.accept(run);
    }
  }

  /** Takes an alarm back once the attempt is over. */
  void until(Timer.Cancellation alarm) {
    synchronized (this) {
      if (!over) {
        alarms.add(alarm);
        return;
      }
    }
    alarm.cancel();
  }

  private void cancelStage() {
    CompletableFuture<?> waiting;
    synchronized (this) {
      waiting = stage;
    }
    if (waiting != null) {
      continuations.execute(() -> waiting.cancel(true));
    }
  }

  synchronized void interrupt() {
    if (thread != null && !over) {
      thread.interrupt();
    }
  }

  /** Ends the run although its code goes on; keeps the stack that it is caught in. */
  void giveUp() {
    Ended how;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      String caught = thread == null ? "" : StackText.of(thread);
      Ending ending =
          new Ending(
              Optional.of(
                  stop.reason() + "; " + (begun ? "its code did not end" : "it never began")),
              Optional.ofNullable(message),
              Optional.empty(),
              caught.isEmpty() ? Optional.empty() : Optional.of(caught),
              begun ? footing.meter().gaveUp(held.get()) : Figures.NONE);
      run = run.ended(stop.cause().end(), ending, clock.instant());
      how = new Ended(run, definition, Optional.of(stop), codeBegun, Optional.empty(), begun);
    }
    leave(how);
  }

  /** Nothing is added to the alarms of an attempt that is over, so no lock is needed. */
  private void leave(Ended how) {
    alarms.forEach(Timer.Cancellation::cancel);
    try {
      span.end(how.run(), how.thrown());
    } finally {
      ended.accept(how);
    }
  }

  // ---- What the code sees.

  @Override
  public String task() {
    return definition.name();
  }

  @Override
  public String runId() {
    return RunId.text(run().id());
  }

  @Override
  public int attempt() {
    return run().attempt();
  }

  @Override
  public Trigger trigger() {
    return run().origin().trigger();
  }

  @Override
  public Optional<Instant> scheduledFor() {
    return run().origin().scheduledFor();
  }

  @Override
  public long fencingToken() {
    return run().claim().token();
  }

  @Override
  public Optional<String> parameters() {
    return run().submission().parameters();
  }

  @Override
  public Optional<String> key() {
    return run().submission().key();
  }

  @Override
  public Optional<String> traceParent() {
    return span.traceParent();
  }

  @Override
  public boolean proceed() {
    checkpoint();
    if (stop == null) {
      return true;
    }
    noticed = true;
    return false;
  }

  private void checkpoint() {
    if (stop == null && footing.pace() != null) {
      footing.pace().checkpoint();
    }
  }

  @Override
  public boolean proceedAfter(Duration pause) throws InterruptedException {
    if (stopRequested.await(notNegative(pause).toNanos(), TimeUnit.NANOSECONDS)) {
      noticed = true;
      return false;
    }
    return proceed();
  }

  @Override
  public CompletionStage<Void> after(Duration pause) {
    // What holds the run back comes before its pause: else the same time would count as both.
    checkpoint();
    var waiting = new Pause(new CompletableFuture<>());
    pauses.add(waiting);
    Timer.Cancellation alarm =
        timer.after(notNegative(pause), () -> continuations.execute(waiting::pass));
    if (stop != null) {
      breakOff(waiting);
    }
    // On the stage itself: a stage that depends on it would not be told once it is cancelled
    // itself.
    var unused =
        waiting.stage.whenComplete(
            (value, thrown) -> {
              pauses.remove(waiting);
              alarm.cancel();
            });
    return waiting.stage;
  }

  private void breakOff(Pause pause) {
    noticed = true;
    continuations.execute(() -> pause.breakOff(stop.reason()));
  }

  /** A wait of the code's that holds no thread. Not a record: each is itself alone. */
  private static final class Pause {
    private final CompletableFuture<Void> stage;

    Pause(CompletableFuture<Void> stage) {
      this.stage = stage;
    }

    void pass() {
      stage.complete(null);
    }

    void breakOff(String reason) {
      stage.completeExceptionally(new CancellationException(reason));
    }
  }

  private static Duration notNegative(Duration pause) {
    if (pause.isNegative()) {
      throw new IllegalArgumentException("pause must not be negative: " + pause);
    }
    return pause;
  }

  @Override
  public synchronized void progress(long done, long total) {
    run = run.withProgress(new Progress(done, total));
    farther = true;
  }

  @Override
  public synchronized void message(String text) {
    message = text;
  }

  @Override
  public void log(String line) {
    log.append("INFO", line);
  }
}
