package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rules 3 to 7. */
class CronRefusalsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *        | minute '60' must be 0 to 59
          -1 * * * *        | minute '-1' must be 0 to 59
          x * * * *         | minute 'X' must be 0 to 59
          ,5 * * * *        | minute '' must be 0 to 59
          ? * * * *         | minute '?' must be 0 to 59
          1- * * * *        | minute '1-' must be 0 to 59
          ٣ * * * *         | minute '٣' must be 0 to 59
          99999999999 * * * *   | minute '99999999999' must be 0 to 59
          1--100000000 * * * *  | minute '1--100000000' must be a value, a range such as 0-59, or a star
          0-100000000 * * * *   | minute '0-100000000' must be 0 to 59
          */100000000 * * * *   | minute '*/100000000' must have a step from 1 to 59
          */0 * * * *       | minute '*/0' must have a step from 1 to 59
          */ * * * *        | minute '*/' must have a step from 1 to 59
          */5/5 * * * *     | minute '*/5/5' has two steps: keep one
          *5 * * * *        | minute '*5' must be 0 to 59
          30-20 * * * *     | minute '30-20' ends before it begins: write two ranges with a comma between them
          60 * * * * *      | second '60' must be 0 to 59
          0 24 * * *        | hour '24' must be 0 to 23
          0 */24 * * *      | hour '*/24' must have a step from 1 to 23
          0 0 0 * *         | day of month '0' must be 1 to 31
          0 0 32 * *        | day of month '32' must be 1 to 31
          0 0 */32 * *      | day of month '*/32' must have a step from 1 to 31
          0 0 MON * *       | day of month 'MON' must be 1 to 31
          0 0 L-0 * *       | day of month 'L-0' must count 1 to 30 days back, such as L-3
          0 0 L-31 * *      | day of month 'L-31' must count 1 to 30 days back, such as L-3
          0 0 32W * *       | day of month '32W' must be one day from 1 to 31 before the W, such as 15W, or LW
          0 0 1-5W * *      | day of month '1-5W' must be one day from 1 to 31 before the W, such as 15W, or LW
          0 0 W * *         | day of month 'W' must be one day from 1 to 31 before the W, such as 15W, or LW
          0 0 1 13 *        | month '13' must be 1 to 12 or JAN to DEC
          0 0 1 FOO *       | month 'FOO' must be 1 to 12 or JAN to DEC
          0 0 1 */13 *      | month '*/13' must have a step from 1 to 12
          0 0 * * 8         | day of week '8' must be 0 to 7 or SUN to SAT
          0 0 * * MONDAY    | day of week 'MONDAY' must be 0 to 7 or SUN to SAT
          0 0 * * L         | day of week 'L' says no weekday: write FRIL for the last Friday of the month, or SAT or SUN
          0 0 * * MON#6     | day of week 'MON#6' must count 1 to 5 after the #, such as MON#2
          0 0 * * MON#0     | day of week 'MON#0' must count 1 to 5 after the #, such as MON#2
          0 0 * * MON#      | day of week 'MON#' must count 1 to 5 after the #, such as MON#2
          0 0 * * #2        | day of week '#2' must be 0 to 7 or SUN to SAT
          0 0 * * 9L        | day of week '9L' must be 0 to 7 or SUN to SAT
          0 0 * * FRI-MON   | day of week 'FRI-MON' ends before it begins: write two ranges with a comma between them
          0 0 * *           | '0 0 * *' has 4 fields: write five (minute, hour, day of month, month, day of week), or six with the second first
          0 0 0 * * * 2030  | '0 0 0 * * * 2030' has 7 fields: write five (minute, hour, day of month, month, day of week), or six with the second first
          @reboot           | '@reboot' is unknown: write @yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly
          """)
  void refusalNamesTheFieldWhatWasFoundAndTheMend(String expression, String message) {
    assertThatThrownBy(() -> Schedule.cron(expression, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThatThrownBy(() -> Schedule.cron(" ", BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 0 fields");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 30 2 *",
        "0 0 31 2,4,6,9,11 ?",
        "0 0 31W 6 *",
        "0 0 L-29 2 *",
        "0 0 */30 * MON#2",
        "0 0 30 FEB ?"
      })
  void expressionThatNoDateMatchesIsRefusedWithTheReason(String expression) {
    assertThatThrownBy(() -> Schedule.cron(expression, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + expression + "' never fires: no date has day of month ")
        .hasMessageEndingWith("choose another day or month");
  }

  @Test
  void expressionWhoseTimesAreAlwaysSkippedIsRefusedWithTheReason() {
    assertThatThrownBy(() -> Schedule.cron("* 2 * 3 SUNL", BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("skipped by the clock changes of Europe/Berlin");
    assertThatCode(() -> Schedule.cron("* 2 * 3 SUNL", ZoneId.of("UTC")))
        .doesNotThrowAnyException();
    assertThatCode(() -> Schedule.cron("30 2 * 3 SUNL", BERLIN)).doesNotThrowAnyException();
  }

  @Test
  void rareDatesAreNotRefused() {
    assertThatCode(() -> Schedule.cron("0 0 29 2 *", BERLIN)).doesNotThrowAnyException();
    assertThatCode(() -> Schedule.cron("0 0 ? 2 MON#5", BERLIN)).doesNotThrowAnyException();
    assertThatCode(() -> Schedule.cron("0 0 L-30 * *", BERLIN)).doesNotThrowAnyException();
  }

  @Test
  void longExpressionIsRefusedWithoutBeingRead() {
    assertThatThrownBy(() -> Schedule.cron("0,".repeat(1_000_000) + "0 * * * *", BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the expression has 2000009 characters: at most 256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1--100000000 * * * *",
        "0-2147483647/1 * * * *",
        "0 0 1/99999999999999999999 * *",
        "0 0 30 2 *",
        "* 2 * 3 SUNL",
        "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,60 0 * * *"
      })
  void refusalIsQuick(String expression) {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> Schedule.cron(expression, BERLIN))
          .isInstanceOf(IllegalArgumentException.class);
    }
    long start = System.nanoTime();
    assertThatThrownBy(() -> Schedule.cron(expression, BERLIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(50));
  }
}
