package dev.groundcrew.engine.compare;

import dev.groundcrew.task.Mode;
import java.util.Optional;

/** What goes on while figures are taken. */
enum Way {
  /** Nothing of the comparison's. */
  NONE(Optional.empty()),
  /** Runs on threads of their own. */
  DEDICATED(Optional.of(Mode.DEDICATED)),
  /** Runs on threads of the pool. */
  POOLED(Optional.of(Mode.POOLED)),
  /** Runs that hold no thread while they wait. */
  ASYNC(Optional.of(Mode.ASYNC));

  private final Optional<Mode> mode;

  Way(Optional<Mode> mode) {
    this.mode = mode;
  }

  static Way of(Mode mode) {
    return valueOf(mode.name());
  }

  /** The mode of the runs; empty if there are none. */
  Optional<Mode> mode() {
    return mode;
  }
}
