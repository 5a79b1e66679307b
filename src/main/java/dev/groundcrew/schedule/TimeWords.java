package dev.groundcrew.schedule;

import java.util.ArrayList;
import java.util.List;

/** The times of day of a cron expression in words. */
final class TimeWords {
  private static final int MOST_NAMED = 6;
  private static final long ZERO_ONLY = 1;
  private static final int SIXTY = 60;
  private static final int HOURS = 24;

  private final Words words;

  TimeWords(Words words) {
    this.words = words;
  }

  /** Whether the times are few enough to be named one by one. */
  boolean areNamed(CronFields fields) {
    return Long.bitCount(fields.hours())
            * Long.bitCount(fields.minutes())
            * Long.bitCount(fields.seconds())
        <= MOST_NAMED;
  }

  String of(CronFields fields) {
    if (areNamed(fields)) {
      return named(fields);
    }
    String rhythm = rhythm(fields);
    if (rhythm.isEmpty()) {
      return byField(fields);
    }
    if (isEvery(fields.hours(), HOURS) || step(fields.hours(), HOURS) > 1) {
      return rhythm;
    }
    return words.text("time.between", rhythm, clock(firstTime(fields)), clock(lastTime(fields)));
  }

  private String named(CronFields fields) {
    List<String> times = new ArrayList<>();
    for (int time = firstTime(fields); time <= lastTime(fields); time++) {
      if (has(fields.hours(), time / 3_600)
          && has(fields.minutes(), time / 60 % 60)
          && has(fields.seconds(), time % 60)) {
        times.add(Words.timeOfDay(time));
      }
    }
    boolean midnight = times.equals(List.of("00:00"));
    return midnight ? words.text("time.midnight") : words.text("time.at", words.list(times));
  }

  /** "every 15 minutes", if the times keep one distance as long as the hours run on. */
  private String rhythm(CronFields fields) {
    boolean wholeMinutes = fields.seconds() == ZERO_ONLY;
    boolean oneMinute = wholeMinutes && Long.bitCount(fields.minutes()) == 1;
    if (oneMinute && fields.minutes() == ZERO_ONLY && step(fields.hours(), HOURS) > 1) {
      return words.text("every", counted("hours", step(fields.hours(), HOURS)));
    }
    if (!isRun(fields.hours())) {
      return "";
    }
    if (oneMinute) {
      boolean atAnyMinute = !isEvery(fields.hours(), HOURS);
      return atAnyMinute || fields.minutes() == ZERO_ONLY ? words.text("every.hour") : "";
    }
    if (wholeMinutes) {
      return every("minute", step(fields.minutes(), SIXTY));
    }
    return isEvery(fields.minutes(), SIXTY) ? every("second", step(fields.seconds(), SIXTY)) : "";
  }

  private String every(String unit, int step) {
    return switch (step) {
      case 0 -> "";
      case 1 -> words.text("every." + unit);
      default -> words.text("every", counted(unit + "s", step));
    };
  }

  private String counted(String unit, int count) {
    return words.counted(unit, count, Integer.toString(count));
  }

  private String byField(CronFields fields) {
    String hours =
        isEvery(fields.hours(), HOURS)
            ? words.text("field.hour.every")
            : part("field.hour", fields.hours());
    if (fields.seconds() == ZERO_ONLY) {
      String minutes =
          isEvery(fields.minutes(), SIXTY)
              ? words.text("every.minute")
              : part("field.minute", fields.minutes());
      return words.text("field.minute-hour", minutes, hours);
    }
    String minutes =
        isEvery(fields.minutes(), SIXTY)
            ? words.text("field.of-minute.every")
            : part("field.of-minute", fields.minutes());
    String seconds =
        isEvery(fields.seconds(), SIXTY)
            ? words.text("every.second")
            : part("field.second", fields.seconds());
    return words.text("field.second-minute-hour", seconds, minutes, hours);
  }

  private String part(String key, long bits) {
    return words.counted(key, Long.bitCount(bits), words.members(bits, Integer::toString));
  }

  private static int firstTime(CronFields fields) {
    return (first(fields.hours()) * 60 + first(fields.minutes())) * 60 + first(fields.seconds());
  }

  private static int lastTime(CronFields fields) {
    return (last(fields.hours()) * 60 + last(fields.minutes())) * 60 + last(fields.seconds());
  }

  private static String clock(int time) {
    return Words.timeOfDay(time);
  }

  private static int first(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  private static int last(long bits) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
  }

  private static boolean has(long bits, int value) {
    return ((bits >>> value) & 1) != 0;
  }

  private static boolean isEvery(long bits, int size) {
    return bits == (1L << size) - 1;
  }

  private static boolean isRun(long bits) {
    return last(bits) - first(bits) + 1 == Long.bitCount(bits);
  }

  /** The distance at which the values from zero divide the whole evenly; 0 if they do not. */
  private static int step(long bits, int size) {
    int step = size / Long.bitCount(bits);
    if (step == 0 || step == size) {
      return 0;
    }
    // Where the count does not divide the size there are more steps than members: one is missing.
    for (int value = 0; value < size; value += step) {
      if (!has(bits, value)) {
        return 0;
      }
    }
    return step;
  }
}
