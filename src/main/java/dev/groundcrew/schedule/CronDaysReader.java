package dev.groundcrew.schedule;

import static dev.groundcrew.schedule.CronField.DAY_OF_MONTH;
import static dev.groundcrew.schedule.CronField.DAY_OF_WEEK;

/** Reads day of month and day of week, which have words of their own: {@code ? L W #}. */
final class CronDaysReader {
  private static final int MOST_BEFORE_LAST = 30;
  private static final int MOST_NTH = 5;

  private int plain;
  private int workdays;
  private int fromLast;
  private boolean lastWorkday;
  private int weekdays;
  private long nth;
  private int lastWeekdays;

  CronDays read(String dayOfMonth, String dayOfWeek) {
    if (dayOfMonth.equals("?")) {
      plain = CronDays.EVERY_DAY;
    } else {
      for (String item : dayOfMonth.split(",", -1)) {
        readDayOfMonth(item);
      }
    }
    if (dayOfWeek.equals("?")) {
      weekdays = CronDays.EVERY_WEEKDAY;
    } else {
      for (String item : dayOfWeek.split(",", -1)) {
        readDayOfWeek(item);
      }
    }
    boolean either = isRestricted(dayOfMonth) && isRestricted(dayOfWeek);
    return new CronDays(
        plain, workdays, fromLast, lastWorkday, weekdays, nth, lastWeekdays, either);
  }

  private static boolean isRestricted(String text) {
    return !text.startsWith("*") && !text.startsWith("?");
  }

  private void readDayOfMonth(String item) {
    if (item.equals("L")) {
      fromLast |= 1;
    } else if (item.equals("LW")) {
      lastWorkday = true;
    } else if (item.startsWith("L-")) {
      fromLast |= 1 << daysBeforeLast(item);
    } else if (item.endsWith("W")) {
      workdays |= 1 << workday(item);
    } else {
      plain |= (int) DAY_OF_MONTH.read(item);
    }
  }

  private static int daysBeforeLast(String item) {
    String mend = "must count 1 to %d days back, such as L-3".formatted(MOST_BEFORE_LAST);
    return smallNumber(DAY_OF_MONTH, item, item.substring(2), MOST_BEFORE_LAST, mend);
  }

  private static int workday(String item) {
    String mend = "must be one day from 1 to 31 before the W, such as 15W, or LW";
    return smallNumber(DAY_OF_MONTH, item, item.substring(0, item.length() - 1), 31, mend);
  }

  private void readDayOfWeek(String item) {
    int hash = item.indexOf('#');
    if (hash >= 0) {
      String mend = "must count 1 to %d after the #, such as MON#2".formatted(MOST_NTH);
      int count = smallNumber(DAY_OF_WEEK, item, item.substring(hash + 1), MOST_NTH, mend);
      nth |= 1L << (7 * (count - 1) + weekday(item, item.substring(0, hash)));
    } else if (item.equals("L")) {
      throw DAY_OF_WEEK.fault(
          item, "says no weekday: write FRIL for the last Friday of the month, or SAT or SUN");
    } else if (item.endsWith("L")) {
      lastWeekdays |= 1 << weekday(item, item.substring(0, item.length() - 1));
    } else {
      weekdays |= (int) DAY_OF_WEEK.read(item);
    }
  }

  private static int weekday(String item, String text) {
    return DAY_OF_WEEK.value(item, text) % 7;
  }

  private static int smallNumber(CronField field, String item, String text, int most, String mend) {
    int number = CronField.number(text);
    if (number < 1 || number > most) {
      throw field.fault(item, mend);
    }
    return number;
  }
}
