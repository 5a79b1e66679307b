package dev.groundcrew.execution;

import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.Mode;
import java.time.Duration;

/**
 * How much may run at once, and how patient a cancel is.
 *
 * @param pooledSlots POOLED runs at once
 * @param asyncSlots ASYNC runs at once
 * @param dedicatedSlots DEDICATED runs at once
 * @param interruptAfter from the request to end until the thread is interrupted
 * @param giveUpAfter from the request to end until the slot is replaced
 */
public record ExecutionSettings(
    int pooledSlots,
    int asyncSlots,
    int dedicatedSlots,
    Duration interruptAfter,
    Duration giveUpAfter) {
  private static final int SLOTS_TO_WAIT_IN = 8;

  /** Reads {@code groundcrew.*.slots} and {@code groundcrew.cancel.*}. */
  public static ExecutionSettings read(SettingsReader reader) {
    return new ExecutionSettings(
        reader.integer("groundcrew.pooled.slots", usualPooledSlots(), 1, most(Mode.POOLED)),
        reader.integer("groundcrew.async.slots", 20_000, 1, most(Mode.ASYNC)),
        reader.integer("groundcrew.dedicated.slots", 100, 1, most(Mode.DEDICATED)),
        reader.duration(
            "groundcrew.cancel.interrupt-after",
            Duration.ofSeconds(2),
            Duration.ZERO,
            Duration.ofMinutes(10)),
        reader.duration(
            "groundcrew.cancel.give-up-after",
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofHours(1)));
  }

  /** Runs that compute fill the cores and no more; eight others may wait for something beside. */
  private static int usualPooledSlots() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.min(most(Mode.POOLED), SLOTS_TO_WAIT_IN + cores);
  }

  /** The highest limit of a mode's slots. */
  static int most(Mode mode) {
    return switch (mode) {
      // Less than the WAR's executor definitions allow, so that a given-up run leaves room.
      case POOLED -> 64;
      case ASYNC -> 1_000_000;
      case DEDICATED -> 1_000;
    };
  }
}
