package dev.groundcrew.run;

import java.util.Objects;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param reason why it was skipped, cancelled or abandoned
 * @param message its result in the task's own words
 * @param error what it threw, in one line
 * @param stack what it threw, whole
 * @param figures what it used
 */
public record Ending(
    Optional<String> reason,
    Optional<String> message,
    Optional<String> error,
    Optional<String> stack,
    Figures figures) {
  /** The end of a run that has none yet. */
  public static final Ending NONE =
      new Ending(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Figures.NONE);

  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_STACK = 20_000;

  public Ending {
    reason = reason.map(text -> PlainText.of(text, LONGEST_REASON));
    message = message.map(text -> PlainText.of(text, LONGEST_MESSAGE));
    error = error.map(text -> PlainText.of(text, LONGEST_REASON));
    stack = stack.map(text -> PlainText.lines(text, LONGEST_STACK));
    Objects.requireNonNull(figures, "figures");
  }

  /** Ended by somebody else than its own code. */
  public static Ending because(String reason) {
    return NONE.withReason(reason);
  }

  public Ending withReason(String reason) {
    return new Ending(Optional.of(reason), message, error, stack, figures);
  }
}
