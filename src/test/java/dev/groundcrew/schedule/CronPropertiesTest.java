package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every expression, tried on random ones. A failure names its seed. */
class CronPropertiesTest {
  private static final int EXPRESSIONS = 2_000;
  private static final int STEPS = 20;
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Apia"));

  @Test
  void nextGoesForwardsAndIsTheSameFromEveryInstantBetween() {
    long seed = System.nanoTime();
    for (int i = 0; i < EXPRESSIONS; i++) {
      holdsFor(seed + i);
    }
  }

  private static void holdsFor(long seed) {
    Random random = new Random(seed);
    String expression = RandomCron.expression(random);
    ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
    Cron cron = Cron.of(expression, zone);
    Instant at = RandomCron.instant(random);
    for (int step = 0; step < STEPS; step++) {
      Optional<Instant> due = cron.next(at);
      if (due.isEmpty()) {
        return;
      }
      String where = "seed %d: '%s' in %s after %s".formatted(seed, expression, zone, at);
      assertThat(due.get()).as(where).isAfter(at);
      Instant between = between(random, at, due.get());
      assertThat(cron.next(between)).as(where + " and after " + between).isEqualTo(due);
      assertThat(matches(cron, due.get())).as(where + " matches at " + due.get()).isTrue();
      at = due.get();
    }
  }

  private static Instant between(Random random, Instant from, Instant until) {
    long millis = Duration.between(from, until).toMillis();
    return from.plusMillis(millis == 0 ? 0 : random.nextLong(millis));
  }

  /** A due time's own local time matches, or it is the end of a gap. */
  private static boolean matches(Cron cron, Instant due) {
    ZoneOffset offset = cron.rules().getOffset(due);
    LocalDateTime local = LocalDateTime.ofInstant(due, offset);
    var change = cron.rules().previousTransition(due.plusNanos(1));
    boolean endOfGap = change != null && change.isGap() && change.getInstant().equals(due);
    return matches(cron.fields(), local) || endOfGap;
  }

  private static boolean matches(CronFields fields, LocalDateTime time) {
    return has(fields.seconds(), time.getSecond())
        && has(fields.minutes(), time.getMinute())
        && has(fields.hours(), time.getHour())
        && has(fields.months(), time.getMonthValue())
        && has(fields.days().in(time.getYear(), time.getMonthValue()), time.getDayOfMonth());
  }

  private static boolean has(long bits, int value) {
    return (bits & (1L << value)) != 0;
  }
}
