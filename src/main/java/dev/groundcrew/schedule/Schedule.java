package dev.groundcrew.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * When a task is due. The rules stand, numbered, in the package's description.
 *
 * <p>Schedules are immutable values, equal when they say the same, and safe for use by any number
 * of threads. They know no clock: every node that asks with the same instant gets the same answer.
 */
public sealed interface Schedule
    permits FixedRate, FixedDelay, Cron, Once, Never, Window, ExceptDates, Jitter {
  /**
   * The first due time strictly after an instant.
   *
   * @param after any instant; for a schedule that counts {@linkplain #fromEnd() from the end}, when
   *     the last run ended
   * @return empty if it is never due again, or not before the year 10000
   */
  Optional<Instant> next(Instant after);

  /** Whether {@link #next} must be asked with the end of the last run, false by default. */
  default boolean fromEnd() {
    return false;
  }

  /**
   * The schedule in a sentence without a full stop, such as "at 03:00 every day". Local times are
   * those of the schedule's own zone, which the sentence does not name.
   *
   * @param locale German and Chinese are known, every other gives English
   */
  default String inWords(Locale locale) {
    return new ScheduleWords(locale).of(this);
  }

  /**
   * A fixed rate: {@code anchor + k * period} for every k from 0.
   *
   * @param period 1 ms to 3,660 days
   * @param anchor the first due time, in the years 1 to 9999
   * @throws IllegalArgumentException if the period or the anchor is out of range
   */
  static Schedule every(Duration period, Instant anchor) {
    return new FixedRate(period, anchor);
  }

  /**
   * A fixed pause after the end of a run.
   *
   * @param pause 1 ms to 3,660 days
   * @throws IllegalArgumentException if the pause is out of range
   */
  static Schedule delay(Duration pause) {
    return new FixedDelay(pause);
  }

  /**
   * A cron expression.
   *
   * @param expression five fields, six with seconds first, or a name such as {@code @daily}; 256
   *     characters at most
   * @param zone whose local time the fields mean
   * @throws IllegalArgumentException if the expression is wrong or never fires; the message names
   *     the field, what was found and the mend
   */
  static Schedule cron(String expression, ZoneId zone) {
    return Cron.of(expression, zone);
  }

  /**
   * One single due time.
   *
   * @param at in the years 1 to 9999
   * @throws IllegalArgumentException if it is not
   */
  static Schedule once(Instant at) {
    return new Once(at);
  }

  /** Never due by itself: runs are started by a person or by other code only. */
  static Schedule never() {
    return new Never();
  }

  /**
   * This schedule in a window only.
   *
   * @param from the first instant at which it may be due; empty for no such limit
   * @param until the first instant at which it may no longer be due; empty for no such limit
   * @throws IllegalArgumentException if from is not before until
   */
  default Schedule within(Optional<Instant> from, Optional<Instant> until) {
    return new Window(this, from, until);
  }

  /**
   * This schedule without its due times on some dates, for holidays. A fixed delay that would end
   * on such a date is due when the next other date begins.
   *
   * @param dates 10,000 at most
   * @param zone whose dates they are
   * @throws IllegalArgumentException if there are too many dates
   */
  default Schedule except(Set<LocalDate> dates, ZoneId zone) {
    return new ExceptDates(this, dates, zone);
  }

  /**
   * This schedule with every due time moved later by 0 to {@code most}, in whole milliseconds. How
   * far follows from the seed and the due time alone, so all nodes agree, and it always stays below
   * the distance to the next due time, so order is kept and no due time is lost.
   *
   * @param most 1 ms to 1 day
   * @param seed such as a hash of the task's name, so that tasks spread
   * @throws IllegalArgumentException if most is out of range
   */
  default Schedule jittered(Duration most, long seed) {
    return new Jitter(this, most, seed);
  }
}
