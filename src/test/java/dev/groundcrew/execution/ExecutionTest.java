package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.execution.PlainThreads.Manner;
import dev.groundcrew.run.History;
import dev.groundcrew.run.LogLine;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskDefinition;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("database")
@Timeout(20)
class ExecutionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final Duration INTERRUPT_AFTER = Duration.ofSeconds(2);
  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(30);
  private static TestDatabase memory;

  private final PlainThreads threads = new PlainThreads();
  private final TestTimer timer = new TestTimer();
  private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
  private final AtomicReference<Thread> settledBy = new AtomicReference<>();
  private final List<Run> changes = new ArrayList<>();
  private final History history =
      new History(memory.database(), InstantSource.fixed(NOW), 1_000, run -> {});
  private final RequestLoad requests = new RequestLoad();
  private final TestTracing tracing = new TestTracing();
  private final TestMachine machine = new TestMachine(2);
  private final Execution execution = by(InstantSource.fixed(NOW));
  private long nextId;

  @BeforeAll
  static void open() {
    memory = TestDatabase.Kind.H2.migrated();
  }

  @AfterEach
  void end() {
    threads.close();
    memory.clear();
  }

  @AfterAll
  static void close() {
    memory.close();
  }

  private Execution by(InstantSource clock) {
    return new Execution(
        threads,
        timer,
        clock,
        history,
        new ExecutionSettings(2, 10_000, 2, INTERRUPT_AFTER, GIVE_UP_AFTER),
        new Gate(new GateSettings(true, 0.1, 0.2, List.of()), requests, machine, System::nanoTime),
        new BoundedExecutor(threads, 4),
        tracing,
        new AttemptListener() {
          @Override
          public synchronized void changed(Run run) {
            changes.add(run);
          }

          @Override
          public void ended(Ended ended) {
            settledBy.set(Thread.currentThread());
            ends.add(ended);
          }
        });
  }

  private long start(Mode mode, TaskBody body) {
    return start(mode, Map.of(), body);
  }

  private long start(Mode mode, Map<String, String> attributes, TaskBody body) {
    long id = ++nextId;
    assertThat(tryStart(id, mode, attributes, body)).isTrue();
    return id;
  }

  private boolean tryStart(long id, Mode mode, Map<String, String> attributes, TaskBody body) {
    Run run = Run.queued(id, "work", Origin.manual("anna"), "a", NOW);
    return execution.start(run, "a", definition(mode, attributes), body);
  }

  private static TaskDefinition definition(Mode mode, Map<String, String> attributes) {
    var faults = new ArrayList<AttributeFault>();
    TaskAttributes texts =
        TaskAttributes.defaults("UTC").overriddenBy(Source.ANNOTATION, attributes);
    return TaskDefinition.of("work", texts, mode, faults).orElseThrow();
  }

  private void awaitNoAlarms() {
    Awaitility.await().untilAsserted(() -> assertThat(timer.pending()).isZero());
  }

  private Run nextEnd() throws InterruptedException {
    Ended ended = ends.poll(10, TimeUnit.SECONDS);
    assertThat(ended).as("an end").isNotNull();
    return ended.run();
  }

  private static Stop cancel() {
    return new Stop(Stop.Cause.CANCEL, "cancelled by anna");
  }

  @Test
  void aPooledRunSucceedsAndItsResultIsItsMessage() throws Exception {
    start(Mode.POOLED, context -> "7 rows");

    Run run = nextEnd();
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.ending().message()).contains("7 rows");
    assertThat(run.ending().figures().cpuNanos()).isPresent();
    assertThat(execution.free(Mode.POOLED)).isEqualTo(2);
  }

  @Test
  void aRunWithAHeadStartBeginsWhenItIsDue() throws Exception {
    InstantSource clock = InstantSource.system();
    for (Mode mode : List.of(Mode.POOLED, Mode.DEDICATED)) {
      Instant due = clock.instant().plusMillis(4);
      Run run = Run.queued(++nextId, "work", Origin.schedule(due), "a", due);
      assertThat(by(clock).start(run, "a", definition(mode, Map.of()), context -> null)).isTrue();

      // A clock that is being slewed differs by some microseconds from the one that waits.
      assertThat(nextEnd().startedAt().orElseThrow()).isAfter(due.minusMillis(1));
    }
  }

  /** Its clock stands still, so each run has this wait before it. */
  private Run startWithAHeadStart(Duration wait, Mode mode, TaskBody body) {
    Run run = Run.queued(++nextId, "work", Origin.schedule(NOW.plus(wait)), "a", NOW);
    assertThat(execution.start(run, "a", definition(mode, Map.of()), body)).isTrue();
    return run;
  }

  @Test
  void theWaitForItsMomentIsNoTimeOfTheRun() {
    Duration wait = Duration.ofMillis(10);
    // A run may be held up by the machine, but not each.
    Awaitility.await()
        .untilAsserted(
            () -> {
              startWithAHeadStart(wait, Mode.POOLED, context -> null);
              assertThat(nextEnd().ending().figures().wallNanos().orElseThrow())
                  .isLessThan(wait.toNanos());
            });
  }

  @Test
  void aRunThatIsCancelledBeforeItsMomentSeesThatAtOnce() throws Exception {
    for (Mode mode : List.of(Mode.POOLED, Mode.DEDICATED)) {
      Run run =
          startWithAHeadStart(Duration.ofMillis(10), mode, context -> "goes " + context.proceed());
      assertThat(execution.stop(run.id(), cancel())).isTrue();

      Run end = nextEnd();
      assertThat(end.state()).isEqualTo(RunState.CANCELLED);
      assertThat(end.ending().message()).contains("goes false");
      assertThat(execution.free(mode)).isEqualTo(2);
    }
  }

  @Test
  void aShutdownWaitsForNoMoment() throws Exception {
    startWithAHeadStart(Duration.ofMillis(10), Mode.POOLED, context -> "goes " + context.proceed());
    assertThat(execution.shutDown(Duration.ofSeconds(10))).isEmpty();

    assertThat(nextEnd().ending().message()).contains("goes false");
  }

  @Test
  void aClosedGateHoldsRunsBackWhoseMomentHasCome() {
    machine.quota(0.001);
    // Two of one moment: the turn of one is after that of the other, unless the machine is slow.
    Awaitility.await()
        .untilAsserted(
            () -> {
              startWithAHeadStart(Duration.ofMillis(10), Mode.POOLED, context -> null);
              startWithAHeadStart(Duration.ofMillis(10), Mode.POOLED, context -> null);
              assertThat(heldNanos(nextEnd()) + heldNanos(nextEnd())).isPositive();
            });
  }

  private static CompletionStage<Void> atOnce(TaskContext context) {
    return CompletableFuture.completedStage(null);
  }

  /** Some servers' timers do nothing while the server stops. */
  @Test
  void aShutdownWaitsForNoTimerOfARunThatWaitsForItsTurnWithoutAThread() {
    machine.quota(0.001);
    // One at least must wait for its turn, unless the machine is slow.
    Awaitility.await()
        .untilAsserted(
            () -> {
              startWithAHeadStart(Duration.ofMillis(10), Mode.ASYNC, ExecutionTest::atOnce);
              startWithAHeadStart(Duration.ofMillis(10), Mode.ASYNC, ExecutionTest::atOnce);
              assertThat(timer.pending()).isPositive();
            });

    assertThat(execution.shutDown(Duration.ofSeconds(10))).isEmpty();
  }

  /** Else the same time would count as both, and the run as shorter than it is. */
  @Test
  void aPauseBeginsWhenTheGateHasLetTheRunGo() throws Exception {
    machine.quota(0.001);
    var thread = new AtomicReference<Thread>();
    long id =
        start(
            Mode.DEDICATED,
            context -> {
              Thread here = Thread.currentThread();
              for (int i = 0; i < 10 && context.proceed(); i++) {
                machine.compute(here.getId(), MILLI);
                compute(Duration.ofMillis(2));
              }
              machine.compute(here.getId(), TimeUnit.DAYS.toNanos(1));
              thread.set(here);
              var unused = context.after(Duration.ofMinutes(1));
              return null;
            });
    Awaitility.await()
        .until(
            () ->
                thread.get() != null
                    && StackText.of(thread.get()).contains("execution.Pace.hold("));
    assertThat(timer.pending()).isZero();

    assertThat(execution.stop(id, cancel())).isTrue();
    assertThat(heldNanos(nextEnd())).isPositive();
  }

  private static long heldNanos(Run run) {
    return run.ending().figures().gateNanos().orElseThrow();
  }

  @Test
  void aRunThatIsDueFarAheadBeginsAtOnce() throws Exception {
    Run run = Run.queued(1, "work", Origin.schedule(NOW.plusSeconds(60)), "a", NOW);
    assertThat(execution.start(run, "a", definition(Mode.POOLED, Map.of()), context -> null))
        .isTrue();

    assertThat(nextEnd().startedAt()).contains(NOW);
  }

  @Test
  void anAttemptIsASpanOnItsThreadAndEndsWithItsOutcome() throws Exception {
    start(
        Mode.POOLED,
        context -> {
          assertThat(tracing.here()).contains("span of 1");
          assertThat(context.traceParent()).contains("span of 1");
          assertThat(Execution.traceHere()).contains("span of 1");
          throw new IllegalStateException("no paper");
        });

    nextEnd();
    // Its end is told before its thread is left.
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(tracing.told())
                    .containsExactly(
                        "ended 1 FAILED java.lang.IllegalStateException: no paper", "left 1"));
    assertThat(Execution.traceHere()).isEmpty();
  }

  @Test
  void aSpanOfStagesLeavesTheThreadBeforeItEnds() throws Exception {
    var stage = new CompletableFuture<Void>();
    start(Mode.ASYNC, context -> stage);
    Awaitility.await().untilAsserted(() -> assertThat(tracing.told()).containsExactly("left 1"));
    stage.complete(null);

    nextEnd();
    assertThat(tracing.told()).containsExactly("left 1", "ended 1 SUCCEEDED");
  }

  @Test
  void tracingThatFailsFailsTheRunAndKeepsNoSlot() throws Exception {
    tracing.breakDown();
    start(Mode.POOLED, context -> "never called");

    assertThat(nextEnd().state()).isEqualTo(RunState.FAILED);
    assertThat(execution.free(Mode.POOLED)).isEqualTo(2);
  }

  private Verdict verdictOf(Mode mode, TaskBody body) throws InterruptedException {
    var runs = new ArrayList<Run>();
    for (int i = 0; i < 6; i++) {
      start(mode, body);
      runs.add(nextEnd());
    }
    return new Workload(runs).verdict();
  }

  private static void compute(Duration cpu) {
    long end = cpuNow() + cpu.toNanos();
    while (cpuNow() < end) {
      Thread.onSpinWait();
    }
  }

  private static long cpuNow() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Whoever needs the locks of an end would wait for a thread that gets no processor. */
  @Test
  void theEndOfAnIdleRunIsSettledByAnotherThreadThanItsOwn() throws Exception {
    var ran = new AtomicReference<Thread>();
    start(
        Mode.POOLED,
        Map.of("idle", "true"),
        context -> {
          ran.set(Thread.currentThread());
          return null;
        });

    assertThat(nextEnd().state()).isEqualTo(RunState.SUCCEEDED);
    // It has the run's name until it has left its code, which nobody waits for.
    await().until(() -> ran.get().getName().startsWith("groundcrew idle"));
    assertThat(settledBy.get()).isNotSameAs(ran.get());
  }

  @Test
  void anExecutionBesideHasSlotsAndEndsOfItsOwn() throws Exception {
    var others = new LinkedBlockingQueue<Ended>();
    var listener =
        new AttemptListener() {
          @Override
          public void changed(Run run) {}

          @Override
          public void ended(Ended ended) {
            others.add(ended);
          }
        };
    Execution beside = execution.beside(1, listener);
    var release = new CountDownLatch(1);
    Run run = Run.queued(++nextId, "work", Origin.manual("anna"), "a", NOW);
    TaskBody waits =
        context -> {
          context.log("nobody keeps this");
          release.await();
          return null;
        };

    assertThat(beside.start(run, "a", definition(Mode.POOLED, Map.of()), waits)).isTrue();
    Awaitility.await().until(() -> beside.threadsHeld() == 1);
    assertThat(beside.free(Mode.POOLED)).isZero();
    assertThat(execution.free(Mode.POOLED)).isEqualTo(2);
    release.countDown();

    assertThat(others.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(ends).isEmpty();
    assertThat(beside.threadsHeld()).isZero();
  }

  @Test
  void aRunThatComputesIsSeenToCompute() throws Exception {
    Verdict verdict =
        verdictOf(
            Mode.POOLED,
            context -> {
              compute(Duration.ofMillis(20));
              return new byte[1_000_000].length;
            });

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.COMPUTES);
    assertThat(verdict.evidence().allocatedBytes().orElseThrow()).isGreaterThan(1_000_000);
  }

  @Test
  void aRunWhoseThreadStartsOthersIsNotJudged() throws Exception {
    Verdict verdict =
        verdictOf(
            Mode.DEDICATED,
            context -> {
              var child = new Thread(() -> compute(Duration.ofMillis(1)));
              child.start();
              child.join();
              return null;
            });

    assertThat(verdict.text())
        .isEqualTo("not measurable: its thread starts others, whose time is not seen");
  }

  @Test
  void anAsyncRunIsNotJudged() throws Exception {
    CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    Verdict verdict = verdictOf(Mode.ASYNC, context -> done);

    assertThat(verdict.text()).isEqualTo("not measurable: an ASYNC run has no thread of its own");
  }

  /** A life that was buried may take a run back while its earlier attempt still ends here. */
  @Test
  void aRunDoesNotStartAgainWhileItsEarlierAttemptIsUnderWay() throws Exception {
    var goOn = new CountDownLatch(1);
    long id = start(Mode.POOLED, context -> goOn.await(10, TimeUnit.SECONDS));

    assertThat(tryStart(id, Mode.POOLED, Map.of(), context -> "again")).isFalse();
    assertThat(execution.free(Mode.POOLED)).as("no slot is taken for it").isEqualTo(1);
    goOn.countDown();
    nextEnd();

    assertThat(tryStart(id, Mode.POOLED, Map.of(), context -> "again")).isTrue();
    assertThat(nextEnd().ending().message()).contains("again");
  }

  @Test
  void aDedicatedRunHasAThreadOfItsOwnNamedAfterIt() throws Exception {
    start(Mode.DEDICATED, context -> Thread.currentThread().getName());

    assertThat(nextEnd().ending().message()).contains("work 0000000000001/1");
  }

  @Test
  void anExceptionFailsTheRunAndNothingElse() throws Exception {
    start(
        Mode.POOLED,
        context -> {
          throw new IllegalStateException("no file");
        });

    Run run = nextEnd();
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.ending().error()).contains("IllegalStateException: no file");
    assertThat(run.ending().stack().orElseThrow()).contains("ExecutionTest");
    start(Mode.POOLED, context -> null);
    assertThat(nextEnd().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anErrorFailsTheRunAndNothingElse() throws Exception {
    start(
        Mode.POOLED,
        context -> {
          throw new OutOfMemoryError("made by hand");
        });

    assertThat(nextEnd().state()).isEqualTo(RunState.FAILED);
    assertThat(execution.free(Mode.POOLED)).isEqualTo(2);
  }

  @Test
  void noMoreRunsStartThanThereAreSlots() throws Exception {
    var release = new CountDownLatch(1);
    TaskBody waits =
        context -> {
          release.await();
          return null;
        };
    start(Mode.POOLED, waits);
    start(Mode.POOLED, waits);

    assertThat(tryStart(99, Mode.POOLED, Map.of(), waits)).isFalse();
    release.countDown();
    nextEnd();
    nextEnd();
    assertThat(execution.free(Mode.POOLED)).isEqualTo(2);
  }

  @Test
  void tenThousandAsyncRunsWaitWithoutAThread() throws Exception {
    int before = Thread.activeCount();
    for (int i = 0; i < 10_000; i++) {
      start(Mode.ASYNC, context -> context.after(Duration.ofMinutes(1)));
    }
    while (timer.pending() < 10_000) {
      Thread.onSpinWait();
    }

    assertThat(Thread.activeCount() - before).isLessThan(10);
    assertThat(execution.live()).hasSize(10_000);
    timer.pass(Duration.ofMinutes(1));
    for (int i = 0; i < 10_000; i++) {
      assertThat(nextEnd().state()).isEqualTo(RunState.SUCCEEDED);
    }
    assertThat(timer.pending()).isZero();
  }

  @Test
  void anAsyncRunFailsWithWhatItsStageFailsWith() throws Exception {
    var stage = new CompletableFuture<Void>();
    CompletableFuture<Void> after = stage.thenRun(() -> {});
    start(Mode.ASYNC, context -> after);
    stage.completeExceptionally(new IllegalStateException("no answer"));

    Run run = nextEnd();
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.ending().error()).contains("IllegalStateException: no answer");
  }

  @Test
  void anAsyncRunThatReturnsNoStageFails() throws Exception {
    start(Mode.ASYNC, context -> null);

    assertThat(nextEnd().ending().error().orElseThrow()).contains("must return a stage");
  }

  @Test
  void cancellingAnAsyncRunCancelsItsStage() throws Exception {
    var stage = new CompletableFuture<Void>();
    long id = start(Mode.ASYNC, context -> stage);
    execution.stop(id, cancel());

    Run run = nextEnd();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.ending().reason()).contains("cancelled by anna");
    assertThat(stage).isCancelled();
  }

  @Test
  void aCancelledPauseOfAnAsyncRunEndsIt() throws Exception {
    long id = start(Mode.ASYNC, context -> context.after(Duration.ofHours(1)));
    execution.stop(id, cancel());

    assertThat(nextEnd().state()).isEqualTo(RunState.CANCELLED);
    awaitNoAlarms();
  }

  @Test
  void aRunThatAsksWhetherToProceedEndsWhenItIsCancelled() throws Exception {
    var begun = new CountDownLatch(1);
    long id =
        start(
            Mode.DEDICATED,
            context -> {
              begun.countDown();
              while (context.proceedAfter(Duration.ofMillis(1))) {
                context.progress(1, 0);
              }
              return "ended in order";
            });
    begun.await();
    execution.stop(id, cancel());

    Run run = nextEnd();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.ending().message()).contains("ended in order");
    assertThat(changes).extracting(Run::state).contains(RunState.CANCELLING);
  }

  @Test
  void aRunThatEndsWithoutHavingNoticedHasSucceeded() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    long id =
        start(
            Mode.POOLED,
            context -> {
              begun.countDown();
              release.await();
              return "done";
            });
    begun.await();
    execution.stop(id, cancel());
    release.countDown();

    assertThat(nextEnd().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aRunThatDoesNotAskIsInterruptedAfterAWhile() throws Exception {
    var begun = new CountDownLatch(1);
    long id =
        start(
            Mode.POOLED,
            context -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return null;
            });
    begun.await();
    execution.stop(id, cancel());
    assertThat(execution.live(id).orElseThrow().state()).isEqualTo(RunState.CANCELLING);
    timer.pass(INTERRUPT_AFTER);

    assertThat(nextEnd().state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aRunThatIgnoresInterruptionIsGivenUpWithItsStackAndItsSlotIsReplaced() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    long id =
        start(
            Mode.POOLED,
            context -> {
              begun.countDown();
              ignoreInterruptionUntil(release);
              return null;
            });
    begun.await();
    execution.stop(id, cancel());
    timer.pass(INTERRUPT_AFTER);
    timer.pass(GIVE_UP_AFTER);

    Ended ended = ends.poll(10, TimeUnit.SECONDS);
    assertThat(ended.left()).isTrue();
    assertThat(ended.run().state()).isEqualTo(RunState.CANCELLED);
    // Of the code wherever it is: it may not have come to the wait yet.
    assertThat(ended.run().ending().stack().orElseThrow())
        .contains("aRunThatIgnoresInterruptionIsGivenUp");
    assertThat(execution.free(Mode.POOLED)).isEqualTo(2);
    release.countDown();
    start(Mode.POOLED, context -> null);
    assertThat(nextEnd().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ends).isEmpty();
  }

  private static void ignoreInterruptionUntil(CountDownLatch release) {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // Ignored: that is what this task is for.
      }
    }
  }

  @Test
  void aTimeOutEndsTheRunAsTimedOut() throws Exception {
    var begun = new CountDownLatch(1);
    start(
        Mode.POOLED,
        Map.of("timeout", "PT5S"),
        context -> {
          begun.countDown();
          while (context.proceedAfter(Duration.ofMillis(1))) {}
          return null;
        });
    begun.await();
    timer.pass(Duration.ofSeconds(5));

    Run run = nextEnd();
    assertThat(run.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(run.ending().reason()).contains("took longer than PT5S");
  }

  @Test
  void nothingIsLeftInTheTimerOfARunThatEndedInTime() throws Exception {
    start(Mode.POOLED, Map.of("timeout", "PT1H"), context -> null);
    nextEnd();

    awaitNoAlarms();
  }

  @Test
  void anInterruptionThatNobodyHereAskedForIsNamed() throws Exception {
    start(
        Mode.POOLED,
        context -> {
          Thread.currentThread().interrupt();
          new CountDownLatch(1).await();
          return null;
        });

    Run run = nextEnd();
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.ending().reason()).contains("interrupted by the server");
  }

  @Test
  void anExecutorThatRefusesWorkIsLookedUpAgainAndTheRunIsNotStarted() {
    threads.manner(Manner.REFUSE);

    assertThat(tryStart(1, Mode.POOLED, Map.of(), context -> null)).isFalse();
    assertThat(threads.lookUps()).isEqualTo(1);
    assertThat(execution.free(Mode.POOLED)).isEqualTo(2);
    assertThat(execution.live()).isEmpty();
  }

  @Test
  void whatATaskLogsJoinsItsRunsLogAndNobodyElses() throws Exception {
    var handler = new TaskLogHandler();
    handler.install();
    Logger logger = Logger.getLogger("a.task");
    try {
      start(
          Mode.POOLED,
          context -> {
            logger.log(Level.INFO, "read {0} files", 3);
            context.log("by context");
            return null;
          });
      nextEnd();
      logger.info("not of a run");
    } finally {
      handler.close();
    }

    assertThat(history.unwrittenLines(1))
        .extracting(LogLine::text)
        .containsExactly("read 3 files", "by context");
  }

  @Test
  void aShutdownEndsWhatAsksAndReportsWhatDoesNot() throws Exception {
    var begun = new CountDownLatch(2);
    var release = new CountDownLatch(1);
    start(
        Mode.DEDICATED,
        context -> {
          begun.countDown();
          while (context.proceedAfter(Duration.ofMillis(1))) {}
          return null;
        });
    long deaf =
        start(
            Mode.POOLED,
            context -> {
              begun.countDown();
              ignoreInterruptionUntil(release);
              return null;
            });
    begun.await();

    List<Run> left = execution.shutDown(Duration.ofMillis(200));

    assertThat(left).extracting(Run::id).containsExactly(deaf);
    assertThat(execution.live()).isEmpty();
    assertThat(ends).extracting(ended -> ended.run().state()).containsOnly(RunState.CANCELLED);
    release.countDown();
  }
}
