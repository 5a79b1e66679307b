package dev.groundcrew.run;

import java.time.Instant;

/**
 * One line that a run said.
 *
 * @param number its place in the run's log, from 1
 * @param at when it was said
 * @param level such as INFO
 * @param text without control characters
 */
public record LogLine(int number, Instant at, String level, String text) {
  /** The line as it is stored and shown as text. */
  @Override
  public String toString() {
    return at + " " + level + " " + text;
  }

  static LogLine parse(int number, String stored) {
    String[] parts = stored.split(" ", 3);
    return new LogLine(number, Instant.parse(parts[0]), parts[1], parts[2]);
  }
}
