package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Package description, rules 1, 2 and 13 to 16. */
class ScheduleTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static List<Instant> next(Schedule schedule, Instant after, int count) {
    List<Instant> due = new ArrayList<>();
    Instant at = after;
    for (int i = 0; i < count; i++) {
      at = schedule.next(at).orElseThrow();
      due.add(at);
    }
    return due;
  }

  @Test
  void fixedRateBeginsAtItsAnchorAndKeepsToIt() {
    Schedule schedule = Schedule.every(MINUTE, NOON);
    assertThat(schedule.next(NOON.minusSeconds(1_000_000))).contains(NOON);
    assertThat(schedule.next(NOON.minusNanos(1))).contains(NOON);
    assertThat(schedule.next(NOON)).contains(NOON.plusSeconds(60));
    assertThat(schedule.next(NOON.plusNanos(1))).contains(NOON.plusSeconds(60));
    assertThat(schedule.next(NOON.plusSeconds(60).minusNanos(1))).contains(NOON.plusSeconds(60));
    assertThat(schedule.next(NOON.plusSeconds(60_061))).contains(NOON.plusSeconds(60_120));
    assertThat(schedule.fromEnd()).isFalse();
  }

  @Test
  void fixedRateReachesAcrossThousandsOfYears() {
    Schedule schedule = Schedule.every(Duration.ofDays(3), Instant.parse("0001-01-01T00:00:00Z"));
    Instant late = Instant.parse("9990-06-01T12:00:00Z");
    Instant due = schedule.next(late).orElseThrow();
    assertThat(due).isAfter(late).isBeforeOrEqualTo(late.plus(Duration.ofDays(3)));
    assertThat(due.getEpochSecond() % 86_400).isZero();
    assertThat(schedule.next(Instant.MAX)).isEmpty();
  }

  @Test
  void fixedDelayCountsFromTheEnd() {
    Schedule schedule = Schedule.delay(MINUTE);
    assertThat(schedule.fromEnd()).isTrue();
    assertThat(schedule.next(NOON)).contains(NOON.plusSeconds(60));
    assertThat(schedule.within(Optional.of(NOON), Optional.empty()).fromEnd()).isTrue();
    assertThat(schedule.except(Set.of(), UTC).fromEnd()).isTrue();
    assertThat(schedule.jittered(MINUTE, 1).fromEnd()).isTrue();
  }

  @Test
  void periodsOutOfRangeAreRefused() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(3_661))) {
      assertThatThrownBy(() -> Schedule.every(wrong, NOON))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("period " + wrong + " must be PT0.001S to PT87840H");
      assertThatThrownBy(() -> Schedule.delay(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("pause " + wrong + " must be PT0.001S to PT87840H");
      assertThatThrownBy(() -> Schedule.never().jittered(wrong, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("jitter " + wrong + " must be PT0.001S to PT24H");
    }
  }

  @Test
  void instantsOutOfRangeAreRefused() {
    for (Instant wrong :
        List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
      assertThatThrownBy(() -> Schedule.once(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("at " + wrong + " must lie in the years 1 to 9999");
      assertThatThrownBy(() -> Schedule.every(MINUTE, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("anchor " + wrong + " must lie in the years 1 to 9999");
    }
  }

  @Test
  void onceIsDueOnceAndNeverNever() {
    assertThat(Schedule.once(NOON).next(Instant.MIN)).contains(NOON);
    assertThat(Schedule.once(NOON).next(NOON)).isEmpty();
    assertThat(Schedule.never().next(Instant.MIN)).isEmpty();
  }

  @Test
  void windowIncludesItsBeginAndExcludesItsEnd() {
    Schedule hourly = Schedule.cron("@hourly", UTC);
    Schedule schedule =
        hourly.within(Optional.of(NOON), Optional.of(NOON.plus(Duration.ofHours(2))));
    assertThat(schedule.next(Instant.EPOCH)).contains(NOON);
    assertThat(schedule.next(NOON)).contains(NOON.plusSeconds(3_600));
    assertThat(schedule.next(NOON.plusSeconds(3_600))).isEmpty();
    assertThat(hourly.within(Optional.empty(), Optional.empty()).next(NOON)).isPresent();
    assertThat(
            Schedule.delay(MINUTE).within(Optional.of(NOON), Optional.empty()).next(Instant.EPOCH))
        .contains(NOON);
    assertThatThrownBy(() -> hourly.within(Optional.of(NOON), Optional.of(NOON)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("from 2026-06-01T12:00:00Z must be before until 2026-06-01T12:00:00Z");
  }

  @Test
  void excludedDatesAreLeftOutInTheirZone() {
    Schedule schedule =
        Schedule.cron("30 23 * * *", UTC)
            .except(Set.of(LocalDate.parse("2026-06-02"), LocalDate.parse("2026-06-03")), BERLIN);
    // 23:30 UTC on the first is the second in Berlin.
    assertThat(next(schedule, NOON, 2))
        .containsExactly(
            Instant.parse("2026-06-03T23:30:00Z"), Instant.parse("2026-06-04T23:30:00Z"));
  }

  @Test
  void delayThatEndsOnAnExcludedDateIsDueWhenTheNextDateBegins() {
    Schedule schedule =
        Schedule.delay(MINUTE).except(Set.of(LocalDate.parse("2026-06-01")), BERLIN);
    assertThat(schedule.next(NOON)).contains(Instant.parse("2026-06-01T22:00:00Z"));
  }

  @Test
  void dateThatBeginsTwiceIsNotSteppedBackInto() {
    // At 00:01 on the 30th clocks went back to 23:01 on the 29th.
    ZoneId zone = ZoneId.of("America/St_Johns");
    Schedule schedule =
        Schedule.every(MINUTE, Instant.EPOCH).except(Set.of(LocalDate.parse("2006-10-28")), zone);
    assertThat(next(schedule, Instant.parse("2006-10-28T02:29:00Z"), 3))
        .isSortedAccordingTo(Instant::compareTo)
        .doesNotHaveDuplicates();
    Instant second = Instant.parse("2006-10-29T03:00:00Z");
    assertThat(schedule.next(second).orElseThrow()).isAfter(second);
  }

  @Test
  void tooManyExcludedDatesAreRefused() {
    Set<LocalDate> dates =
        Stream.iterate(LocalDate.EPOCH, date -> date.plusDays(1))
            .limit(10_001)
            .collect(Collectors.toSet());
    assertThatThrownBy(() -> Schedule.never().except(dates, UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("10001 dates are too many: at most 10000");
  }

  @Test
  void jitterKeepsOrderAndLosesNothing() {
    Schedule burst = Schedule.cron("*/7 0 */3 * * *", UTC);
    for (Schedule inner : List.of(burst, Schedule.every(Duration.ofMillis(10), NOON))) {
      for (Duration most : List.of(Duration.ofMillis(5), MINUTE, Duration.ofHours(20))) {
        Schedule schedule = inner.jittered(most, 42);
        List<Instant> plain = next(inner, NOON, 200);
        List<Instant> moved = next(schedule, plain.get(0).minusNanos(1), 200);
        for (int i = 0; i < 199; i++) {
          assertThat(moved.get(i))
              .isBetween(plain.get(i), plain.get(i).plus(most))
              .isBefore(plain.get(i + 1));
        }
      }
    }
  }

  @Test
  void jitterIsTheSameFromWhereverItIsAsked() {
    Schedule schedule = Schedule.every(MINUTE, NOON).jittered(Duration.ofSeconds(50), 7);
    Instant due = schedule.next(NOON.plusSeconds(600)).orElseThrow();
    Instant before =
        next(schedule, NOON, 20).stream().filter(due::isAfter).reduce((a, b) -> b).orElseThrow();
    for (Instant at = before; at.isBefore(due); at = at.plusMillis(97)) {
      assertThat(schedule.next(at)).contains(due);
    }
  }

  @Test
  void jitterSpreadsOverSeedsAndUsesTheWholeRange() {
    Schedule hourly = Schedule.cron("@hourly", UTC);
    List<Long> distances =
        Stream.iterate(0L, seed -> seed + 1)
            .limit(1_000)
            .map(seed -> hourly.jittered(MINUTE, seed).next(NOON.minusNanos(1)).orElseThrow())
            .map(due -> Duration.between(NOON, due).toMillis())
            .toList();
    assertThat(distances).allMatch(distance -> distance >= 0 && distance <= 60_000);
    for (int quarter = 0; quarter < 4; quarter++) {
      long from = quarter * 15_000L;
      assertThat(distances.stream().filter(d -> d >= from && d < from + 15_000).count())
          .isBetween(190L, 310L);
    }
  }

  @Test
  void jitterMovesASingleDueTimeAndADelayToo() {
    assertThat(Schedule.once(NOON).jittered(MINUTE, 3).next(NOON.minusNanos(1)).orElseThrow())
        .isBetween(NOON, NOON.plusSeconds(60));
    assertThat(Schedule.delay(MINUTE).jittered(MINUTE, 3).next(NOON).orElseThrow())
        .isBetween(NOON.plusSeconds(60), NOON.plusSeconds(120));
  }
}
