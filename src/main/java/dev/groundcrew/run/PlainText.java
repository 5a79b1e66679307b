package dev.groundcrew.run;

import java.util.regex.Pattern;

/** Text from tasks and their libraries, made safe for logs, terminals and columns. */
final class PlainText {
  private static final Pattern ANSI = Pattern.compile("\\u001b\\[[0-9;?]*[ -/]*[@-~]");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern CONTROL_BUT_LINES = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]+");

  private PlainText() {}

  /** One line of at most {@code longest} characters, without control characters. */
  static String of(String text, int longest) {
    String plain =
        CONTROL.matcher(ANSI.matcher(head(text, longest)).replaceAll("")).replaceAll(" ");
    return cut(plain, longest);
  }

  /** Lines of at most {@code longest} characters together; tabs and line feeds stay. */
  static String lines(String text, int longest) {
    String plain = ANSI.matcher(head(text, longest)).replaceAll("");
    return cut(CONTROL_BUT_LINES.matcher(plain).replaceAll(""), longest);
  }

  /** Hostile text is cut before it is searched; twice the length leaves room for what goes. */
  private static String head(String text, int longest) {
    return text.length() > 2 * longest ? text.substring(0, 2 * longest) : text;
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
  }
}
