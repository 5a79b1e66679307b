package dev.groundcrew.server.leaving;

import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A type of somebody else's, with a secret whose name does not tell that it is one. */
@ApplicationScoped
public class Vault implements TaskType {
  @Override
  public String name() {
    return "vault";
  }

  @Override
  public String description() {
    return "Opens a vault.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.requiredText("place", "where it stands"),
        new Parameter("combination", Parameter.Kind.SECRET, "what opens it", true, null, 1, 100));
  }

  @Override
  public Mode mode() {
    return Mode.POOLED;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    return context ->
        parameters.text("place") + ", a combination of " + parameters.text("combination").length();
  }
}
