package dev.groundcrew.schedule;

/** A cron expression in a sentence, from its bit sets, so that two ways to write it read alike. */
final class CronWords {
  private final Words words;
  private final TimeWords times;
  private final DayWords days;

  CronWords(Words words) {
    this.words = words;
    this.times = new TimeWords(words);
    this.days = new DayWords(words);
  }

  String of(CronFields fields) {
    String time = times.of(fields);
    boolean everyDay = days.isEveryDay(fields);
    if (everyDay && !times.areNamed(fields)) {
      return time;
    }
    String day = days.of(fields);
    return words.text(days.isNarrowed(fields) ? "sentence.narrowed" : "sentence", time, day);
  }
}
