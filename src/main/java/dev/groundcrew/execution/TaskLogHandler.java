package dev.groundcrew.execution;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Adds what a task's own code logs to its run's log (rule 7 of the package). */
public final class TaskLogHandler extends Handler {
  private static final Logger ROOT = Logger.getLogger("");

  private final Formatter messages = new SimpleFormatter();

  /** Begins to listen to the server's log. */
  public void install() {
    ROOT.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    Attempt attempt = Attempt.current();
    if (attempt == null || !isLoggable(record)) {
      return;
    }
    String level = record.getLevel().getName();
    attempt.runLog().append(level, messages.formatMessage(record));
    if (record.getThrown() != null) {
      attempt.runLog().append(level, StackText.of(record.getThrown()));
    }
  }

  @Override
  public void flush() {
    // Lines go to the run's log at once.
  }

  /** Stops listening. The server's logger outlives the application, so this must be called. */
  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
