package dev.groundcrew.engine;

import dev.groundcrew.execution.Ended;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What of ends goes to the server's log: nothing for a success; of a failure its stack trace, and
 * of the same failure again one counted line a minute. Safe for use by several threads.
 */
final class FailureLog {
  private static final Logger LOG = System.getLogger(FailureLog.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Map<String, Repeated> lastByTask = new HashMap<>();

  private static final class Repeated {
    private final String error;
    private Instant lastLine;
    private long unsaid;

    Repeated(String error, Instant lastLine) {
      this.error = error;
      this.lastLine = lastLine;
    }
  }

  void ended(Ended ended) {
    RunState state = ended.run().state();
    if (ended.left()) {
      LOG.log(
          Level.ERROR,
          "{0}: its code ignores interruption and was given up; it is at {1}",
          where(ended),
          ended.run().ending().stack().orElse("an unknown place"));
    }
    if (state == RunState.SUCCEEDED) {
      forget(ended);
    } else if (state == RunState.FAILED || state == RunState.TIMED_OUT) {
      failed(ended);
    }
  }

  private synchronized void forget(Ended ended) {
    lastByTask.remove(ended.run().task());
  }

  private synchronized void failed(Ended ended) {
    String error =
        ended.run().ending().error().or(() -> ended.run().ending().reason()).orElse("no message");
    Instant now = ended.run().endedAt().orElseThrow();
    Repeated last = lastByTask.get(ended.run().task());
    if (last == null || !last.error.equals(error)) {
      lastByTask.put(ended.run().task(), new Repeated(error, now));
      Optional<Throwable> thrown = ended.thrown();
      if (thrown.isPresent()) {
        LOG.log(Level.WARNING, where(ended) + " failed", thrown.get());
      } else {
        LOG.log(Level.WARNING, "{0} failed: {1}", where(ended), error);
      }
      return;
    }
    last.unsaid++;
    if (!now.isBefore(last.lastLine.plus(PAUSE))) {
      LOG.log(
          Level.WARNING,
          "{0} failed again, {1} times since: {2}",
          where(ended),
          last.unsaid,
          error);
      last.lastLine = now;
      last.unsaid = 0;
    }
  }

  private static String where(Ended ended) {
    return "task %s, run %s, attempt %d"
        .formatted(ended.run().task(), RunId.text(ended.run().id()), ended.run().attempt());
  }
}
