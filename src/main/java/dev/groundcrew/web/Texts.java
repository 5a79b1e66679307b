package dev.groundcrew.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The texts of the console: one table in the source, with a column a language, so that nobody
 * forgets one; one module a language where it is sent, since a browser needs one only.
 */
final class Texts {
  /** In the order of the columns; the console knows them too. */
  static final List<String> LANGUAGES = List.of("en", "de", "zh");

  private static final String TABLE = "words/texts.js";
  private static final String BETWEEN = " \\| ";

  private Texts() {}

  static boolean isTable(String path) {
    return path.endsWith("/" + TABLE);
  }

  /** Where the module of a language stands: {@code words/texts.de.js}. */
  static String path(String table, String language) {
    return table.replace(".js", "." + language + ".js");
  }

  /** The module of a language: its column beside the keys; what is no row stays. */
  static byte[] column(byte[] table, String language) {
    return new String(table, UTF_8)
        .lines()
        .map(line -> row(line, 1 + LANGUAGES.indexOf(language)))
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(UTF_8);
  }

  private static String row(String line, int column) {
    List<String> cells = List.of(line.split(BETWEEN, -1));
    return cells.size() == 1 + LANGUAGES.size() ? cells.get(0) + " | " + cells.get(column) : line;
  }
}
