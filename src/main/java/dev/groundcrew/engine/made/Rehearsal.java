package dev.groundcrew.engine.made;

import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import java.util.function.Consumer;

/**
 * What a task that destroys something does until a person has confirmed it: says what it would
 * destroy.
 *
 * @param body says it, as its result
 * @param said hears it
 */
record Rehearsal(TaskBody body, Consumer<String> said) implements TaskBody {
  @Override
  public Object run(TaskContext context) throws Exception {
    Object result = body.run(context);
    said.accept(String.valueOf(result));
    return result;
  }
}
