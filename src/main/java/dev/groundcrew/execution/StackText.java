package dev.groundcrew.execution;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Stack traces as text. */
final class StackText {
  private StackText() {}

  /** What was thrown, with its causes. */
  static String of(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** What was thrown, in one line. */
  static String line(Throwable thrown) {
    String text = thrown.getMessage();
    String type = thrown.getClass().getSimpleName();
    return text == null ? type : type + ": " + text;
  }

  /** Where a thread is. */
  static String of(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .map(frame -> "\tat " + frame)
        .collect(Collectors.joining("\n", thread.getName() + "\n", ""));
  }
}
