package dev.groundcrew.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Decides how much background work may go on while requests need the machine (rule 9 of the
 * package). Nobody's thread is its own: whoever comes by, a checkpoint or a request, looks again if
 * the last look is too old. Safe for use by several threads.
 */
public final class Gate {
  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

  /** The CPU clock of a process ticks every 10 ms: shorter spans say little. */
  private static final long CPU_EVERY = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long STALE = TimeUnit.SECONDS.toNanos(1);
  private static final double SMOOTH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double SMOOTH_CPU_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Requests in flight for each core from which on the machine is theirs; less to open again. */
  private static final double CROWDED = 1.0;

  private static final double CROWDED_STILL = 0.6;

  /**
   * While all but background work keeps the processors busy, fewer will do: a request that is
   * answered quickly waits before it comes to us.
   */
  private static final double CROWDED_AT_LEAST = 0.25;

  /** Processors busier than this, or there is room for both. */
  private static final double BUSY = 0.8;

  /** Of all cores, what requests must use: some that only wait do not need the machine. */
  private static final double USED = 0.1;

  /** Of all cores, what the rest of the process uses when others than our requests need it. */
  private static final double FULL = 0.75;

  private static final double FULL_STILL = 0.6;

  /** Requests a second from which on they get a core of their own; less to take it back. */
  private static final double SOME = 5;

  private static final double SOME_STILL = 1;

  /** CPU time in one look from which on a run shares what is left. */
  private static final long SHARES = TimeUnit.MILLISECONDS.toNanos(1);

  private final GateSettings settings;
  private final Machine machine;
  private final RequestLoad requests;
  private final LongSupplier nanoTime;
  private final Lanes lanes;
  private final Set<Pace> paces = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicLong nextStart = new AtomicLong();

  private final Set<String> exempt = ConcurrentHashMap.newKeySet();

  private volatile boolean enabled;
  private volatile boolean requestsCome;
  private volatile long lookedAt;
  private volatile State state = State.OPEN;

  // Used by the one who looks.
  private RequestLoad.Snapshot seen;
  private RequestLoad.Snapshot seenWithCpu;
  private long cpuLookedAt;
  private long processCpu;
  private long endedCpu;
  private double crowd;
  private double rate;
  private double foreground;
  private double slowForeground;
  private double background;
  private double busy;
  private double latencyNanos;
  private int sharers = 1;

  /** CPU time of attempts that have ended. */
  private final AtomicLong ended = new AtomicLong();

  /**
   * What it has decided.
   *
   * @param cores how many cores all background work together may use; infinite while open
   * @param sharers how many runs share that
   * @param reason in words
   * @param since when it was last opened or closed
   */
  private record State(double cores, int sharers, String reason, long since) {
    static final State OPEN = new State(Double.POSITIVE_INFINITY, 1, "requests have room", 0);

    boolean isOpen() {
      return cores == Double.POSITIVE_INFINITY;
    }
  }

  /**
   * How it stands, for people.
   *
   * @param enabled whether it holds anything back at all
   * @param open whether it holds nothing back now
   * @param reason in words
   * @param cores how many cores background work may use; empty while open
   * @param requests average number of requests in flight lately
   * @param latency mean time that requests took lately
   * @param foreground cores that all but background work used lately
   * @param background cores that background work used lately
   * @param lanes how many runs that compute go on at once; empty while any number does
   * @param waiting runs that wait now
   * @param exempt tasks that are not held back, by name
   */
  public record Look(
      boolean enabled,
      boolean open,
      String reason,
      Optional<Double> cores,
      double requests,
      Duration latency,
      double foreground,
      double background,
      Optional<Integer> lanes,
      int waiting,
      List<String> exempt) {}

  /** A gate on this machine. */
  public Gate(GateSettings settings, RequestLoad requests) {
    this(settings, requests, new ThisMachine(), System::nanoTime);
  }

  Gate(GateSettings settings, RequestLoad requests, Machine machine, LongSupplier nanoTime) {
    this.settings = settings;
    this.machine = machine;
    this.requests = requests;
    this.nanoTime = nanoTime;
    this.lanes = new Lanes(nanoTime);
    this.enabled = settings.enabled();
    this.lookedAt = nanoTime.getAsLong() - STALE;
    this.seen = requests.at(nanoTime.getAsLong());
    this.seenWithCpu = seen;
    requests.observer(this::lookAgain);
  }

  /** Switches it, on this node and until the next start. */
  public void enable(boolean now) {
    enabled = now;
    if (!now) {
      state = State.OPEN;
      lanes.unlimited();
    }
  }

  /** Switches it for one task, runs under way included, on this node and until the next start. */
  public void enable(String task, boolean now) {
    if (now) {
      exempt.remove(task);
    } else {
      exempt.add(task);
    }
  }

  /** Whether it lets every run of a task pass. */
  boolean exempts(String task) {
    return exempt.contains(task);
  }

  /** Whether it is not closed. Costs some 30 ns, but for one caller every 20 ms. */
  boolean isOpen() {
    return isOpen(nanoTime.getAsLong());
  }

  /** The same for somebody who has just looked at the clock. */
  boolean isOpen(long now) {
    lookAgain(now);
    return state.isOpen();
  }

  private void lookAgain() {
    lookAgain(nanoTime.getAsLong());
  }

  private void lookAgain(long now) {
    if (now - lookedAt >= LOOK_EVERY && looking.compareAndSet(false, true)) {
      try {
        look(now);
      } finally {
        looking.set(false);
      }
    }
  }

  /** How many nanoseconds must pass for each nanosecond that one of the sharers computes. */
  double stretch() {
    State now = state;
    return now.isOpen() ? 1 : now.sharers / now.cores;
  }

  /**
   * Changes whenever the gate closes, so that work done before it closed is not held against it.
   */
  long closedSince() {
    return state.since;
  }

  /**
   * The next turn to begin a run while the gate is closed.
   *
   * @param cpuNanos what the run is likely to use
   * @return when it may begin
   */
  long turnToStart(long cpuNanos) {
    State now = state;
    long time = nanoTime.getAsLong();
    if (now.isOpen()) {
      return time;
    }
    long cost = (long) (cpuNanos / now.cores);
    return nextStart.updateAndGet(next -> Math.max(next, time) + cost) - cost;
  }

  /** Whether requests are being answered, or were lately: whoever computes may be in their way. */
  boolean requestsCome() {
    return requestsCome;
  }

  /** How many runs that compute go on at once. */
  Lanes lanes() {
    return lanes;
  }

  void joined(Pace pace) {
    paces.add(pace);
  }

  void left(Pace pace, long cpuNanos) {
    if (paces.remove(pace)) {
      ended.addAndGet(cpuNanos);
    }
  }

  long now() {
    return nanoTime.getAsLong();
  }

  long cpuNanos(long thread) {
    return machine.cpuNanos(thread);
  }

  private void look(long now) {
    RequestLoad.Snapshot before = seen;
    long span = now - lookedAt;
    seen = requests.at(now);
    if (span >= STALE) {
      crowd = seen.inFlight();
      rate = 0;
      forgetCpu(now);
    } else {
      double average = (double) (seen.area() - before.area()) / span;
      crowd += Math.min(1, span / SMOOTH_NANOS) * (average - crowd);
      double answered = (seen.answered() - before.answered()) / (span / SECOND_NANOS);
      rate += Math.min(1, span / SECOND_NANOS) * (answered - rate);
      if (now - cpuLookedAt >= CPU_EVERY) {
        lookAtCpu(now);
      }
    }
    decide(now);
    lookedAt = now;
  }

  private void forgetCpu(long now) {
    processCpu = machine.processCpuNanos();
    endedCpu = ended.get();
    for (Pace pace : paces) {
      long ignored = pace.cpuSinceLastLook();
    }
    cpuLookedAt = now;
    seenWithCpu = seen;
    foreground = 0;
    slowForeground = 0;
    background = 0;
    busy = machine.busy();
  }

  private void lookAtCpu(long now) {
    double span = now - cpuLookedAt;
    long process = machine.processCpuNanos();
    long endedNow = ended.get();
    long used = endedNow - endedCpu;
    int computing = 0;
    for (Pace pace : paces) {
      long cpu = pace.cpuSinceLastLook();
      used += cpu;
      if (cpu >= SHARES || pace.isWaiting()) {
        computing++;
      }
    }
    background = used / span;
    foreground = process < 0 ? 0 : Math.max(0, (process - processCpu - used) / span);
    slowForeground += Math.min(1, span / SMOOTH_CPU_NANOS) * (foreground - slowForeground);
    busy = Math.max(machine.busy(), process < 0 ? 0 : (process - processCpu) / span / cores());
    sharers = Math.max(1, computing);
    if (seen.answered() > seenWithCpu.answered()) {
      latencyNanos =
          (double) (seen.taken() - seenWithCpu.taken())
              / (seen.answered() - seenWithCpu.answered());
    }
    seenWithCpu = seen;
    processCpu = process;
    endedCpu = endedNow;
    cpuLookedAt = now;
  }

  private int cores() {
    return machine.cores();
  }

  private void decide(long now) {
    State before = state;
    double cores = enabled ? allowed(!before.isOpen()) : Double.POSITIVE_INFINITY;
    boolean opens = cores == Double.POSITIVE_INFINITY;
    long since = opens == before.isOpen() ? before.since : now;
    state = new State(cores, sharers, opens ? State.OPEN.reason : reason(), since);
    requestsCome = seen.inFlight() > 0 || rate >= SOME_STILL;
    shareOut(opens);
  }

  /** While it is closed, background work has less than a lane anyway. */
  private void shareOut(boolean opens) {
    boolean someCome = rate >= (lanes.areLimited() ? SOME_STILL : SOME);
    if (enabled && opens && someCome) {
      lanes.limit(Math.max(1, cores() - 1));
    } else {
      lanes.unlimited();
    }
  }

  private double allowed(boolean closed) {
    if (isCrowded(closed) || isFull(closed)) {
      return settings.share();
    }
    return machine
        .quota()
        .map(quota -> Math.max(settings.share(), quota * (1 - settings.reserve()) - foreground))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private boolean isCrowded(boolean closed) {
    boolean crowded = crowd >= (closed ? stillCrowded() : CROWDED) * cores();
    return crowded && busy >= BUSY && foreground >= USED * cores();
  }

  private double stillCrowded() {
    boolean othersAreBusy = busy - background / cores() >= BUSY;
    return othersAreBusy ? CROWDED_AT_LEAST : CROWDED_STILL;
  }

  private boolean isFull(boolean closed) {
    return slowForeground >= (closed ? FULL_STILL : FULL) * cores();
  }

  private String reason() {
    if (isCrowded(true)) {
      return "requests need the machine";
    }
    return isFull(true) ? "the server needs the machine" : "a CPU quota is shared with requests";
  }

  /** How it stands now. */
  public Look look() {
    lookAgain();
    State now = state;
    return new Look(
        enabled,
        now.isOpen(),
        lanes.areLimited() ? "requests have a core of their own" : now.reason,
        now.isOpen() ? Optional.empty() : Optional.of(now.cores),
        crowd,
        Duration.ofNanos((long) latencyNanos),
        foreground,
        background,
        lanes.limit(),
        (int) paces.stream().filter(Pace::isWaiting).count(),
        exempt.stream().sorted().toList());
  }
}
