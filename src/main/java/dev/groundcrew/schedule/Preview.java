package dev.groundcrew.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a schedule will do, for people to look at before they trust it. */
public final class Preview {
  private static final int MOST = 1_000;

  private Preview() {}

  /**
   * The next due times, each with a note where clocks change: "02:30 does not exist on this day:
   * runs at 03:00". A fixed delay is shown as if every run ended at once, and the notes say so.
   *
   * @param after where to begin, excluded
   * @param count 1 to 1,000; fewer come back if the schedule ends before
   * @param locale of the notes: German and Chinese are known, every other gives English
   * @throws IllegalArgumentException if the count is out of range
   */
  public static List<DueTime> of(Schedule schedule, Instant after, int count, Locale locale) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("count %d must be 1 to %d".formatted(count, MOST));
    }
    var notes = new ClockNotes(locale);
    List<DueTime> dueTimes = new ArrayList<>();
    Optional<Instant> due = schedule.next(after);
    while (due.isPresent() && dueTimes.size() < count) {
      dueTimes.add(new DueTime(due.get(), notes.of(schedule, due.get())));
      due = schedule.next(due.get());
    }
    return List.copyOf(dueTimes);
  }
}
