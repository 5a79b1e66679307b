package dev.groundcrew.schedule;

import java.time.LocalDate;

/**
 * Which days a cron expression matches. Weekdays count from Sunday, 0, to Saturday, 6.
 *
 * @param plain days of the month, bits 1 to 31
 * @param workdays days of the month whose nearest working day is meant ({@code 15W}), bits 1 to 31
 * @param fromLast days counted back from the last one ({@code L}, {@code L-3}), bits 0 to 30
 * @param lastWorkday whether the last working day is meant ({@code LW})
 * @param weekdays plain weekdays, bits 0 to 6
 * @param nth the nth weekday of the month ({@code MON#2}), bit {@code 7 * (n - 1) + weekday}
 * @param lastWeekdays the last such weekday of the month ({@code FRIL}), bits 0 to 6
 * @param either whether a day must match only one of the two fields instead of both
 */
record CronDays(
    int plain,
    int workdays,
    int fromLast,
    boolean lastWorkday,
    int weekdays,
    long nth,
    int lastWeekdays,
    boolean either) {
  /** All the bits of {@link #plain}. */
  static final int EVERY_DAY = 0xFFFF_FFFE;

  /** All the bits of {@link #weekdays}. */
  static final int EVERY_WEEKDAY = 0x7F;

  private static final int SATURDAY = 6;
  private static final int SUNDAY = 0;

  // A week repeated six times: the longest month, begun on any weekday, fits.
  private static final long REPEATED = 1 | 1L << 7 | 1L << 14 | 1L << 21 | 1L << 28 | 1L << 35;

  /** The matching days of a month, bits 1 to 31. */
  int in(int year, int month) {
    LocalDate first = LocalDate.of(year, month, 1);
    int length = first.lengthOfMonth();
    int start = first.getDayOfWeek().getValue() % 7;
    int byDay = byDayOfMonth(start, length);
    int byWeekday = byDayOfWeek(start, length);
    return either ? byDay | byWeekday : byDay & byWeekday;
  }

  /** Whether the day of the month leaves no day out. */
  boolean everyDayOfMonth() {
    return plain == EVERY_DAY;
  }

  /** Whether the day of the week leaves no day out. */
  boolean everyDayOfWeek() {
    return weekdays == EVERY_WEEKDAY;
  }

  private int byDayOfMonth(int start, int length) {
    int days = plain;
    for (int bits = workdays; bits != 0; bits &= bits - 1) {
      days |= nearestWorkday(Integer.numberOfTrailingZeros(bits), start, length);
    }
    for (int bits = fromLast; bits != 0; bits &= bits - 1) {
      int day = length - Integer.numberOfTrailingZeros(bits);
      days |= day > 0 ? 1 << day : 0;
    }
    if (lastWorkday) {
      days |= nearestWorkday(length, start, length);
    }
    return days & daysUntil(length);
  }

  /** As Quartz documents {@code W}: the nearest one in the same month. None if the day is not. */
  private static int nearestWorkday(int day, int start, int length) {
    int weekday = (start + day - 1) % 7;
    if (day > length) {
      return 0;
    }
    if (weekday == SATURDAY) {
      return 1 << (day == 1 ? 3 : day - 1);
    }
    if (weekday == SUNDAY) {
      return 1 << (day == length ? day - 2 : day + 1);
    }
    return 1 << day;
  }

  private int byDayOfWeek(int start, int length) {
    // Bit 0 of the repeated week is a Sunday; the shift makes it the first day of the month.
    long days = ((weekdays * REPEATED) >>> start) << 1;
    for (long bits = nth; bits != 0; bits &= bits - 1) {
      int index = Long.numberOfTrailingZeros(bits);
      days |= 1L << (firstSuch(index % 7, start) + index / 7 * 7);
    }
    for (int bits = lastWeekdays; bits != 0; bits &= bits - 1) {
      int day = firstSuch(Integer.numberOfTrailingZeros(bits), start);
      days |= 1L << (day + (length - day) / 7 * 7);
    }
    return (int) days & daysUntil(length);
  }

  private static int firstSuch(int weekday, int start) {
    return 1 + (weekday - start + 7) % 7;
  }

  private static int daysUntil(int length) {
    return (int) ((1L << (length + 1)) - 2);
  }
}
