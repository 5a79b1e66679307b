package dev.groundcrew.schedule;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.IntFunction;

/** The texts of one language and how it puts lists together. */
final class Words {
  private static final int SHORTEST_RANGE = 3;

  private final ResourceBundle texts;

  Words(Locale locale) {
    // Without this control a server's own locale would stand in for an unknown one instead of
    // English.
    var english =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    this.texts =
        ResourceBundle.getBundle(
            "dev.groundcrew.schedule.words", locale, Words.class.getClassLoader(), english);
  }

  /** A text with its arguments, which must be texts too: numbers would be formatted. */
  String text(String key, String... arguments) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
  }

  /** The singular or the plural of a text. */
  String counted(String key, int count, String... arguments) {
    return text(key + (count == 1 ? ".one" : ".many"), arguments);
  }

  /** "a, b and c". */
  String list(List<String> items) {
    return joined(items, "list.last");
  }

  /** "a, b or c". */
  String choice(List<String> items) {
    return joined(items, "list.or");
  }

  private String joined(List<String> items, String last) {
    String joined = items.get(0);
    for (int i = 1; i < items.size(); i++) {
      joined = text(i == items.size() - 1 ? last : "list.more", joined, items.get(i));
    }
    return joined;
  }

  /** The members of a bit set as a list, three or more in a row as a range: "1, 2 and 5 to 9". */
  String members(long bits, IntFunction<String> name) {
    List<String> items = new ArrayList<>();
    int from = Long.numberOfTrailingZeros(bits);
    while (from < Long.SIZE) {
      int length = Long.numberOfTrailingZeros(~(bits >>> from));
      if (length >= SHORTEST_RANGE) {
        items.add(text("range", name.apply(from), name.apply(from + length - 1)));
      } else {
        for (int i = 0; i < length; i++) {
          items.add(name.apply(from + i));
        }
      }
      int past = from + length;
      from = past >= Long.SIZE ? Long.SIZE : Long.numberOfTrailingZeros(bits & (-1L << past));
    }
    return list(items);
  }

  /** A time of day as 24 hours show it, with seconds only if there are any. */
  static String timeOfDay(int second) {
    String minutes = "%02d:%02d".formatted(second / 3_600, second / 60 % 60);
    return second % 60 == 0 ? minutes : minutes + ":%02d".formatted(second % 60);
  }
}
