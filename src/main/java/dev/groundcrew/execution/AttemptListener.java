package dev.groundcrew.execution;

import dev.groundcrew.run.Run;

/** Hears what happens to attempts. Called on any thread; must be short and must not throw. */
public interface AttemptListener {
  /** A run started, was asked to end, or got farther. */
  void changed(Run run);

  /** An attempt is over; its slot is free. */
  void ended(Ended ended);
}
