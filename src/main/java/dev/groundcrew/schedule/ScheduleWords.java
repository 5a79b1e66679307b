package dev.groundcrew.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every kind of schedule in a sentence. */
final class ScheduleWords {
  private static final int MOST_DATES_NAMED = 3;

  private final Words words;

  ScheduleWords(Locale locale) {
    this.words = new Words(locale);
  }

  String of(Schedule schedule) {
    if (schedule instanceof FixedRate rate) {
      return every(rate.period());
    }
    if (schedule instanceof FixedDelay delay) {
      return words.text("delay", length(delay.pause()));
    }
    if (schedule instanceof Cron cron) {
      return new CronWords(words).of(cron.fields());
    }
    if (schedule instanceof Once once) {
      return words.text("once", instant(once.at()));
    }
    if (schedule instanceof Window window) {
      return window(window);
    }
    if (schedule instanceof ExceptDates except) {
      return except(except);
    }
    if (schedule instanceof Jitter jitter) {
      return words.text("jitter", of(jitter.inner()), length(jitter.most()));
    }
    return words.text("never");
  }

  private String window(Window window) {
    String sentence = of(window.inner());
    if (window.from().isPresent()) {
      sentence = words.text("from", sentence, instant(window.from().get()));
    }
    if (window.until().isPresent()) {
      sentence = words.text("until", sentence, instant(window.until().get()));
    }
    return sentence;
  }

  private String except(ExceptDates except) {
    Set<LocalDate> dates = except.dates();
    String sentence = of(except.inner());
    if (dates.isEmpty()) {
      return sentence;
    }
    if (dates.size() > MOST_DATES_NAMED) {
      return words.text("except.many", sentence, Integer.toString(dates.size()));
    }
    List<String> named = dates.stream().sorted().map(LocalDate::toString).toList();
    return words.text("except", sentence, words.list(named));
  }

  private String every(Duration period) {
    List<String> parts = parts(period);
    String unit = singleUnit(period);
    return unit.isEmpty()
        ? words.text("every", String.join(" ", parts))
        : words.text("every." + unit);
  }

  /** The unit of which a period is exactly one, else nothing. */
  private static String singleUnit(Duration period) {
    return switch ((int) Math.min(period.toMillis(), Integer.MAX_VALUE)) {
      case 1_000 -> period.equals(Duration.ofSeconds(1)) ? "second" : "";
      case 60_000 -> period.equals(Duration.ofMinutes(1)) ? "minute" : "";
      case 3_600_000 -> period.equals(Duration.ofHours(1)) ? "hour" : "";
      default -> "";
    };
  }

  private String length(Duration duration) {
    return String.join(" ", parts(duration));
  }

  private List<String> parts(Duration duration) {
    List<String> parts = new ArrayList<>();
    // One day is said as 24 hours: a fixed rate does not follow the clock on the wall.
    long days = duration.toDays() > 1 ? duration.toDays() : 0;
    add(parts, "days", days);
    add(parts, "hours", duration.minusDays(days).toHours());
    add(parts, "minutes", duration.toMinutesPart());
    add(parts, "seconds", duration.toSecondsPart());
    add(parts, "millis", duration.toMillisPart());
    add(parts, "nanos", duration.toNanosPart() % 1_000_000);
    return parts;
  }

  private void add(List<String> parts, String unit, long count) {
    if (count > 0) {
      parts.add(words.text(unit + (count == 1 ? ".one" : ".many"), Long.toString(count)));
    }
  }

  /** The date and the time of day in UTC. */
  private static String instant(Instant at) {
    String text = at.toString().replace('T', ' ').replace("Z", "");
    return (at.getEpochSecond() % 60 == 0 && at.getNano() == 0
            ? text.substring(0, text.length() - ":00".length())
            : text)
        + " UTC";
  }
}
