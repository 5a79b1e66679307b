package dev.groundcrew.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a change of the clocks does to a due time, in words. */
final class ClockNotes {
  private static final int MOST_NAMED = 3;

  private final Words words;

  ClockNotes(Locale locale) {
    this.words = new Words(locale);
  }

  Optional<String> of(Schedule schedule, Instant due) {
    if (schedule instanceof Window window) {
      return of(window.inner(), due);
    }
    if (schedule instanceof ExceptDates except) {
      return of(except.inner(), due);
    }
    if (schedule instanceof Jitter jitter) {
      return of(jitter.inner(), jitter.fromEnd() ? due : jitter.unmoved(due));
    }
    if (schedule instanceof FixedDelay) {
      return Optional.of(words.text("note.delay"));
    }
    return schedule instanceof Cron cron ? of(cron, due.getEpochSecond()) : Optional.empty();
  }

  private Optional<String> of(Cron cron, long due) {
    ZoneSpan span = ZoneSpan.around(cron.rules(), due);
    long local = due + span.offset();
    if (span.beginsWithGap() && isFirstAfter(span.from(), cron, due)) {
      Optional<String> skipped = skipped(cron.fields(), span, local);
      return skipped.or(() -> twice(cron, span, local));
    }
    return twice(cron, span, local);
  }

  private Optional<String> twice(Cron cron, ZoneSpan span, long local) {
    if (span.beginsWithOverlap() && local < span.localFromBefore()) {
      return Optional.of(words.text("note.second", time(local, local)));
    }
    return comesAgain(cron, span, local)
        ? Optional.of(words.text(key(cron, "note.first"), time(local, local)))
        : Optional.empty();
  }

  private static String key(Cron cron, String key) {
    return cron.fields().intervalLike() ? key + ".interval" : key;
  }

  private static boolean isFirstAfter(long change, Cron cron, long due) {
    return cron.next(Instant.ofEpochSecond(change - 1))
        .filter(next -> next.getEpochSecond() == due)
        .isPresent();
  }

  private static boolean comesAgain(Cron cron, ZoneSpan span, long local) {
    if (span.isLast()) {
      return false;
    }
    ZoneSpan following = ZoneSpan.around(cron.rules(), span.until());
    return following.from() == span.until()
        && following.beginsWithOverlap()
        && local >= following.localFrom();
  }

  private Optional<String> skipped(CronFields fields, ZoneSpan span, long local) {
    List<Long> times = new ArrayList<>();
    long time = fields.nextOrSame(span.localFromBefore());
    while (time < span.localFrom() && times.size() <= MOST_NAMED) {
      times.add(time);
      time = fields.nextOrSame(time + 1);
    }
    if (times.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(skipped(fields.intervalLike(), times, span, local));
  }

  private String skipped(boolean intervalLike, List<Long> times, ZoneSpan span, long local) {
    String day = date(times.get(0)).equals(date(local)) ? "" : ".past";
    if (intervalLike || times.size() > MOST_NAMED) {
      return words.text(
          (intervalLike ? "note.left-out" : "note.gap") + day,
          time(span.localFromBefore(), local),
          time(span.localFrom(), local));
    }
    String named = words.list(times.stream().map(time -> time(time, local)).toList());
    String key = times.size() == 1 ? "note.skipped" : "note.skipped.many";
    return words.text(key + day, named, time(local, local));
  }

  /** The time of day; with its date if that is not the date of the due time. */
  private static String time(long local, long due) {
    String time = Words.timeOfDay((int) Math.floorMod(local, 86_400L));
    return date(local).equals(date(due)) ? time : date(local) + " " + time;
  }

  private static String date(long local) {
    return LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC).toLocalDate().toString();
  }
}
