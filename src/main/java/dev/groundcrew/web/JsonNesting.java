package dev.groundcrew.web;

/** Looks over a JSON text before a parser sees it: parsers recurse, and stop at the first value. */
public final class JsonNesting {
  private static final int MAX_DEPTH = 20;

  private int depth;
  private boolean quoted;
  private boolean ended;

  private JsonNesting() {}

  /**
   * Bounds the depth of a text. Brackets inside strings do not count.
   *
   * @throws ProblemException 400 if it is nested too deep, or if anything follows its first value
   */
  public static void check(String text) {
    var nesting = new JsonNesting();
    for (int i = 0; i < text.length(); i++) {
      boolean escape = nesting.quoted && text.charAt(i) == '\\';
      if (escape) {
        i++;
      } else {
        nesting.step(text.charAt(i));
      }
    }
  }

  private void step(char c) {
    if (ended && " \t\r\n".indexOf(c) < 0) {
      throw ProblemException.badRequest(
          "", "the body must be one JSON object; something follows it");
    }
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted) {
      bracket(c);
    }
  }

  private void bracket(char c) {
    if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
      ended = depth <= 0;
    }
    if (depth > MAX_DEPTH) {
      throw ProblemException.badRequest("", "the body is nested deeper than " + MAX_DEPTH);
    }
  }
}
