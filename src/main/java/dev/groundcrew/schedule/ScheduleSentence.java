package dev.groundcrew.schedule;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** When a task is due, in a sentence: its schedule, and what a schedule does not know of itself. */
public final class ScheduleSentence {
  private ScheduleSentence() {}

  /**
   * A sentence without a full stop, such as "when the application starts, then at 03:00 every day,
   * Europe/Berlin".
   *
   * @param zone named at the end, for schedules that mean local times
   * @param atStartup whether a run starts with the application
   * @param locale German and Chinese are known, every other gives English
   */
  public static String of(
      Schedule schedule, Optional<ZoneId> zone, boolean atStartup, Locale locale) {
    var words = new Words(locale);
    if (schedule instanceof Never && atStartup) {
      return words.text("startup");
    }
    String plain = schedule.inWords(locale);
    String zoned = zone.map(id -> words.text("zoned", plain, id.getId())).orElse(plain);
    return atStartup ? words.text("startup.then", zoned) : zoned;
  }
}
