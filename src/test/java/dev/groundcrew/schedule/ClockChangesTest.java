package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Package description, rules 8 to 12. */
class ClockChangesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *     | Europe/Berlin | 2026-03-28T03:00+01:00 | 2026-03-29T03:00+02:00, 2026-03-30T02:30+02:00
          0 2 * * *      | Europe/Berlin | 2026-03-28T03:00+01:00 | 2026-03-29T03:00+02:00, 2026-03-30T02:00+02:00
          15,45 2 * * *  | Europe/Berlin | 2026-03-28T03:00+01:00 | 2026-03-29T03:00+02:00, 2026-03-30T02:15+02:00
          0 2,3 * * *    | Europe/Berlin | 2026-03-28T03:00+01:00 | 2026-03-29T03:00+02:00, 2026-03-30T02:00+02:00
          0 3 * * *      | Europe/Berlin | 2026-03-28T04:00+01:00 | 2026-03-29T03:00+02:00, 2026-03-30T03:00+02:00
          30 1-3 * * *   | Europe/Berlin | 2026-03-29T00:00+01:00 | 2026-03-29T01:30+01:00, 2026-03-29T03:00+02:00, 2026-03-29T03:30+02:00
          59 59 2 * * *  | Europe/Berlin | 2026-03-29T00:00+01:00 | 2026-03-29T03:00+02:00, 2026-03-30T02:59:59+02:00
          0 30 2 29 3 ?  | Europe/Berlin | 2026-03-01T00:00+01:00 | 2026-03-29T03:00+02:00, 2027-03-29T02:30+02:00
          @daily         | Europe/Berlin | 2026-03-29T00:00+01:00 | 2026-03-30T00:00+02:00
          */30 * * * *   | Europe/Berlin | 2026-03-29T01:00+01:00 | 2026-03-29T01:30+01:00, 2026-03-29T03:00+02:00, 2026-03-29T03:30+02:00
          15 * * * *     | Europe/Berlin | 2026-03-29T01:00+01:00 | 2026-03-29T01:15+01:00, 2026-03-29T03:15+02:00
          0 */2 * * *    | Europe/Berlin | 2026-03-28T23:00+01:00 | 2026-03-29T00:00+01:00, 2026-03-29T04:00+02:00
          */30 2 * * *   | Europe/Berlin | 2026-03-28T03:00+01:00 | 2026-03-30T02:00+02:00, 2026-03-30T02:30+02:00
          * 30 2 * * *   | Europe/Berlin | 2026-03-28T03:00+01:00 | 2026-03-30T02:30+02:00, 2026-03-30T02:30:01+02:00
          30 2 * * *     | Europe/Berlin | 2026-10-24T03:00+02:00 | 2026-10-25T02:30+02:00, 2026-10-26T02:30+01:00
          0 2 * * *      | Europe/Berlin | 2026-10-24T03:00+02:00 | 2026-10-25T02:00+02:00, 2026-10-26T02:00+01:00
          0 3 * * *      | Europe/Berlin | 2026-10-25T00:00+02:00 | 2026-10-25T03:00+01:00, 2026-10-26T03:00+01:00
          15,45 2 * * *  | Europe/Berlin | 2026-10-24T03:00+02:00 | 2026-10-25T02:15+02:00, 2026-10-25T02:45+02:00, 2026-10-26T02:15+01:00
          30 2 * * *     | Europe/Berlin | 2026-10-25T02:10+01:00 | 2026-10-26T02:30+01:00
          */30 * * * *   | Europe/Berlin | 2026-10-25T01:40+02:00 | 2026-10-25T02:00+02:00, 2026-10-25T02:30+02:00, 2026-10-25T02:00+01:00, 2026-10-25T02:30+01:00, 2026-10-25T03:00+01:00
          0 */2 * * *    | Europe/Berlin | 2026-10-25T00:00+02:00 | 2026-10-25T02:00+02:00, 2026-10-25T02:00+01:00, 2026-10-25T04:00+01:00
          @hourly        | Europe/Berlin | 2026-10-25T01:00+02:00 | 2026-10-25T02:00+02:00, 2026-10-25T02:00+01:00, 2026-10-25T03:00+01:00
          */20 0 2 * * * | Europe/Berlin | 2026-10-25T02:00:20+02:00 | 2026-10-25T02:00:40+02:00, 2026-10-25T02:00+01:00, 2026-10-25T02:00:20+01:00
          15 2 * * *     | Australia/Lord_Howe | 2026-10-03T03:00+10:30 | 2026-10-04T02:30+11:00, 2026-10-05T02:15+11:00
          45 1 * * *     | Australia/Lord_Howe | 2026-04-04T03:00+11:00 | 2026-04-05T01:45+11:00, 2026-04-06T01:45+10:30
          */30 * * * *   | Australia/Lord_Howe | 2026-04-05T01:00+11:00 | 2026-04-05T01:30+11:00, 2026-04-05T01:30+10:30, 2026-04-05T02:00+10:30
          */30 * * * *   | Australia/Lord_Howe | 2026-10-04T01:30+10:30 | 2026-10-04T02:30+11:00, 2026-10-04T03:00+11:00
          0 12 * * *     | Pacific/Apia | 2011-12-29T00:00-10:00 | 2011-12-29T12:00-10:00, 2011-12-31T00:00+14:00, 2011-12-31T12:00+14:00
          0 0 30 12 *    | Pacific/Apia | 2011-01-01T00:00-10:00 | 2011-12-31T00:00+14:00, 2012-12-30T00:00+14:00
          0 0 * * *      | Pacific/Apia | 2011-12-29T00:00-10:00 | 2011-12-31T00:00+14:00, 2012-01-01T00:00+14:00
          0 */12 * * *   | Pacific/Apia | 2011-12-29T00:00-10:00 | 2011-12-29T12:00-10:00, 2011-12-31T00:00+14:00, 2011-12-31T12:00+14:00
          0 12 21 8 *    | Pacific/Kwajalein | 1993-01-01T00:00-12:00 | 1993-08-22T00:00+12:00, 1994-08-21T12:00+12:00
          30 23 31 3 *   | America/Nuuk | 2024-03-30T00:00-02:00 | 2024-03-31T23:30-01:00
          30 0 * * *     | Asia/Beirut | 2022-03-26T01:00+02:00 | 2022-03-27T01:00+03:00, 2022-03-28T00:30+03:00
          0 0 * * *      | America/Santiago | 2025-09-06T01:00-04:00 | 2025-09-07T01:00-03:00, 2025-09-08T00:00-03:00
          30 23 * * *    | America/Santiago | 2025-04-05T00:00-03:00 | 2025-04-05T23:30-03:00, 2025-04-06T23:30-04:00
          0 0 1 4 *      | Europe/Berlin | 1893-03-01T00:00+00:53:28 | 1893-04-01T00:06:32+01:00, 1894-04-01T00:00+01:00
          0 0 1 1 *      | Europe/London | 1847-01-01T00:00-00:01:15 | 1848-01-01T00:00Z
          30 2 * * *     | +02:00 | 2026-03-28T03:00+02:00 | 2026-03-29T02:30+02:00
          """)
  void dueTimesObeyTheRule(String expression, ZoneId zone, OffsetDateTime after, String due) {
    List<OffsetDateTime> expected =
        Arrays.stream(due.split(",", -1)).map(text -> OffsetDateTime.parse(text.strip())).toList();
    Schedule schedule = Schedule.cron(expression, zone);
    List<OffsetDateTime> found = new ArrayList<>();
    Instant at = after.toInstant();
    for (int i = 0; i < expected.size(); i++) {
      at = schedule.next(at).orElseThrow();
      found.add(at.atZone(zone).toOffsetDateTime());
    }
    assertThat(found).containsExactlyElementsOf(expected);
  }
}
