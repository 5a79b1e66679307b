package dev.groundcrew.access;

import java.util.Optional;

/** Knows whose run a run is. */
@FunctionalInterface
public interface TaskOfRun {
  /**
   * The name of a run's task; empty if there is no such run.
   *
   * @param run its id as the path has it
   */
  Optional<String> find(String run);
}
