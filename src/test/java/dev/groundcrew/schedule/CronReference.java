package dev.groundcrew.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The rule across clock changes once more, as slow and as plain as it can be written: it looks at
 * every instant and at every local time of a stretch. Knows nothing of the code it checks, not even
 * its parser: the fields are predicates.
 *
 * @param expression for the code under test
 * @param step the distance of the times to look at, in seconds: 60, or 1 with a second field
 * @param intervalLike as a person reads the expression
 * @param fields what the expression matches, as a person reads it
 */
record CronReference(
    String expression, int step, boolean intervalLike, Predicate<LocalDateTime> fields) {
  private static final long DAY = 86_400;

  /** Every due time in a stretch, both ends included. */
  SortedSet<Instant> dueBetween(ZoneRules rules, Instant from, Instant until) {
    return intervalLike ? byInstant(rules, from, until) : byLocalTime(rules, from, until);
  }

  private SortedSet<Instant> byInstant(ZoneRules rules, Instant from, Instant until) {
    SortedSet<Instant> due = new TreeSet<>();
    for (Instant at = from; !at.isAfter(until); at = at.plusSeconds(step)) {
      if (fields.test(LocalDateTime.ofInstant(at, rules.getOffset(at)))) {
        due.add(at);
      }
    }
    return due;
  }

  private SortedSet<Instant> byLocalTime(ZoneRules rules, Instant from, Instant until) {
    SortedSet<Instant> due = new TreeSet<>();
    // No offset, and no gap, is longer than a day.
    LocalDateTime first = LocalDateTime.ofInstant(from.minusSeconds(DAY), ZoneOffset.UTC);
    LocalDateTime last = LocalDateTime.ofInstant(until.plusSeconds(DAY), ZoneOffset.UTC);
    for (LocalDateTime time = first; !time.isAfter(last); time = time.plusSeconds(step)) {
      if (fields.test(time)) {
        due.add(instantOf(time, rules));
      }
    }
    due.removeIf(at -> at.isBefore(from) || at.isAfter(until));
    return due;
  }

  private static Instant instantOf(LocalDateTime time, ZoneRules rules) {
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    return offsets.isEmpty()
        ? rules.getTransition(time).getInstant()
        : time.toInstant(offsets.get(0));
  }
}
