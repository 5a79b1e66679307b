package dev.groundcrew.schedule;

import java.util.List;

/** A field of a cron expression: its name, its bounds, and the names of its values. */
enum CronField {
  SECOND("second", 0, 59, ""),
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  DAY_OF_WEEK("day of week", 0, 7, "SUN MON TUE WED THU FRI SAT");

  private static final int NAME = 3;
  private static final int MOST_DIGITS = 3;

  private final String title;
  private final int least;
  private final int most;
  // Names of three letters with a space between them.
  private final String names;

  CronField(String title, int least, int most, String names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** The values of one item of a list: a value, a range or a star, each with or without a step. */
  long read(String item) {
    List<String> parts = List.of(item.split("/", -1));
    if (parts.size() > 2) {
      throw fault(item, "has two steps: keep one");
    }
    boolean stepped = parts.size() == 2;
    int step = stepped ? step(item, parts.get(1)) : 1;
    List<String> ends = List.of(parts.get(0).split("-", -1));
    if (ends.size() > 2) {
      throw fault(item, "must be a value, a range such as %s, or a star".formatted(range()));
    }
    if (parts.get(0).equals("*")) {
      return bits(least, lastOfCycle(), step);
    }
    int from = value(item, ends.get(0));
    if (ends.size() == 1) {
      return bits(from, stepped ? Math.max(from, lastOfCycle()) : from, step);
    }
    return bits(from, upperEnd(item, from, ends.get(1)), step);
  }

  /** One value, by number or name, checked against the bounds. */
  int value(String item, String text) {
    if (text.length() == NAME && names.contains(text)) {
      return least + names.indexOf(text) / (NAME + 1);
    }
    int value = number(text);
    if (value < least || value > most) {
      throw fault(item, "must be " + allowed());
    }
    return value;
  }

  /** The refusal of an item, with its mend. */
  IllegalArgumentException fault(String found, String mend) {
    return new IllegalArgumentException("%s '%s' %s".formatted(title, found, mend));
  }

  private int upperEnd(String item, int from, String text) {
    int until = value(item, text);
    if (this == DAY_OF_WEEK && text.equals("SUN") && from > 0) {
      // A week may end with Sunday: FRI-SUN.
      until = most;
    }
    if (until < from) {
      throw fault(item, "ends before it begins: write two ranges with a comma between them");
    }
    return until;
  }

  /** Minus one if it is no number, or one so long that it cannot be meant. */
  static int number(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9' || i == MOST_DIGITS) {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return text.isEmpty() ? -1 : number;
  }

  private int step(String item, String text) {
    int longest = lastOfCycle() - least + (least == 0 ? 0 : 1);
    int step = number(text);
    if (step < 1 || step > longest) {
      throw fault(item, "must have a step from 1 to %d".formatted(longest));
    }
    return step;
  }

  /** Where a star, or a step without an upper end, stops. A week ends with Saturday. */
  private int lastOfCycle() {
    return this == DAY_OF_WEEK ? most - 1 : most;
  }

  private long bits(int from, int until, int step) {
    long bits = 0;
    for (int value = from; value <= until; value += step) {
      // 7 is Sunday, and so is 0.
      bits |= 1L << (this == DAY_OF_WEEK ? value % 7 : value);
    }
    return bits;
  }

  private String allowed() {
    String numbers = least + " to " + most;
    return names.isEmpty()
        ? numbers
        : "%s or %s to %s"
            .formatted(numbers, names.substring(0, NAME), names.substring(names.length() - NAME));
  }

  private String range() {
    return least + "-" + most;
  }
}
