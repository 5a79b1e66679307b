package dev.groundcrew.run;

import dev.groundcrew.database.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
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

  private static final String TEXT =
      "coalesce(message, '') || ' ' || coalesce(error, '') || ' ' || coalesce(reason, '')";

  /** PostgreSQL uses the index of V96 only for this very text. */
  private static final String SAID =
      "translate("
          + TEXT
          + ", '"
          + SEPARATORS.replace("'", "''")
          + "', '"
          + " ".repeat(SEPARATORS.length())
          + "')";

  private static final String SAID_ANYTHING = "coalesce(message, error, reason) is not null";

  /**
   * Parts of words that stand in a text in small letters if the index of it has the word. What
   * stands between them PostgreSQL splits in its own way, and of a sigma it has two opinions.
   */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{Nd}&&[^σς]]+");

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
   * What a statement that reads row by row asks of each. PostgreSQL is asked a cheap question
   * first: to find the words of a row costs it twenty times as much.
   *
   * @param arguments gets what stands for its marks
   */
  static String said(Dialect dialect, List<String> words, List<Object> arguments) {
    if (dialect != Dialect.POSTGRESQL) {
      words.forEach(word -> arguments.add("% " + word + "%"));
      return words.stream()
          .map(word -> "' ' || lower(" + SAID + ") like ?")
          .collect(Collectors.joining(" and "));
    }
    List<String> plain =
        words.stream()
            .flatMap(word -> PLAIN.matcher(word).results().map(MatchResult::group))
            .toList();
    arguments.addAll(plain);
    return ("strpos(lower(" + TEXT + "), ?) > 0 and ").repeat(plain.size())
        + indexed(words, arguments);
  }

  /**
   * What the index of PostgreSQL answers.
   *
   * @param arguments gets what stands for its marks
   */
  static String indexed(List<String> words, List<Object> arguments) {
    arguments.add(
        words.stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & ")));
    return SAID_ANYTHING + " and to_tsvector('simple', " + SAID + ") @@ to_tsquery('simple', ?)";
  }
}
