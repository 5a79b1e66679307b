package dev.groundcrew.execution;

import java.time.Duration;
import java.util.Optional;

/**
 * What a task's recent runs say about the mode it needs.
 *
 * @param kind what it does with its time
 * @param text the same in words, with its figures and the advice
 * @param evidence what the verdict rests on
 */
public record Verdict(Kind kind, String text, Evidence evidence) {
  /** What a task does with its time. */
  public enum Kind {
    /** It keeps a processor busy for at least half of it. */
    COMPUTES,
    /** It waits for at least four fifths of it. */
    WAITS,
    /** Something between. */
    MIXED,
    /** It has so little to do, so often, that starting it costs more. */
    TOO_SHORT,
    /** Its time cannot be told apart; the text says why. */
    UNKNOWN,
    /** Too few runs have ended. */
    NOT_ENOUGH_RUNS
  }

  /** There is none, for a reason. */
  public static Verdict unknown(String why) {
    return new Verdict(
        Kind.UNKNOWN,
        why,
        new Evidence(0, Duration.ZERO, Optional.empty(), 0, 0, Optional.empty()));
  }

  /**
   * The figures behind a verdict.
   *
   * @param runs how many runs it rests on
   * @param time mean time of a run, without what it was held back
   * @param computing share of that time on a processor, 0 to 1; empty if not known
   * @param waitingForProcessor share of the whole time in which it was ready and got no processor
   * @param heldBack share of the whole time in which requests held it back
   * @param allocatedBytes mean memory that a run took; empty if not known
   */
  public record Evidence(
      int runs,
      Duration time,
      Optional<Double> computing,
      double waitingForProcessor,
      double heldBack,
      Optional<Long> allocatedBytes) {}
}
