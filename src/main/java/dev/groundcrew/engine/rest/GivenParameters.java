package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.Task;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.web.Problem;
import dev.groundcrew.web.ProblemException;
import java.util.List;
import java.util.Optional;

/** The field {@code parameters} of a request, which the task's code must be able to read. */
public final class GivenParameters {
  private GivenParameters() {}

  /**
   * The same parameters, if the task takes them.
   *
   * @throws ProblemException 400 with each fault if it does not
   */
  public static Optional<String> checked(Task task, Optional<String> parameters) {
    try {
      task.checkParameters(parameters);
    } catch (InvalidParameters e) {
      List<Problem.FieldError> errors =
          e.faults().entrySet().stream()
              .map(
                  fault ->
                      new Problem.FieldError(
                          "/parameters" + (fault.getKey().isEmpty() ? "" : "/" + fault.getKey()),
                          fault.getValue()))
              .toList();
      throw ProblemException.badRequest(errors);
    }
    return parameters;
  }
}
