package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;

/**
 * Other people's evaluators as oracles, in UTC, where no clock changes: across changes they are
 * wrong or follow another rule.
 */
class OtherEvaluatorsTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int EXPRESSIONS = 300;
  private static final int STEPS = 20;

  @Test
  void randomExpressionsAgreeWithAllThree() throws ParseException {
    long seed = System.nanoTime();
    for (int i = 0; i < EXPRESSIONS; i++) {
      Random random = new Random(seed + i);
      String expression = RandomCron.fiveFields(random);
      Instant after = RandomCron.instant(random);
      String where = "seed " + (seed + i) + ": ";
      agree(where + "Spring", expression, after, spring("0 " + expression));
      agree(where + "Quartz", expression, after, quartz(expression));
      agree(where + "cron-utils", expression, after, cronUtils(expression));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 L * *",
        "0 0 L-3 * *",
        "0 0 LW * *",
        "0 0 15W * *",
        "0 0 1W * *",
        "0 0 * * FRIL",
        "0 0 * * MON#2",
        "0 0 * * SUN#5",
        "0 0 29 2 *",
        "0 0 31 * *"
      })
  void specialDaysAgreeWithSpring(String expression) {
    agree("Spring", expression, Instant.parse("2020-01-01T00:00:00Z"), spring("0 " + expression));
  }

  // 28W is left out: in a February whose last day is Sunday the 28th Spring goes on to March, and
  // cron-utils answers the Sunday itself.
  @ParameterizedTest
  @ValueSource(strings = {"0 0 L * *", "0 0 L-3 * *", "0 0 LW * *", "0 0 15W * *", "0 0 1W * *"})
  void specialDaysOfMonthAgreeWithCronUtils(String expression) {
    var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ);
    String theirs = "0 " + expression.replaceFirst("[*]$", "?");
    ExecutionTime time = ExecutionTime.forCron(new CronParser(definition).parse(theirs));
    agree(
        "cron-utils",
        expression,
        Instant.parse("2020-01-01T00:00:00Z"),
        after -> time.nextExecution(after).orElse(null));
  }

  // Not for days of the month: Quartz 2.5.0 goes on to the next month where the special day is not
  // the one that is written, such as 1W that moves to the 3rd, or L in a month shorter than the one
  // before.
  @ParameterizedTest
  @ValueSource(strings = {"0 0 * * FRIL", "0 0 * * MON#2", "0 0 * * SUN#5"})
  void specialWeekdaysAgreeWithQuartz(String expression) throws ParseException {
    agree("Quartz", expression, Instant.parse("2020-01-01T00:00:00Z"), quartz(expression));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 13 * 5", "30 4 1,15 * 5", "0 0 1-7 6 1-3", "0 12 1-31/10 * 1"})
  void daysOfMonthAndWeekTogetherAgreeWithCronUtils(String expression) {
    // Spring wants both fields to match, Quartz wants one of them to be a question mark.
    agree("cron-utils", expression, Instant.parse("2020-01-01T00:00:00Z"), cronUtils(expression));
  }

  @Test
  void bothDaysAfterAStarAgreeWithSpring() {
    // A day field that begins with a star makes both fields count, as they always do for Spring.
    String expression = "0 12 */10 * MON";
    agree("Spring", expression, Instant.parse("2020-01-01T00:00:00Z"), spring("0 " + expression));
  }

  private static void agree(
      String other, String expression, Instant after, UnaryOperator<ZonedDateTime> next) {
    Schedule schedule = Schedule.cron(expression, UTC);
    Instant at = after;
    for (int step = 0; step < STEPS; step++) {
      ZonedDateTime theirs = next.apply(at.atZone(ZoneOffset.UTC));
      Optional<Instant> ours = schedule.next(at);
      assertThat(ours)
          .as("%s: '%s' after %s", other, expression, at)
          .isEqualTo(Optional.ofNullable(theirs).map(ZonedDateTime::toInstant));
      if (ours.isEmpty()) {
        return;
      }
      at = ours.get();
    }
  }

  private static UnaryOperator<ZonedDateTime> spring(String sixFields) {
    CronExpression expression = CronExpression.parse(sixFields);
    return expression::next;
  }

  /** Quartz counts weekdays from 1, which names avoid, and wants a question mark for one day. */
  private static UnaryOperator<ZonedDateTime> quartz(String fiveFields) throws ParseException {
    boolean byWeekday = !fiveFields.endsWith(" *");
    String[] fields = fiveFields.split(" ", -1);
    String days =
        byWeekday ? "? " + fields[3] + " " + fields[4] : fields[2] + " " + fields[3] + " ?";
    var expression = new org.quartz.CronExpression("0 " + fields[0] + " " + fields[1] + " " + days);
    expression.setTimeZone(TimeZone.getTimeZone("UTC"));
    return after -> {
      Date next = expression.getNextValidTimeAfter(Date.from(after.toInstant()));
      return next == null ? null : next.toInstant().atZone(ZoneOffset.UTC);
    };
  }

  /** In its Unix dialect L, W and # are unknown: such expressions are asked in Spring's. */
  private static UnaryOperator<ZonedDateTime> cronUtils(String fiveFields) {
    boolean special = fiveFields.matches(".*([#]|[A-Z]L$).*");
    var definition =
        CronDefinitionBuilder.instanceDefinitionFor(special ? CronType.SPRING53 : CronType.UNIX);
    var cron = new CronParser(definition).parse(special ? "0 " + fiveFields : fiveFields);
    ExecutionTime time = ExecutionTime.forCron(cron);
    return after -> time.nextExecution(after).orElse(null);
  }
}
