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
  private static final String BETWEEN = " | ";

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
    int column = 1 + LANGUAGES.indexOf(language);
    return new String(table, UTF_8)
        .lines()
        .map(line -> line.split(" \\| ", -1))
        .map(cells -> cells.length == 1 ? cells[0] : cells[0] + BETWEEN + cells[column])
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(UTF_8);
  }
}
