package dev.groundcrew.run;

/** Whether the CPU time of a run is known, and if not, why. */
public enum Measured {
  /** The run computed on one thread, whose CPU time is the run's. */
  WHOLE,
  /** Its thread started others, which may have computed for it. */
  CHILD_THREADS,
  /** It returned a stage, whose parts run on any thread. */
  STAGES,
  /** The clock of threads says nothing about virtual ones. */
  VIRTUAL_THREAD,
  /** This platform has no CPU clock for threads. */
  NO_CLOCK
}
