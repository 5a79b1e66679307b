package dev.groundcrew.execution;

import dev.groundcrew.run.RunState;

/**
 * Why an attempt must end before it is done.
 *
 * @param cause what kind of reason it is
 * @param reason for people
 */
public record Stop(Cause cause, String reason) {
  /** What kinds of reasons there are. */
  public enum Cause {
    /** A person or a policy. */
    CANCEL(RunState.CANCELLED),
    /** The task's time-out. */
    TIMEOUT(RunState.TIMED_OUT),
    /** The application stops. */
    SHUTDOWN(RunState.CANCELLED),
    /** Other nodes may hold this one for dead and run the same elsewhere. */
    LEASE_LOST(RunState.CANCELLED);

    private final RunState end;

    Cause(RunState end) {
      this.end = end;
    }

    RunState end() {
      return end;
    }
  }
}
