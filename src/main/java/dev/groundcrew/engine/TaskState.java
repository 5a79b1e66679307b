package dev.groundcrew.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * What people and the engine say of a task, or of the whole. Immutable.
 *
 * @param pause who stopped it, if anybody did
 * @param quarantine why the engine stopped it, if it did
 */
public record TaskState(Optional<Pause> pause, Optional<Quarantine> quarantine) {
  /** Nothing said. */
  static final TaskState ACTIVE = new TaskState(Optional.empty(), Optional.empty());

  /**
   * A person has stopped it.
   *
   * @param at since when
   * @param by who
   * @param reason why; may be empty
   * @param until when it goes on by itself; empty if only by hand
   */
  public record Pause(Instant at, String by, String reason, Optional<Instant> until) {
    /** How many characters the reason may have. */
    public static final int LONGEST_REASON = 150;

    boolean holdsAt(Instant now) {
      return until.isEmpty() || now.isBefore(until.get());
    }

    String inWords(String verb) {
      return verb + " by " + by + (reason.isEmpty() ? "" : ": " + reason);
    }
  }

  /**
   * The engine has stopped it.
   *
   * @param at since when
   * @param reason why
   */
  public record Quarantine(Instant at, String reason) {}

  /** The pause in force at an instant: one whose end has passed is over. */
  public Optional<Pause> pauseAt(Instant now) {
    return pause.filter(paused -> paused.holdsAt(now));
  }

  /** ACTIVE, PAUSED or QUARANTINED. */
  public String nameAt(Instant now) {
    if (quarantine.isPresent()) {
      return "QUARANTINED";
    }
    return pauseAt(now).isPresent() ? "PAUSED" : "ACTIVE";
  }
}
