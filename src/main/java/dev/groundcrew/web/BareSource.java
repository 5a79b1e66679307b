package dev.groundcrew.web;

import java.util.regex.Pattern;

/**
 * A module or style sheet as it is sent: what is there for readers of the source stays at home.
 * Comments that have lines of their own and indentation go; lines stay, so that a line that a
 * browser names is the line of the file. Licences stay too.
 *
 * <p>Indentation inside a template literal is lost as well, which HTML does not tell from a space.
 */
final class BareSource {
  private static final Pattern COMMENT =
      Pattern.compile(
          "^[ \t]*+(?:/\\*(?!\\*\\s*\\*\\s*@license)[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/|//.*)[ \t]*+$",
          Pattern.MULTILINE);
  private static final Pattern INDENTATION = Pattern.compile("^[ \t]+", Pattern.MULTILINE);

  private BareSource() {}

  static String of(String source) {
    String bare =
        COMMENT.matcher(source).replaceAll(comment -> "\n".repeat(lineBreaks(comment.group())));
    return INDENTATION.matcher(bare).replaceAll("");
  }

  private static int lineBreaks(String text) {
    return (int) text.chars().filter(character -> character == '\n').count();
  }
}
