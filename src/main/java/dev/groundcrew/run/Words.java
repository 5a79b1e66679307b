package dev.groundcrew.run;

import dev.groundcrew.database.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How runs are searched by the words that they said: message, error and reason. Stateless. */
public final class Words {
  /** A search looks for no more. */
  public static final int MOST = 8;

  /**
   * All of ASCII but letters and digits; other letters are parts of words. The index says it too.
   */
  private static final String SEPARATORS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private static final Pattern BETWEEN = Pattern.compile("[\\p{Punct}\\s\\p{Cntrl}]+");

  /** On H2, which has no index of words, only so many of the newest runs are looked at. */
  private static final int NEWEST = 2_000;

  /** PostgreSQL uses the index of V96 only for this very text. */
  private static final String SAID =
      "translate(coalesce(message, '') || ' ' || coalesce(error, '') || ' ' || coalesce(reason, ''), '"
          + SEPARATORS.replace("'", "''")
          + "', '"
          + " ".repeat(SEPARATORS.length())
          + "')";

  private static final String SAID_ANYTHING = "coalesce(message, error, reason) is not null";

  private Words() {}

  /** The words of a text, in small letters, each once; what a search looks for. */
  public static List<String> of(String text) {
    return BETWEEN
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * What a statement asks of a row.
   *
   * @param condition gets each condition, with one mark, and what stands for the mark
   */
  static void narrow(Dialect dialect, List<String> words, BiConsumer<String, String> condition) {
    if (dialect == Dialect.POSTGRESQL) {
      condition.accept(
          SAID_ANYTHING + " and to_tsvector('simple', " + SAID + ") @@ to_tsquery('simple', ?)",
          words.stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & ")));
    } else {
      words.forEach(
          word -> condition.accept("' ' || lower(" + SAID + ") like ?", "% " + word + "%"));
    }
  }

  /** On H2 a search looks at few rows only: which ones, by their ids. */
  static String newest(String conditions, String order) {
    return "(select id, message, error, reason from groundcrew_run where "
        + conditions
        + " order by "
        + order
        + " fetch first "
        + NEWEST
        + " rows only) newest";
  }
}
