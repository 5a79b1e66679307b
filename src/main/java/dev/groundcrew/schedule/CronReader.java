package dev.groundcrew.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a cron expression into bit sets (package description, rules 3 to 7). */
final class CronReader {
  private static final int LONGEST = 256;

  // Any time after which a whole calendar cycle is looked through will do.
  private static final long SOME_TIME = 0;

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Map<String, String> SHORTHANDS =
      Map.of(
          "@YEARLY", "0 0 1 1 *",
          "@ANNUALLY", "0 0 1 1 *",
          "@MONTHLY", "0 0 1 * *",
          "@WEEKLY", "0 0 * * 0",
          "@DAILY", "0 0 * * *",
          "@MIDNIGHT", "0 0 * * *",
          "@HOURLY", "0 * * * *");

  private CronReader() {}

  static CronFields read(String expression) {
    if (expression.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the expression has %d characters: at most %d".formatted(expression.length(), LONGEST));
    }
    List<String> texts = texts(expression);
    CronFields fields = fields(texts);
    if (fields.nextOrSame(SOME_TIME) == CronFields.NONE) {
      throw new IllegalArgumentException(
          "'%s' never fires: no date has day of month '%s', month '%s' and day of week '%s'; choose another day or month"
              .formatted(expression, texts.get(3), texts.get(4), texts.get(5)));
    }
    return fields;
  }

  /** The six fields, seconds first. */
  private static List<String> texts(String expression) {
    String upper = expression.strip().toUpperCase(Locale.ROOT);
    if (upper.startsWith("@") && !SHORTHANDS.containsKey(upper)) {
      throw new IllegalArgumentException(
          "'%s' is unknown: write @yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly"
              .formatted(expression));
    }
    String meant = SHORTHANDS.getOrDefault(upper, upper);
    List<String> texts = List.of(SPACE.split(meant, -1));
    return switch (texts.size()) {
      case 5 -> List.of("0", texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4));
      case 6 -> texts;
      default ->
          throw new IllegalArgumentException(
              "'%s' has %d fields: write five (minute, hour, day of month, month, day of week), or six with the second first"
                  .formatted(expression, meant.isEmpty() ? 0 : texts.size()));
    };
  }

  private static CronFields fields(List<String> texts) {
    return new CronFields(
        values(CronField.SECOND, texts.get(0)),
        values(CronField.MINUTE, texts.get(1)),
        values(CronField.HOUR, texts.get(2)),
        new CronDaysReader().read(texts.get(3), texts.get(5)),
        values(CronField.MONTH, texts.get(4)),
        texts.subList(0, 3).stream().anyMatch(text -> text.startsWith("*")));
  }

  private static long values(CronField field, String text) {
    long values = 0;
    for (String item : text.split(",", -1)) {
      values |= field.read(item);
    }
    return values;
  }
}
