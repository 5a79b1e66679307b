package dev.groundcrew.execution;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One attempt at the gate: goes on while the gate is open, else keeps to its share. It lets each
 * piece of work be followed by a wait, so long that work and wait together have the right
 * proportion. Its own thread calls {@link #checkpoint}; all else is safe for use by several
 * threads.
 */
final class Pace {
  /** Waits and looks at clocks are worth it only for work of this length. */
  private static final long QUANTUM = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * A request that has become ready gets the processor here, not only when the kernel ends the
   * slice of a thread that computes: some milliseconds. So does everybody else who waits for one:
   * where other processes compute, a yield may take a hundred milliseconds. No attempt yields for
   * longer than it has computed before.
   */
  private static final long YIELD_EVERY = TimeUnit.MICROSECONDS.toNanos(300);

  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

  private final Gate gate;
  private final String task;
  private final Deadline deadline;
  private final CountDownLatch stopRequested;
  private final long thread = Thread.currentThread().getId();
  private final long cpuAtBegin;
  private final AtomicLong held;
  private final Lanes.Place place = new Lanes.Place();
  private volatile boolean waiting;
  private volatile boolean released;

  // Used by the attempt's thread.
  private long checkedAt;
  private long yieldedAt;
  private long yieldAfter = YIELD_EVERY;
  private long closedSince;
  private long resumedAt;
  private long cpuAtResume;

  // Used by the one who looks.
  private long cpuSeen;

  /**
   * Begins on the attempt's thread.
   *
   * @param stopRequested opens when the attempt must end, which ends every wait
   * @param held counts the nanoseconds that it waited
   */
  Pace(Gate gate, String task, Deadline deadline, CountDownLatch stopRequested, AtomicLong held) {
    this.gate = gate;
    this.task = task;
    this.deadline = deadline;
    this.stopRequested = stopRequested;
    this.held = held;
    this.released = deadline == Deadline.NOW;
    this.cpuAtBegin = gate.cpuNanos(thread);
    this.cpuSeen = cpuAtBegin;
    gate.joined(this);
  }

  /** The attempt computes no more on its thread. */
  void end() {
    gate.lanes().leave(place);
    long cpu = gate.cpuNanos(thread);
    gate.left(this, cpu < 0 ? 0 : Math.max(0, cpu - cpuSeen));
  }

  boolean isWaiting() {
    return waiting;
  }

  long cpuSinceLastLook() {
    long now = gate.cpuNanos(thread);
    long used = now < 0 ? 0 : Math.max(0, now - cpuSeen);
    cpuSeen = Math.max(now, cpuSeen);
    return used;
  }

  /**
   * Waits for the turn to begin, if the gate is closed.
   *
   * @param cpuNanos what the run is likely to use
   */
  void awaitStart(long cpuNanos) {
    if (!released && !mayPass(gate.now())) {
      long turn = gate.turnToStart(cpuNanos);
      hold(() -> turn);
    }
  }

  /** Waits until this attempt may go on; at once while the gate is open. */
  void checkpoint() {
    if (released || Thread.currentThread().getId() != thread) {
      return;
    }
    long now = gate.now();
    if (now - yieldedAt >= yieldAfter && gate.requestsCome()) {
      letOthersFirst();
      yieldedAt = gate.now();
      yieldAfter = Math.max(YIELD_EVERY, yieldedAt - now);
      if (gate.lanes().areLimited() && !gate.exempts(task)) {
        takeTurns(yieldedAt);
      }
    }
    if (gate.isOpen(now) || now - checkedAt < QUANTUM || gate.exempts(task)) {
      return;
    }
    checkedAt = now;
    long cpu = cpuNow(now);
    if (closedSince != gate.closedSince()) {
      closedSince = gate.closedSince();
      resume(now, cpu);
      return;
    }
    long used = cpu - cpuAtResume;
    if (used >= QUANTUM) {
      long from = resumedAt;
      hold(() -> from + (long) (used * gate.stretch()));
      long then = gate.now();
      resume(then, cpuNow(then));
    }
  }

  private void takeTurns(long now) {
    if (!gate.lanes().enter(place, now)) {
      heldBackWhile(this::awaitLane);
    }
  }

  private void awaitLane() {
    Lanes lanes = gate.lanes();
    while (!lanes.await(place)) {
      released = deadline.isNear(gate.now());
      // The code asked whether to go on, not to wait: it sees an interruption by itself.
      if (released || stopRequested.getCount() == 0 || Thread.currentThread().isInterrupted()) {
        lanes.leave(place);
        return;
      }
    }
  }

  @SuppressWarnings(
      "ThreadPriorityCheck") // a hint that was measured (ADR 45); nothing relies on it
  private static void letOthersFirst() {
    Thread.yield();
  }

  /** Where threads have no CPU clock, all time counts as work. */
  private long cpuNow(long now) {
    long cpu = gate.cpuNanos(thread);
    return cpu < 0 ? now : cpu;
  }

  private void resume(long now, long cpu) {
    resumedAt = now;
    cpuAtResume = cpu;
  }

  private boolean mayPass(long now) {
    return gate.isOpen(now) || gate.exempts(task);
  }

  private interface Turn {
    long at();
  }

  private void hold(Turn turn) {
    heldBackWhile(() -> awaitTurn(turn));
  }

  private void awaitTurn(Turn turn) {
    try {
      for (long now = gate.now(); now < turn.at() && !mayPass(now); now = gate.now()) {
        if (deadline.isNear(now)) {
          released = true;
          return;
        }
        long pause = Math.min(LOOK_AGAIN, turn.at() - now);
        if (stopRequested.await(pause, TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // The code asked whether to go on, not to wait: it sees the interruption by itself.
      Thread.currentThread().interrupt();
    }
  }

  private void heldBackWhile(Runnable waits) {
    long begin = gate.now();
    waiting = true;
    try {
      waits.run();
    } finally {
      waiting = false;
      held.addAndGet(gate.now() - begin);
    }
  }
}
