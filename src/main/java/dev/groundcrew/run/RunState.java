package dev.groundcrew.run;

import java.util.List;

/** Where a run stands. */
public enum RunState {
  /** Waits for a slot. */
  QUEUED(false),
  /** Its code runs. */
  RUNNING(false),
  /** Its code has been asked to end. */
  CANCELLING(false),
  /** Its code returned. */
  SUCCEEDED(true),
  /** Its code threw. */
  FAILED(true),
  /** A person, a policy or a shutdown ended it. */
  CANCELLED(true),
  /** It took longer than its task allows. */
  TIMED_OUT(true),
  /** It was due and did not start; the reason says why. */
  SKIPPED(true),
  /** Its node died. */
  ABANDONED(true);

  /** The ends of runs that have not done their work, and were not ended on purpose. */
  public static final List<RunState> FAILURES = List.of(FAILED, TIMED_OUT, ABANDONED);

  private final boolean ended;

  RunState(boolean ended) {
    this.ended = ended;
  }

  /** Whether this state never changes again. */
  public boolean isFinal() {
    return ended;
  }
}
