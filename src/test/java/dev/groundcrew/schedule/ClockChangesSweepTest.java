package dev.groundcrew.schedule;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The days around clock changes, in all the zones there are, against {@link CronReference} (package
 * description, rules 8 to 12).
 */
class ClockChangesSweepTest {
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2041-01-01T00:00:00Z");
  private static final Duration AROUND = Duration.ofDays(2);
  private static final Duration NEARBY = Duration.ofHours(2);

  // Lord Howe moves by half an hour, Apia lost a day, Troll moves by two hours, Casablanca by one
  // around Ramadan, Havana, Beirut, Santiago and Nuuk around midnight.
  private static final List<String> ODD_ZONES =
      List.of(
          "Europe/Berlin",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Antarctica/Troll",
          "Africa/Casablanca",
          "America/Havana",
          "Asia/Beirut",
          "America/Santiago",
          "America/Nuuk",
          "Antarctica/Casey");

  private static final List<CronReference> BY_MINUTE =
      List.of(
          fixed("30 2 * * *", t -> at(t, 2, 30)),
          fixed("0 2 * * *", t -> at(t, 2, 0)),
          fixed("0 3 * * *", t -> at(t, 3, 0)),
          fixed("15,45 2 * * *", t -> at(t, 2, 15) || at(t, 2, 45)),
          fixed("0 0 * * *", t -> at(t, 0, 0)),
          fixed("59 23 * * *", t -> at(t, 23, 59)),
          fixed("0/30 0-3 * * *", t -> t.getMinute() % 30 == 0 && t.getHour() <= 3),
          fixed("7,37 1,13 * * SUN", t -> isSunday(t) && t.getHour() % 12 == 1 && at7or37(t)),
          fixed("30 1 ? * SUN#1,SUNL", t -> at(t, 1, 30) && isFirstOrLastSunday(t)),
          fixed("30 0 L,1 * *", t -> at(t, 0, 30) && (t.getDayOfMonth() == 1 || isLastDay(t))),
          fixed("0 2 1-7 * SAT", t -> at(t, 2, 0) && (t.getDayOfMonth() < 8 || isSaturday(t))),
          interval("*/30 * * * *", t -> t.getMinute() % 30 == 0),
          interval("17 * * * *", t -> t.getMinute() == 17),
          interval("0 */2 * * *", t -> t.getMinute() == 0 && t.getHour() % 2 == 0),
          interval("*/20 2 * * *", t -> t.getHour() == 2 && t.getMinute() % 20 == 0),
          interval("*/15 0-1 * * SUN", t -> isSunday(t) && t.getHour() < 2 && quarter(t)));

  private static final List<CronReference> BY_SECOND =
      List.of(
          new CronReference("30 30 2 * * *", 1, false, t -> at(t, 2, 30) && t.getSecond() == 30),
          new CronReference(
              "*/20 30 1-2 * * *",
              1,
              true,
              t -> t.getMinute() == 30 && isOneOrTwo(t) && t.getSecond() % 20 == 0));

  @Test
  void sampleOfZonesAgreesWithTheReference() {
    List<ZoneId> zones = ODD_ZONES.stream().map(ZoneId::of).toList();
    assertThat(sweep(zones, BY_MINUTE, AROUND, 7)).isGreaterThan(1_000);
    assertThat(sweep(zones, BY_SECOND, NEARBY, 11)).isGreaterThan(80);
  }

  @Test
  @Tag("full")
  void everyZoneAgreesWithTheReference() {
    Collection<ZoneId> zones = zonesOfDistinctRules();
    long start = System.nanoTime();
    long byMinute = sweep(zones, BY_MINUTE, AROUND, 1);
    long bySecond = sweep(zones, BY_SECOND, NEARBY, 1);
    assertThat(byMinute).isGreaterThan(100_000);
    assertThat(bySecond).isGreaterThan(20_000);
    System.out.printf(
        "sweep: %d zone rules, %d + %d pairs of transition and expression, %d s%n",
        zones.size(), byMinute, bySecond, Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  private static Collection<ZoneId> zonesOfDistinctRules() {
    Map<ZoneRules, ZoneId> distinct = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      distinct.putIfAbsent(zone.getRules(), zone);
    }
    return distinct.values();
  }

  /** Compares every nth pair of transition and expression, and counts them. */
  private static long sweep(
      Collection<ZoneId> zones, List<CronReference> references, Duration around, int nth) {
    var pairs = new LongAdder();
    List<ZoneId> inOrder = List.copyOf(zones);
    IntStream.range(0, inOrder.size())
        .parallel()
        .forEach(index -> sweep(inOrder.get(index), references, around, nth, pairs));
    return pairs.sum();
  }

  private static void sweep(
      ZoneId zone, List<CronReference> references, Duration around, int nth, LongAdder pairs) {
    int pair = 0;
    for (ZoneOffsetTransition change : changes(zone.getRules())) {
      for (CronReference reference : references) {
        if (pair++ % nth == 0) {
          compare(reference, zone, change, around);
          pairs.increment();
        }
      }
    }
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition change = rules.nextTransition(FIRST);
    while (change != null && change.getInstant().isBefore(END)) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    return changes;
  }

  private static void compare(
      CronReference reference, ZoneId zone, ZoneOffsetTransition change, Duration around) {
    Instant from = change.getInstant().minus(around);
    Instant until = change.getInstant().plus(around);
    SortedSet<Instant> due = due(Schedule.cron(reference.expression(), zone), from, until);
    SortedSet<Instant> expected = reference.dueBetween(zone.getRules(), from, until);
    if (!due.equals(expected)) {
      assertThat(due)
          .as("'%s' in %s around %s", reference.expression(), zone, change)
          .isEqualTo(expected);
    }
  }

  private static SortedSet<Instant> due(Schedule schedule, Instant from, Instant until) {
    SortedSet<Instant> due = new TreeSet<>();
    Optional<Instant> next = schedule.next(from.minusNanos(1));
    while (next.isPresent() && !next.get().isAfter(until)) {
      due.add(next.get());
      next = schedule.next(next.get());
    }
    return due;
  }

  private static CronReference fixed(String expression, Predicate<LocalDateTime> fields) {
    return new CronReference(expression, 60, false, fields);
  }

  private static CronReference interval(String expression, Predicate<LocalDateTime> fields) {
    return new CronReference(expression, 60, true, fields);
  }

  private static boolean at(LocalDateTime time, int hour, int minute) {
    return time.getHour() == hour && time.getMinute() == minute;
  }

  private static boolean at7or37(LocalDateTime time) {
    return time.getMinute() % 30 == 7;
  }

  private static boolean quarter(LocalDateTime time) {
    return time.getMinute() % 15 == 0;
  }

  private static boolean isOneOrTwo(LocalDateTime time) {
    return time.getHour() == 1 || time.getHour() == 2;
  }

  private static boolean isSunday(LocalDateTime time) {
    return time.getDayOfWeek() == SUNDAY;
  }

  private static boolean isSaturday(LocalDateTime time) {
    return time.getDayOfWeek() == SATURDAY;
  }

  private static boolean isFirstOrLastSunday(LocalDateTime time) {
    return isSunday(time)
        && (time.minusDays(7).getMonth() != time.getMonth()
            || time.plusDays(7).getMonth() != time.getMonth());
  }

  private static boolean isLastDay(LocalDateTime time) {
    return time.plusDays(1).getMonth() != time.getMonth();
  }
}
