package dev.groundcrew.engine;

import dev.groundcrew.execution.HeadStart;
import dev.groundcrew.execution.Timer;
import dev.groundcrew.schedule.Schedule;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * When each task is due next, by the wall clock: one heap. At each wake-up it compares wall and
 * monotonic clock; when the wall clock has stepped back, due times are computed anew. Safe for use
 * by several threads.
 */
final class Timetable {
  private static final Logger LOG = System.getLogger(Timetable.class.getName());
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(10);
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_MISSED = 100_000;

  /** Hears that a task is due. */
  @FunctionalInterface
  interface DueListener {
    /**
     * A task's schedule is due, or will be within its {@linkplain HeadStart head start} if the
     * listener {@linkplain #takesAhead takes it ahead}.
     */
    void due(Tick tick);

    /**
     * Whether to tell now of a tick that is due within the task's head start; if not, it is told
     * when it is due. Called under a lock: short, and without a call back.
     */
    default boolean takesAhead(Task task) {
      return false;
    }
  }

  /**
   * A task is due.
   *
   * @param task which
   * @param at for when; the last tick if several have passed
   * @param schedule by which it is
   * @param missed the ticks before it that have passed unnoticed
   */
  record Tick(Task task, Instant at, Schedule schedule, Optional<Missed> missed) {}

  /**
   * Ticks that have passed unnoticed.
   *
   * @param count how many
   * @param first when the first of them was due
   * @param last when the last of them was due
   */
  record Missed(long count, Instant first, Instant last) {
    /** Whether a tick is one of them. */
    boolean spans(Instant tick) {
      return !tick.isBefore(first) && !tick.isAfter(last);
    }
  }

  private final Timer timer;
  private final InstantSource clock;
  private final DueListener listener;

  // Guarded by this.
  private final PriorityQueue<Entry> heap = new PriorityQueue<>();
  private final Map<String, Entry> entries = new HashMap<>();
  private Timer.Cancellation wakeUp = () -> {};
  private Instant wakeUpAt = Instant.MAX;
  private Instant lastWall;
  private long lastNanos;
  private boolean closed;

  Timetable(Timer timer, InstantSource clock, DueListener listener) {
    this.timer = timer;
    this.clock = clock;
    this.listener = listener;
    this.lastWall = clock.instant();
    this.lastNanos = System.nanoTime();
  }

  /**
   * Puts a task in, or moves it: due next at an instant, and from then on by a schedule. What the
   * end of a run asks for by a schedule that has been changed meanwhile is not done: whoever
   * changed it has put the task in.
   */
  synchronized void put(Task task, Schedule schedule, Instant first) {
    if (schedule.fromEnd() && !schedule.equals(task.schedule())) {
      if (task.schedule().fromEnd()) {
        task.schedule().next(clock.instant()).ifPresent(due -> put(task, task.schedule(), due));
      }
      return;
    }
    remove(task.name());
    add(new Entry(task, schedule, first));
    if (heap.peek().lookAt.isBefore(wakeUpAt)) {
      arm();
    }
  }

  private void add(Entry entry) {
    entries.put(entry.task.name(), entry);
    heap.add(entry);
  }

  /** Takes a task out, if it is in. */
  synchronized void remove(String task) {
    Entry old = entries.remove(task);
    if (old != null) {
      // Not left behind as dropped: its time may be years away, and changes are rare.
      boolean ignored = heap.remove(old);
    }
  }

  /** What a task will do; empty if it is not due, or only once its run has ended. */
  synchronized Optional<Schedules.Ahead> ahead(String task) {
    return Optional.ofNullable(entries.get(task))
        .map(entry -> new Schedules.Ahead(entry.schedule, Optional.of(entry.due)));
  }

  /** When a task is due next; empty if it is not, or only once its run has ended. */
  synchronized Optional<Instant> next(String task) {
    return Optional.ofNullable(entries.get(task)).map(entry -> entry.due);
  }

  /** Nothing is due any more. */
  synchronized void close() {
    closed = true;
    wakeUp.cancel();
    heap.clear();
    entries.clear();
  }

  private void arm() {
    wakeUp.cancel();
    if (closed) {
      return;
    }
    Instant now = clock.instant();
    Duration sleep = heap.isEmpty() ? LONGEST_SLEEP : Duration.between(now, heap.peek().lookAt);
    if (sleep.compareTo(LONGEST_SLEEP) > 0) {
      sleep = LONGEST_SLEEP;
    }
    wakeUpAt = now.plus(sleep);
    wakeUp = timer.after(sleep.isNegative() ? Duration.ZERO : sleep, this::wake);
  }

  private void wake() {
    List<Tick> ticks;
    synchronized (this) {
      noticeClockSteps();
      ticks = takeDue();
      arm();
    }
    for (Tick tick : ticks) {
      try {
        listener.due(tick);
      } catch (Throwable e) {
        // The other tasks' ticks must not go with this one.
        LOG.log(Level.ERROR, "tick " + tick.at + " of " + tick.task.name() + " failed", e);
      }
    }
  }

  private void noticeClockSteps() {
    Instant wall = clock.instant();
    long nanos = System.nanoTime();
    Duration step = Duration.between(lastWall, wall).minusNanos(nanos - lastNanos);
    lastWall = wall;
    lastNanos = nanos;
    if (step.toNanos() < -STEP_NANOS) {
      LOG.log(Level.WARNING, "the clock stepped back by {0}: schedules start anew", step.negated());
      for (Entry entry : List.copyOf(entries.values())) {
        if (!entry.schedule.fromEnd()) {
          move(entry, entry.schedule.next(wall));
        }
      }
    }
  }

  private void move(Entry entry, Optional<Instant> due) {
    entry.dropped = true;
    entries.remove(entry.task.name());
    due.ifPresent(next -> add(new Entry(entry.task, entry.schedule, next)));
  }

  private List<Tick> takeDue() {
    Instant now = clock.instant();
    var ticks = new ArrayList<Tick>();
    while (!heap.isEmpty() && !heap.peek().lookAt.isAfter(now)) {
      Entry entry = heap.remove();
      if (entry.dropped) {
        continue;
      }
      if (entry.due.isAfter(now) && !listener.takesAhead(entry.task)) {
        entry.lookAt = entry.due;
        heap.add(entry);
      } else {
        ticks.add(tick(entry, now));
      }
    }
    return ticks;
  }

  private Tick tick(Entry entry, Instant now) {
    entries.remove(entry.task.name());
    if (entry.schedule.fromEnd()) {
      return new Tick(entry.task, entry.due, entry.schedule, Optional.empty());
    }
    Instant at = entry.due;
    Instant lastMissed = null;
    long missed = 0;
    Optional<Instant> next = entry.schedule.next(at);
    while (next.isPresent() && !next.get().isAfter(now)) {
      missed++;
      lastMissed = at;
      at = next.get();
      next = entry.schedule.next(missed < MOST_MISSED ? at : now);
    }
    next.ifPresent(due -> add(new Entry(entry.task, entry.schedule, due)));
    return new Tick(
        entry.task,
        at,
        entry.schedule,
        missed == 0 ? Optional.empty() : Optional.of(new Missed(missed, entry.due, lastMissed)));
  }

  private static final class Entry implements Comparable<Entry> {
    private final Task task;
    private final Schedule schedule;
    private final Instant due;
    private boolean dropped;

    /** When to look at it: at its due time, or before. Only changed while it is not in the heap. */
    private Instant lookAt;

    Entry(Task task, Schedule schedule, Instant due) {
      this.task = task;
      this.schedule = schedule;
      this.due = due;
      Duration ahead = HeadStart.of(task.definition());
      this.lookAt = ahead.isZero() ? due : due.minus(ahead);
    }

    @Override
    public int compareTo(Entry other) {
      return lookAt.compareTo(other.lookAt);
    }
  }
}
