package dev.groundcrew.schedule;

import java.time.LocalDate;

/**
 * Which local times a cron expression matches, as bit sets: bit n of a set stands for the value n.
 *
 * @param months bits 1 to 12
 * @param intervalLike whether seconds, minutes or hours begin with a star
 */
record CronFields(
    long seconds, long minutes, long hours, CronDays days, long months, boolean intervalLike) {
  /** No such time. */
  static final long NONE = Long.MAX_VALUE;

  private static final int DAY = 86_400;
  private static final int MONTHS_OF_CALENDAR_CYCLE = 4_800;

  /**
   * The first matching local time at or after one, in seconds since the epoch as if the zone were
   * UTC.
   *
   * @return {@link #NONE} if there is none within the 400 years of a calendar cycle
   */
  long nextOrSame(long local) {
    long day = Math.floorDiv(local, DAY);
    LocalDate date = LocalDate.ofEpochDay(day);
    int matching = matchingDays(date.getYear(), date.getMonthValue());
    if (((matching >>> date.getDayOfMonth()) & 1) != 0) {
      int time = nextOrSameTime((int) Math.floorMod(local, (long) DAY));
      if (time < DAY) {
        return day * DAY + time;
      }
    }
    return firstAfterDay(date, matching);
  }

  private long firstAfterDay(LocalDate date, int matchingDays) {
    int year = date.getYear();
    int month = date.getMonthValue();
    int later = matchingDays & (-2 << date.getDayOfMonth());
    for (int i = 0; later == 0; i++) {
      if (i > MONTHS_OF_CALENDAR_CYCLE) {
        return NONE;
      }
      month = month % 12 + 1;
      year += month == 1 ? 1 : 0;
      later = matchingDays(year, month);
    }
    LocalDate found = LocalDate.of(year, month, Integer.numberOfTrailingZeros(later));
    return found.toEpochDay() * DAY + time(first(hours, 0), first(minutes, 0), first(seconds, 0));
  }

  private int matchingDays(int year, int month) {
    return ((months >>> month) & 1) == 0 ? 0 : days.in(year, month);
  }

  /** The first matching second of a day at or after one; a whole day or more if there is none. */
  private int nextOrSameTime(int secondOfDay) {
    int hour = secondOfDay / 3_600;
    int minute = secondOfDay / 60 % 60;
    int second = secondOfDay % 60;
    if (has(hours, hour)) {
      if (has(minutes, minute) && first(seconds, second) < 60) {
        return time(hour, minute, first(seconds, second));
      }
      int later = first(minutes, minute + 1);
      if (later < 60) {
        return time(hour, later, first(seconds, 0));
      }
    }
    return time(first(hours, hour + 1), first(minutes, 0), first(seconds, 0));
  }

  private static int time(int hour, int minute, int second) {
    return (hour * 60 + minute) * 60 + second;
  }

  private static boolean has(long bits, int value) {
    return ((bits >>> value) & 1) != 0;
  }

  /** The smallest member from a value on; 64 if there is none. */
  private static int first(long bits, int from) {
    return Long.numberOfTrailingZeros(bits & (-1L << from));
  }
}
