package dev.groundcrew.task;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a task of a {@link TaskType} can be told.
 *
 * @param name in kebab case
 * @param kind what its text must be
 * @param description what it does, with unit, for people
 * @param required whether a task cannot be made without it
 * @param fallback the text that stands for a missing one; null if it has none
 * @param least the smallest allowed number, bytes or milliseconds of a duration
 * @param most the largest allowed one; of a text, its length
 */
public record Parameter(
    String name,
    Kind kind,
    String description,
    boolean required,
    String fallback,
    long least,
    long most) {
  /** What the text of a parameter must be. */
  public enum Kind {
    /** Any characters. */
    TEXT,
    /** Any characters; people may set it and never see it again. */
    SECRET,
    /** A whole number. */
    INTEGER,
    /** {@code true} or {@code false}. */
    FLAG,
    /** ISO-8601, such as {@code PT30S}. */
    DURATION
  }

  private static final int LONGEST_TEXT = 4_000;

  public Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(description, "description");
    if (least > most) {
      throw new IllegalArgumentException(name + ": least " + least + " exceeds most " + most);
    }
  }

  /** A text that every task of the type must have, 1 to 4,000 characters. */
  public static Parameter requiredText(String name, String description) {
    return new Parameter(name, Kind.TEXT, description, true, null, 1, LONGEST_TEXT);
  }

  /** A text of up to 4,000 characters that may be left out. */
  public static Parameter text(String name, String description) {
    return new Parameter(name, Kind.TEXT, description, false, null, 0, LONGEST_TEXT);
  }

  /** A whole number with a range. */
  public static Parameter integer(
      String name, String description, long fallback, long least, long most) {
    return new Parameter(
        name, Kind.INTEGER, description, false, Long.toString(fallback), least, most);
  }

  /** A switch. */
  public static Parameter flag(String name, String description, boolean fallback) {
    return new Parameter(name, Kind.FLAG, description, false, Boolean.toString(fallback), 0, 0);
  }

  /** A duration with a range. */
  public static Parameter duration(
      String name, String description, Duration fallback, Duration least, Duration most) {
    return new Parameter(
        name,
        Kind.DURATION,
        description,
        false,
        fallback.toString(),
        least.toMillis(),
        most.toMillis());
  }

  /** What is wrong with a text for this parameter and how to mend it; empty if nothing is. */
  Optional<String> fault(String text) {
    return switch (kind) {
      case TEXT, SECRET -> outside(text.length(), least + " to " + most + " characters");
      case INTEGER -> integerFault(text);
      case FLAG ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "false" -> Optional.empty();
            default -> Optional.of("must be true or false");
          };
      case DURATION -> durationFault(text);
    };
  }

  private Optional<String> integerFault(String text) {
    String range = "a whole number from " + least + " to " + most;
    try {
      return outside(Long.parseLong(text), range);
    } catch (NumberFormatException e) {
      return Optional.of("must be " + range);
    }
  }

  private Optional<String> durationFault(String text) {
    String range =
        "an ISO-8601 duration from "
            + Duration.ofMillis(least)
            + " to "
            + Duration.ofMillis(most)
            + ", such as "
            + fallback;
    try {
      return outside(Duration.parse(text).toMillis(), range);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.of("must be " + range);
    }
  }

  private Optional<String> outside(long value, String range) {
    return value < least || value > most ? Optional.of("must be " + range) : Optional.empty();
  }
}
