package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *       | Europe/Berlin | en | 2026-03-29T00:00+01:00 | 02:30 does not exist on this day: runs at 03:00
          30 2 * * *       | Europe/Berlin | de | 2026-03-29T00:00+01:00 | 02:30 gibt es an diesem Tag nicht: läuft um 03:00
          30 2 * * *       | Europe/Berlin | zh | 2026-03-29T00:00+01:00 | 当天不存在 02:30：改在 03:00 运行
          15,45 2 * * *    | Europe/Berlin | en | 2026-03-29T00:00+01:00 | 02:15 and 02:45 do not exist on this day: runs once at 03:00
          0 2,3 * * *      | Europe/Berlin | en | 2026-03-29T00:00+01:00 | 02:00 does not exist on this day: runs at 03:00
          0/10 2 * * *     | Europe/Berlin | en | 2026-03-29T00:00+01:00 | 02:00 to 03:00 does not exist on this day: runs once at 03:00
          */30 * * * *     | Europe/Berlin | en | 2026-03-29T01:30+01:00 | 02:00 to 03:00 does not exist on this day: nothing is made up for
          0 3 * * *        | Europe/Berlin | en | 2026-03-29T00:00+01:00 |
          30 2 * * *       | Europe/Berlin | en | 2026-03-28T00:00+01:00 |
          30 2 * * *       | Europe/Berlin | en | 2026-10-25T00:00+02:00 | 02:30 comes twice on this day: runs at the first
          30 2 * * *       | Europe/Berlin | de | 2026-10-25T00:00+02:00 | 02:30 kommt an diesem Tag zweimal: läuft beim ersten Mal
          30 2 25 10 *     | Europe/Berlin | en | 2026-01-01T00:00+01:00 | 02:30 comes twice on this day: runs at the first
          */30 2 * * *     | Europe/Berlin | en | 2026-03-29T00:00+01:00 | 2026-03-29 02:00 to 2026-03-29 03:00 does not exist: nothing is made up for
          0 3 * * *        | Europe/Berlin | en | 2026-10-25T00:00+02:00 |
          0 */2 * * *      | Europe/Berlin | en | 2026-10-25T01:00+02:00 | 02:00 comes twice on this day: this is the first
          0 */2 * * *      | Europe/Berlin | en | 2026-10-25T02:00+02:00 | 02:00 comes twice on this day: this is the second
          0 */2 * * *      | Europe/Berlin | zh | 2026-10-25T02:00+02:00 | 当天 02:00 出现两次：这是第二次
          0 3 * * *        | UTC           | en | 2026-03-29T00:00+00:00 |
          0 3 * * *        | Asia/Shanghai | en | 2026-03-29T00:00+00:00 |
          0 12 * * *       | Pacific/Apia  | en | 2011-12-29T12:00-10:00 | 2011-12-30 12:00 does not exist: runs at 00:00
          30 30 2 * * *    | Europe/Berlin | en | 2026-03-29T00:00+01:00 | 02:30:30 does not exist on this day: runs at 03:00
          """)
  void changesOfTheClocksAreNoted(
      String expression, ZoneId zone, Locale locale, OffsetDateTime after, String note) {
    Schedule schedule = Schedule.cron(expression, zone);
    assertThat(Preview.of(schedule, after.toInstant(), 1, locale).get(0).note())
        .isEqualTo(Optional.ofNullable(note));
  }

  @Test
  void dueTimesComeInOrderAndEndWithTheSchedule() {
    Instant at = Instant.parse("2026-06-01T12:00:00Z");
    assertThat(Preview.of(Schedule.once(at), Instant.EPOCH, 10, Locale.ENGLISH))
        .containsExactly(new DueTime(at, Optional.empty()));
    assertThat(Preview.of(Schedule.never(), Instant.EPOCH, 10, Locale.ENGLISH)).isEmpty();
    assertThat(Preview.of(Schedule.cron("@daily", BERLIN), at, 1_000, Locale.ENGLISH))
        .hasSize(1_000)
        .extracting(DueTime::at)
        .isSorted();
  }

  @Test
  void notesReachThroughWindowExclusionAndJitter() {
    Instant before = Instant.parse("2026-03-28T12:00:00Z");
    Schedule schedule =
        Schedule.cron("30 2 * * *", BERLIN)
            .except(Set.of(), BERLIN)
            .jittered(Duration.ofMinutes(10), 5)
            .within(Optional.of(before), Optional.empty());
    List<DueTime> due = Preview.of(schedule, Instant.EPOCH, 2, Locale.ENGLISH);
    assertThat(due.get(0).note()).contains("02:30 does not exist on this day: runs at 03:00");
    assertThat(due.get(1).note()).isEmpty();
  }

  @Test
  void delayIsShownAsIfEveryRunEndedAtOnce() {
    List<DueTime> due =
        Preview.of(Schedule.delay(Duration.ofSeconds(5)), Instant.EPOCH, 2, Locale.FRENCH);
    assertThat(due)
        .containsExactly(
            new DueTime(Instant.ofEpochSecond(5), Optional.of("as if every run ended at once")),
            new DueTime(Instant.ofEpochSecond(10), Optional.of("as if every run ended at once")));
  }

  @Test
  void countsOutOfRangeAreRefused() {
    for (int wrong : new int[] {0, -1, 1_001}) {
      assertThatThrownBy(() -> Preview.of(Schedule.never(), Instant.EPOCH, wrong, Locale.ENGLISH))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("count " + wrong + " must be 1 to 1000");
    }
  }
}
