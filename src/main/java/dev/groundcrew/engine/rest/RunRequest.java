package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.SubmitOptions;
import dev.groundcrew.engine.Task;
import dev.groundcrew.run.Submission;
import dev.groundcrew.task.Priority;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.ProblemException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request for a run says.
 *
 * @param submission for the run
 * @param node {@code any}, {@code all}, or a node's name; empty for what fits the task's scope
 */
record RunRequest(Submission submission, Optional<String> node) {
  /** On every active node. */
  static final String ALL = "all";

  /** On whichever node takes it first. */
  static final String ANY = "any";

  private static final int LONGEST_NODE = 200;

  /**
   * Reads a request for a task.
   *
   * @throws ProblemException 400 if a field is wrong, or the task does not take these parameters
   */
  static RunRequest read(InputStream in, Task task) {
    JsonBody body = JsonBody.read(in, "parameters", "key", "notBefore", "priority", "node");
    Optional<String> parameters = body.object("parameters");
    Optional<String> key = body.text("key", SubmitOptions.LONGEST_KEY);
    Optional<Instant> notBefore = body.instant("notBefore");
    Optional<Priority> priority = body.choice("priority", Priority.class);
    Optional<String> node = body.text("node", LONGEST_NODE);
    body.check();
    if (key.filter(String::isBlank).isPresent()) {
      throw ProblemException.badRequest("/key", "must not be empty: leave it out");
    }
    return new RunRequest(
        new Submission(
            key,
            GivenParameters.checked(task, parameters),
            priority.orElse(Priority.NORMAL),
            notBefore),
        node);
  }
}
