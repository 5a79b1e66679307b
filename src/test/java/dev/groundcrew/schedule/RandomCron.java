package dev.groundcrew.schedule;

import java.time.Instant;
import java.util.Random;

/** Random expressions that fire, and random instants to ask them with. */
final class RandomCron {
  private static final String[] WEEKDAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
  private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("2040-01-01T00:00:00Z").getEpochSecond();

  private RandomCron() {}

  /** Five or six fields. Days go to 28 only, so that every expression fires. */
  static String expression(Random random) {
    String five = fiveFields(random);
    return random.nextInt(4) == 0 ? field(random, 0, 59) + " " + five : five;
  }

  /** Minutes first. One of the two day fields is a star, on which all evaluators agree. */
  static String fiveFields(Random random) {
    String dayOfMonth = random.nextBoolean() ? "*" : field(random, 1, 28);
    String dayOfWeek = dayOfMonth.equals("*") && random.nextBoolean() ? weekday(random) : "*";
    return String.join(
        " ",
        field(random, 0, 59),
        field(random, 0, 23),
        dayOfMonth,
        random.nextInt(3) > 0 ? "*" : field(random, 1, 12),
        dayOfWeek);
  }

  static Instant instant(Random random) {
    return Instant.ofEpochSecond(random.nextLong(FIRST, LAST), random.nextInt(1_000_000_000));
  }

  private static String weekday(Random random) {
    String day = WEEKDAYS[random.nextInt(WEEKDAYS.length)];
    return switch (random.nextInt(5)) {
      case 0 -> "MON-FRI";
      case 1 -> "TUE,THU,SAT";
      case 2 -> day + "#" + (1 + random.nextInt(4));
      case 3 -> day + "L";
      default -> day;
    };
  }

  private static String field(Random random, int least, int most) {
    int from = random.nextInt(least, most + 1);
    int until = random.nextInt(from, most + 1);
    int step = random.nextInt(1, most - least + 1);
    return switch (random.nextInt(7)) {
      case 0 -> "*";
      case 1 -> "*/" + step;
      case 2 -> from + "-" + until;
      case 3 -> from + "-" + until + "/" + step;
      case 4 -> from + "," + until;
      default -> Integer.toString(from);
    };
  }
}
