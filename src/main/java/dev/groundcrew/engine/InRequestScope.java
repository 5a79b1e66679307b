package dev.groundcrew.engine;

import dev.groundcrew.task.PublishesData;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/**
 * Code of a task with a request scope of its own around each attempt. Immutable.
 *
 * @param body the code
 * @param controllers make and end scopes
 */
public record InRequestScope(TaskBody body, Instance<RequestContextController> controllers)
    implements TaskBody {
  @Override
  public Object run(TaskContext context) throws Exception {
    RequestContextController scope = controllers.get();
    boolean opened = scope.activate();
    try {
      return body.run(context);
    } finally {
      if (opened) {
        scope.deactivate();
      }
      controllers.destroy(scope);
    }
  }

  @Override
  public void check(Optional<String> parameters) {
    body.check(parameters);
  }

  /** The code inside, if it publishes data. */
  static Optional<PublishesData> publisher(TaskBody body) {
    TaskBody inner = body instanceof InRequestScope scoped ? scoped.body : body;
    return inner instanceof PublishesData publisher ? Optional.of(publisher) : Optional.empty();
  }
}
