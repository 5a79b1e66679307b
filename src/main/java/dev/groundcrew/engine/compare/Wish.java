package dev.groundcrew.engine.compare;

import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.rest.GivenParameters;
import dev.groundcrew.task.Mode;
import dev.groundcrew.web.JsonBody;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to be compared.
 *
 * @param modes in this order
 * @param runs in each mode and round
 * @param together how many of them at once
 * @param rounds how often all modes are gone through
 * @param longest after which the comparison ends, however far it is
 * @param parameters that each run is given
 */
record Wish(
    List<Mode> modes,
    int runs,
    int together,
    int rounds,
    Duration longest,
    Optional<String> parameters) {
  /** Why a method that blocks cannot be compared as ASYNC. */
  static final String BLOCKS =
      "the task's method blocks: as ASYNC it would hold a thread all the same, one of the few that"
          + " all launches share. Let it return a CompletionStage to compare that";

  private static final int MOST_RUNS = 100;
  private static final int MOST_TOGETHER = 16;
  private static final int MOST_ROUNDS = 10;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Reads a request for a task; without a body every mode that the task can have is compared.
   *
   * @throws dev.groundcrew.web.ProblemException 400 with every fault
   */
  static Wish read(InputStream in, Task task) {
    JsonBody body =
        JsonBody.read(in, "modes", "runs", "together", "rounds", "longest", "parameters");
    List<Mode> asked = body.choices("modes", Mode.class).stream().distinct().toList();
    if (asked.contains(Mode.ASYNC) && !returnsStage(task)) {
      body.fault("/modes", "cannot have ASYNC: " + BLOCKS);
    }
    int runs = number(body, "runs", 5, MOST_RUNS);
    int together = number(body, "together", 1, MOST_TOGETHER);
    int rounds = number(body, "rounds", 3, MOST_ROUNDS);
    Duration longest = longest(body);
    Optional<String> parameters = body.object("parameters");
    body.check();
    return new Wish(
        asked.isEmpty() ? possible(task) : asked,
        runs,
        together,
        rounds,
        longest,
        GivenParameters.checked(task, parameters));
  }

  private static int number(JsonBody body, String field, int usual, int most) {
    long value = body.integer(field).orElse((long) usual);
    if (value < 1 || value > most) {
      body.fault("/" + field, "must be 1 to " + most);
      return usual;
    }
    return (int) value;
  }

  private static Duration longest(JsonBody body) {
    Optional<String> text = body.text("longest");
    try {
      Duration longest = text.map(Duration::parse).orElse(Duration.ofMinutes(1));
      if (longest.compareTo(SHORTEST) >= 0 && longest.compareTo(LONGEST) <= 0) {
        return longest;
      }
    } catch (DateTimeException e) {
      // Falls through to the same fault: the text and the range belong in one message.
    }
    body.fault("/longest", "must be an ISO-8601 duration from " + SHORTEST + " to " + LONGEST);
    return LONGEST;
  }

  /** A task is ASYNC if, and only if, its code returns a stage. */
  static boolean returnsStage(Task task) {
    return task.definition().mode() == Mode.ASYNC;
  }

  private static List<Mode> possible(Task task) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode != Mode.ASYNC || returnsStage(task))
        .toList();
  }
}
