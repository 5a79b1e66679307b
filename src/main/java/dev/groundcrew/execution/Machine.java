package dev.groundcrew.execution;

import java.util.Optional;

/** What the machine below says of its processors. Safe for use by several threads. */
interface Machine {
  /** Processors that this process may use. */
  int cores();

  /** CPU time of this process in nanoseconds; negative where nobody tells. */
  long processCpuNanos();

  /** How busy all processors have been lately, 0 to 1, other processes included. */
  double busy();

  /** CPU time of a thread in nanoseconds; negative if it has ended or nobody tells. */
  long cpuNanos(long thread);

  /** How many cores' worth of time this process may use; empty if nothing limits it. */
  Optional<Double> quota();
}
