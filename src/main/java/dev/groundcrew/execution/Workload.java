package dev.groundcrew.execution;

import dev.groundcrew.execution.Verdict.Kind;
import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Measured;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells from a task's recent runs what it does with its time (rule 8 of the package). Immutable.
 *
 * <p>Time on a processor counts against the time in which the run could have computed: what it
 * spent at the gate, or ready without getting a processor, is neither work nor waiting.
 */
public final class Workload {
  /** How many runs a verdict looks at. */
  public static final int RUNS = 50;

  private static final int ENOUGH = 5;
  private static final double COMPUTES = 0.5;
  private static final double WAITS = 0.2;

  /** About what it costs to start a run and to write its row. */
  private static final Duration SHORT = Duration.ofNanos(500_000);

  /** Less often than this a short run costs nobody anything. */
  private static final Duration OFTEN = Duration.ofSeconds(1);

  /** The process clock ticks every 10 ms. */
  private static final long GRAIN_NANOS = 10_000_000;

  private static final double QUIET = 0.25;

  private static final Set<RunState> TYPICAL =
      EnumSet.of(RunState.SUCCEEDED, RunState.CANCELLED, RunState.TIMED_OUT);

  private final List<Run> runs;

  /**
   * The workload that some runs show.
   *
   * @param newestFirst runs of one task; those that have not ended, failed, or were not measured
   *     are left out
   */
  public Workload(List<Run> newestFirst) {
    this.runs =
        newestFirst.stream()
            .filter(run -> TYPICAL.contains(run.state()))
            .filter(run -> run.ending().figures().wallNanos().isPresent())
            .limit(RUNS)
            .toList();
  }

  /** The verdict, which may be that there is none. */
  public Verdict verdict() {
    if (runs.size() < ENOUGH) {
      return new Verdict(
          Kind.NOT_ENOUGH_RUNS,
          "not enough runs yet: %d of %d".formatted(runs.size(), ENOUGH),
          evidence(runs));
    }
    return tooShort().or(this::notMeasurable).orElseGet(this::byTime);
  }

  private Optional<Verdict> tooShort() {
    Duration time = evidence(runs).time();
    return interval()
        .filter(interval -> interval.compareTo(OFTEN) <= 0 && time.compareTo(SHORT) < 0)
        .map(
            interval ->
                new Verdict(
                    Kind.TOO_SHORT,
                    "runs %s every %s: the schedule costs more than the work"
                        .formatted(Span.inWords(time), Span.inWords(interval)),
                    evidence(runs)));
  }

  /** The median time from one scheduled start to the next. */
  private Optional<Duration> interval() {
    List<Instant> starts =
        runs.stream()
            .filter(run -> run.origin().trigger() == Trigger.SCHEDULE)
            .flatMap(run -> run.startedAt().stream())
            .sorted()
            .toList();
    List<Duration> intervals =
        IntStream.range(1, starts.size())
            .mapToObj(i -> Duration.between(starts.get(i - 1), starts.get(i)))
            .sorted()
            .toList();
    return intervals.isEmpty()
        ? Optional.empty()
        : Optional.of(intervals.get(intervals.size() / 2));
  }

  private List<Run> whole() {
    return runs.stream()
        .filter(run -> run.ending().figures().measured().equals(Optional.of(Measured.WHOLE)))
        .toList();
  }

  private Optional<Verdict> notMeasurable() {
    if (whole().size() >= ENOUGH) {
      return Optional.empty();
    }
    Map<Measured, Long> counts =
        runs.stream()
            .flatMap(run -> run.ending().figures().measured().stream())
            .filter(measured -> measured != Measured.WHOLE)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    String why =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(most -> inWords(most.getKey()))
            .orElse("not enough runs were measured");
    return Optional.of(unknown(why));
  }

  private Verdict unknown(String why) {
    return new Verdict(Kind.UNKNOWN, why, evidence(runs));
  }

  private static String inWords(Measured measured) {
    return switch (measured) {
      case WHOLE -> throw new IllegalArgumentException("measured as a whole");
      case CHILD_THREADS -> "not measurable: its thread starts others, whose time is not seen";
      case STAGES -> "not measurable: an ASYNC run has no thread of its own";
      case VIRTUAL_THREAD -> "not measurable on virtual threads";
      case NO_CLOCK -> "not measurable: this platform has no CPU clock for threads";
    };
  }

  private Verdict byTime() {
    Verdict.Evidence evidence = evidence(whole());
    double computing = evidence.computing().orElseThrow();
    if (computing >= COMPUTES) {
      return new Verdict(
          Kind.COMPUTES,
          "computes %s: POOLED, at most one a core".formatted(percent(computing)),
          evidence);
    }
    if (computing > WAITS) {
      return new Verdict(
          Kind.MIXED,
          "computes %s and waits %s: POOLED fits"
              .formatted(percent(computing), percent(1 - computing)),
          evidence);
    }
    return waits();
  }

  /**
   * While a run waited the process may have computed for it, on threads that it handed work to. So
   * only runs in which the rest of the process was quiet count.
   */
  private Verdict waits() {
    List<Run> quiet = whole().stream().filter(Workload::isQuiet).toList();
    if (quiet.size() < ENOUGH) {
      return unknown(
          "waits while other threads of this server compute: whether they do so for it is not"
              + " seen");
    }
    Verdict.Evidence evidence = evidence(quiet);
    double waiting = 1 - evidence.computing().orElseThrow();
    return new Verdict(
        Kind.WAITS, "waits %s of its time: ASYNC fits".formatted(percent(waiting)), evidence);
  }

  private static boolean isQuiet(Run run) {
    Figures figures = run.ending().figures();
    double most = GRAIN_NANOS + QUIET * figures.wallNanos().orElseThrow();
    return figures.othersNanos().filter(others -> others <= most).isPresent();
  }

  private static Verdict.Evidence evidence(List<Run> runs) {
    List<Figures> all = runs.stream().map(run -> run.ending().figures()).toList();
    long wall = sum(all, Figures::wallNanos);
    long held = sum(all, Figures::gateNanos);
    long queued = sum(all, Figures::cpuWaitNanos);
    boolean known = !all.isEmpty() && all.stream().allMatch(one -> one.cpuNanos().isPresent());
    boolean counted =
        !all.isEmpty() && all.stream().allMatch(one -> one.allocatedBytes().isPresent());
    double active = Math.max(1, wall - held - queued);
    return new Verdict.Evidence(
        all.size(),
        Duration.ofNanos((wall - held) / Math.max(1, all.size())),
        known ? Optional.of(Math.min(1, sum(all, Figures::cpuNanos) / active)) : Optional.empty(),
        share(queued, wall),
        share(held, wall),
        counted ? Optional.of(sum(all, Figures::allocatedBytes) / all.size()) : Optional.empty());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static long sum(List<Figures> all, Function<Figures, Optional<Long>> figure) {
    return all.stream().mapToLong(one -> figure.apply(one).orElse(0L)).sum();
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
