package dev.groundcrew.engine.made;

import dev.groundcrew.access.SecretFields;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;

/** What task types declare to be secret is kept out of the audit, whatever it is called. */
@ApplicationScoped
class SecretParameters implements SecretFields {
  @Inject MadeTasks tasks;

  @Override
  public Set<String> names() {
    TaskMaker maker = tasks.maker();
    return maker == null
        // The engine has not begun, so nothing can be made yet either.
        ? Set.of()
        : maker.types().stream()
            .map(TaskType::parameters)
            .flatMap(parameters -> parameters.stream())
            .filter(parameter -> parameter.kind() == Parameter.Kind.SECRET)
            .map(Parameter::name)
            .collect(Collectors.toUnmodifiableSet());
  }
}
