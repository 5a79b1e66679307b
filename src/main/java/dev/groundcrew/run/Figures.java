package dev.groundcrew.run;

import java.util.Objects;
import java.util.Optional;

/**
 * What the last attempt of a run used. What is not known is empty.
 *
 * @param measured whether the CPU time is that of the whole run
 * @param wallNanos from the begin of its code to its end, time at the gate included
 * @param cpuNanos CPU time of its thread
 * @param cpuWaitNanos how long its thread was ready and got no processor
 * @param othersNanos CPU time of all other threads of the process meanwhile; grains of 10 ms
 * @param allocatedBytes heap memory that its thread took
 * @param gateNanos how long requests held it back
 */
public record Figures(
    Optional<Measured> measured,
    Optional<Long> wallNanos,
    Optional<Long> cpuNanos,
    Optional<Long> cpuWaitNanos,
    Optional<Long> othersNanos,
    Optional<Long> allocatedBytes,
    Optional<Long> gateNanos) {
  /** Nothing is known. */
  public static final Figures NONE =
      new Figures(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Figures {
    Objects.requireNonNull(measured, "measured");
    Objects.requireNonNull(wallNanos, "wallNanos");
    Objects.requireNonNull(cpuNanos, "cpuNanos");
    Objects.requireNonNull(cpuWaitNanos, "cpuWaitNanos");
    Objects.requireNonNull(othersNanos, "othersNanos");
    Objects.requireNonNull(allocatedBytes, "allocatedBytes");
    Objects.requireNonNull(gateNanos, "gateNanos");
  }

  /** What is known of a run that nobody measured on its thread. */
  public static Figures ofTime(Optional<Measured> measured, long wallNanos, long gateNanos) {
    return new Figures(
        measured,
        Optional.of(wallNanos),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(gateNanos));
  }
}
