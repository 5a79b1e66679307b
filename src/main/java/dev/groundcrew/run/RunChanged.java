package dev.groundcrew.run;

import java.util.Objects;

/**
 * A CDI event: a run has started, got farther, or reached its final state. A skipped run is told
 * again each time that it stands for more ticks. Observers are called on the engine's threads,
 * under its locks: they must be short and must neither wait nor ask the engine.
 *
 * @param run as it stands now
 */
public record RunChanged(Run run) {
  public RunChanged {
    Objects.requireNonNull(run, "run");
  }
}
