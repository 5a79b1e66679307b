package dev.groundcrew.task;

import java.util.Map;
import java.util.Optional;

/** The code of a task. Called by several threads at once if the task's overlap allows it. */
@FunctionalInterface
public interface TaskBody {
  /**
   * Runs one attempt.
   *
   * @return a {@link java.util.concurrent.CompletionStage} from an ASYNC task: the attempt ends
   *     when it completes; from any other task, the run's message or null
   * @throws Exception anything: the attempt then has failed
   */
  Object run(TaskContext context) throws Exception;

  /**
   * Whether the code can read what a submitter gives it.
   *
   * @param parameters a JSON object; empty if nothing was given
   * @throws InvalidParameters by parameter, what is wrong; a task takes none unless it says so
   */
  default void check(Optional<String> parameters) {
    if (parameters.filter(json -> !json.equals("{}")).isPresent()) {
      throw new InvalidParameters(Map.of("", "are not taken: the task has none"));
    }
  }
}
