package dev.groundcrew.schedule;

import java.util.ArrayList;
import java.util.List;

/** The days of a cron expression in words. */
final class DayWords {
  private static final long EVERY_MONTH = 0x1FFE;

  private final Words words;

  DayWords(Words words) {
    this.words = words;
  }

  boolean isEveryDay(CronFields fields) {
    return fields.months() == EVERY_MONTH && isAnyDay(fields.days());
  }

  /** Whether a day must match both fields and both leave days out. */
  boolean isNarrowed(CronFields fields) {
    CronDays days = fields.days();
    return !days.either() && !days.everyDayOfMonth() && !days.everyDayOfWeek();
  }

  String of(CronFields fields) {
    CronDays days = fields.days();
    if (isAnyDay(days)) {
      return inMonths("day.every", fields.months());
    }
    if (isNarrowed(fields)) {
      return words.text(
          "day.both",
          words.choice(byDayOfMonth(days, fields.months())),
          words.choice(byDayOfWeek(days, fields.months())));
    }
    List<String> choices = new ArrayList<>();
    if (days.either() || !days.everyDayOfMonth()) {
      choices.addAll(byDayOfMonth(days, fields.months()));
    }
    if (days.either() || !days.everyDayOfWeek()) {
      choices.addAll(byDayOfWeek(days, fields.months()));
    }
    return words.choice(choices);
  }

  private static boolean isAnyDay(CronDays days) {
    return days.either()
        ? days.everyDayOfMonth() || days.everyDayOfWeek()
        : days.everyDayOfMonth() && days.everyDayOfWeek();
  }

  private List<String> byDayOfMonth(CronDays days, long months) {
    List<String> phrases = new ArrayList<>();
    String of = ofMonths(months);
    if (days.plain() != 0) {
      long plain = days.plain() & 0xFFFF_FFFFL;
      String list = words.members(plain, day -> words.text("day.number", Integer.toString(day)));
      phrases.add(words.counted("day.plain", Long.bitCount(plain), list, of));
    }
    for (int day : values(days.workdays())) {
      phrases.add(words.text("day.workday", Integer.toString(day), of));
    }
    for (int back : values(days.fromLast())) {
      phrases.add(
          back == 0
              ? words.text("day.last", of)
              : words.counted("day.before-last", back, Integer.toString(back), of));
    }
    if (days.lastWorkday()) {
      phrases.add(words.text("day.last-workday", of));
    }
    return phrases;
  }

  private List<String> byDayOfWeek(CronDays days, long months) {
    List<String> phrases = new ArrayList<>();
    String of = ofMonths(months);
    if (days.weekdays() != 0) {
      // The week begins with Monday, so that Sunday, 0, becomes 7.
      long week = (days.weekdays() & ~1L) | ((days.weekdays() & 1L) << 7);
      String list = words.members(week, day -> words.text("weekday." + day % 7));
      phrases.add(inMonths("day.week", months, list));
    }
    for (int index : values(days.nth())) {
      String ordinal = words.text("ordinal." + (index / 7 + 1));
      phrases.add(words.text("day.nth", ordinal, weekday(index % 7), of));
    }
    for (int weekday : values(days.lastWeekdays())) {
      phrases.add(words.text("day.last-weekday", weekday(weekday), of));
    }
    return phrases;
  }

  private String weekday(int weekday) {
    return words.text("weekday.noun." + weekday);
  }

  private String ofMonths(long months) {
    return months == EVERY_MONTH
        ? words.text("months.every")
        : words.counted("months", Long.bitCount(months), names(months));
  }

  private String inMonths(String key, long months, String... arguments) {
    String phrase = words.text(key, arguments);
    return months == EVERY_MONTH ? phrase : words.text("day.in", phrase, names(months));
  }

  private String names(long months) {
    return words.members(months, month -> words.text("month." + month));
  }

  private static List<Integer> values(long bits) {
    List<Integer> values = new ArrayList<>();
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      values.add(Long.numberOfTrailingZeros(rest));
    }
    return values;
  }
}
