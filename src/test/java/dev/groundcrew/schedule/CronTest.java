package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Package description, rules 3 to 6, where no clock changes. */
class CronTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *          | 2026-01-01T00:00 | 2026-01-01T02:30, 2026-01-02T02:30
          0 0 * * *           | 2026-01-01T00:00 | 2026-01-02T00:00
          * * * * *           | 2026-12-31T23:59 | 2027-01-01T00:00, 2027-01-01T00:01
          */15 * * * *        | 2026-01-01T00:50 | 2026-01-01T01:00, 2026-01-01T01:15
          5/20 * * * *        | 2026-01-01T00:00 | 2026-01-01T00:05, 2026-01-01T00:25, 2026-01-01T00:45, 2026-01-01T01:05
          10-20/5 * * * *     | 2026-01-01T00:12 | 2026-01-01T00:15, 2026-01-01T00:20, 2026-01-01T01:10
          0 9-17/4,22 * * *   | 2026-01-01T00:00 | 2026-01-01T09:00, 2026-01-01T13:00, 2026-01-01T17:00, 2026-01-01T22:00
          30 15 8 * * *       | 2026-01-01T08:15:30 | 2026-01-02T08:15:30
          */20 0 0 * * *      | 2026-01-01T00:00 | 2026-01-01T00:00:20, 2026-01-01T00:00:40, 2026-01-02T00:00
          0 0 1 JAN,jul *     | 2026-01-01T00:00 | 2026-07-01T00:00, 2027-01-01T00:00
          0 0 1 feb-apr *     | 2026-01-01T00:00 | 2026-02-01T00:00, 2026-03-01T00:00, 2026-04-01T00:00, 2027-02-01T00:00
          0 0 * * 0           | 2026-01-01T00:00 | 2026-01-04T00:00, 2026-01-11T00:00
          0 0 * * 7           | 2026-01-01T00:00 | 2026-01-04T00:00
          0 0 * * 7           | 2026-01-31T00:00 | 2026-02-01T00:00, 2026-02-08T00:00
          0 0 13 * 1-7        | 2026-01-31T00:00 | 2026-02-01T00:00, 2026-02-02T00:00
          0 0 * * SUN         | 2026-01-01T00:00 | 2026-01-04T00:00
          0 0 * * 5-7         | 2026-01-01T00:00 | 2026-01-02T00:00, 2026-01-03T00:00, 2026-01-04T00:00, 2026-01-09T00:00
          0 0 * * FRI-SUN     | 2026-01-01T00:00 | 2026-01-02T00:00, 2026-01-03T00:00, 2026-01-04T00:00, 2026-01-09T00:00
          0 0 * * SUN-TUE     | 2026-01-01T00:00 | 2026-01-04T00:00, 2026-01-05T00:00, 2026-01-06T00:00, 2026-01-11T00:00
          0 0 * * MON-FRI     | 2026-01-01T12:00 | 2026-01-02T00:00, 2026-01-05T00:00
          0 0 * * 1/2         | 2026-01-04T00:00 | 2026-01-05T00:00, 2026-01-07T00:00, 2026-01-09T00:00, 2026-01-12T00:00
          0 0 13 * FRI        | 2026-02-01T00:00 | 2026-02-06T00:00, 2026-02-13T00:00, 2026-02-20T00:00
          0 0 14 * FRI        | 2026-02-10T00:00 | 2026-02-13T00:00, 2026-02-14T00:00, 2026-02-20T00:00
          0 0 ? * FRI         | 2026-02-10T00:00 | 2026-02-13T00:00, 2026-02-20T00:00
          0 0 14 * ?          | 2026-02-10T00:00 | 2026-02-14T00:00, 2026-03-14T00:00
          0 0 */2 * FRI       | 2026-02-10T00:00 | 2026-02-13T00:00, 2026-02-27T00:00
          0 0 13 * */5        | 2026-01-01T00:00 | 2026-02-13T00:00, 2026-03-13T00:00, 2026-09-13T00:00
          0 0 31 * *          | 2026-01-31T00:00 | 2026-03-31T00:00, 2026-05-31T00:00
          0 0 29 2 *          | 2026-01-01T00:00 | 2028-02-29T00:00, 2032-02-29T00:00
          0 0 29 2 *          | 2096-03-01T00:00 | 2104-02-29T00:00
          0 0 L * *           | 2026-01-01T00:00 | 2026-01-31T00:00, 2026-02-28T00:00, 2026-03-31T00:00
          0 0 L 2 *           | 2026-01-01T00:00 | 2026-02-28T00:00, 2027-02-28T00:00, 2028-02-29T00:00
          0 0 L-3 * *         | 2026-01-01T00:00 | 2026-01-28T00:00, 2026-02-25T00:00
          0 0 L-30 * *        | 2026-01-02T00:00 | 2026-03-01T00:00, 2026-05-01T00:00
          0 0 L,1 * *         | 2026-01-01T00:00 | 2026-01-31T00:00, 2026-02-01T00:00
          0 0 LW * *          | 2026-01-01T00:00 | 2026-01-30T00:00, 2026-02-27T00:00, 2026-03-31T00:00
          0 0 15W * *         | 2026-01-01T00:00 | 2026-01-15T00:00, 2026-02-16T00:00, 2026-03-16T00:00
          0 0 1W * *          | 2026-01-01T12:00 | 2026-02-02T00:00, 2026-03-02T00:00, 2026-04-01T00:00
          0 0 1W * *          | 2026-07-31T00:00 | 2026-08-03T00:00, 2026-09-01T00:00
          0 0 31W * *         | 2026-05-01T00:00 | 2026-05-29T00:00, 2026-07-31T00:00
          0 0 28W * *         | 2021-02-01T00:00 | 2021-02-26T00:00, 2021-03-29T00:00
          0 0 1W,15W * *      | 2026-01-01T12:00 | 2026-01-15T00:00, 2026-02-02T00:00
          0 0 * * FRIL        | 2026-01-01T00:00 | 2026-01-30T00:00, 2026-02-27T00:00, 2026-03-27T00:00
          0 0 * * 5L          | 2026-01-01T00:00 | 2026-01-30T00:00, 2026-02-27T00:00
          0 0 * * 7L          | 2026-01-01T00:00 | 2026-01-25T00:00, 2026-02-22T00:00
          0 0 * * MON#2       | 2026-01-01T00:00 | 2026-01-12T00:00, 2026-02-09T00:00
          0 0 * * 0#1         | 2026-01-01T00:00 | 2026-01-04T00:00, 2026-02-01T00:00
          0 0 * * THU#5       | 2026-01-01T00:00 | 2026-01-29T00:00, 2026-04-30T00:00
          0 0 * * MON#1,FRIL  | 2026-01-01T00:00 | 2026-01-05T00:00, 2026-01-30T00:00, 2026-02-02T00:00
          @yearly             | 2026-01-01T00:00 | 2027-01-01T00:00
          @annually           | 2026-06-01T00:00 | 2027-01-01T00:00
          @monthly            | 2026-01-01T00:00 | 2026-02-01T00:00
          @weekly             | 2026-01-01T00:00 | 2026-01-04T00:00
          @DAILY              | 2026-01-01T00:00 | 2026-01-02T00:00
          @midnight           | 2026-01-01T00:00 | 2026-01-02T00:00
          @hourly             | 2026-01-01T00:00 | 2026-01-01T01:00
          """)
  void expressionIsDueWhereItsFieldsMatch(String expression, LocalDateTime after, String due) {
    List<LocalDateTime> expected =
        Arrays.stream(due.split(",", -1)).map(text -> LocalDateTime.parse(text.strip())).toList();
    assertThat(next(Schedule.cron(expression, UTC), after, expected.size()))
        .containsExactlyElementsOf(expected);
  }

  private static List<LocalDateTime> next(Schedule schedule, LocalDateTime after, int count) {
    List<LocalDateTime> due = new ArrayList<>();
    Instant at = after.toInstant(ZoneOffset.UTC);
    for (int i = 0; i < count; i++) {
      at = schedule.next(at).orElseThrow();
      due.add(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }
    return due;
  }

  @Test
  void dueTimeIsStrictlyAfterEvenByANanosecond() {
    Schedule daily = Schedule.cron("@daily", UTC);
    Instant midnight = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(daily.next(midnight.minusNanos(1))).contains(midnight);
    assertThat(daily.next(midnight)).contains(midnight.plusSeconds(86_400));
    assertThat(daily.next(midnight.plusNanos(1))).contains(midnight.plusSeconds(86_400));
  }

  @Test
  void endsOfTimeAreAnswered() {
    Schedule minutely = Schedule.cron("* * * * *", ZoneId.of("Europe/Berlin"));
    assertThat(minutely.next(Instant.MIN)).contains(Instant.parse("0001-01-01T00:00:32Z"));
    assertThat(minutely.next(Instant.MAX)).isEmpty();
    assertThat(Schedule.cron("@yearly", UTC).next(Instant.parse("9999-06-01T00:00:00Z")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void sameExpressionInTheSameZoneIsTheSameSchedule() {
    assertThat(Schedule.cron(" @daily", UTC))
        .isEqualTo(Schedule.cron("@daily", UTC))
        .hasSameHashCodeAs(Schedule.cron("@daily", UTC))
        .isNotEqualTo(Schedule.cron("@daily", ZoneId.of("Europe/Berlin")))
        .isNotEqualTo(Schedule.cron("@hourly", UTC))
        .hasToString("cron @daily in UTC");
  }
}
