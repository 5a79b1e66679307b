package dev.groundcrew.engine;

import dev.groundcrew.task.TaskDefinition.Timing;
import java.util.Locale;

/** When a task is due, in words. */
final class ScheduleText {
  private ScheduleText() {}

  static String of(Task task) {
    Timing timing = task.definition().timing();
    if (!timing.recurs()) {
      return timing.atStartup() ? "when the application starts" : "by hand";
    }
    String words = task.schedule().inWords(Locale.ENGLISH);
    String zoned = timing.cron().isPresent() ? words + ", " + timing.zone().getId() : words;
    return timing.atStartup() ? "when the application starts, then " + zoned : zoned;
  }
}
