package dev.groundcrew.engine.made;

import dev.groundcrew.engine.Declaration;
import dev.groundcrew.engine.Declaration.Confirmation;
import dev.groundcrew.engine.Declaration.Maker;
import dev.groundcrew.engine.ScheduledDefinition;
import dev.groundcrew.engine.TaskFactory;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes tasks of what people have stored. Immutable. */
final class TaskMaker {
  private final TaskFactory factory;

  TaskMaker(TaskFactory factory) {
    this.factory = factory;
  }

  /** All types by name. */
  List<TaskType> types() {
    return factory.types();
  }

  /** A type, if this application has it. */
  Optional<TaskType> type(String name) {
    return factory.type(name);
  }

  /** What a task of this application would be, whose code it does not have. */
  Declaration unknown(StoredTask stored, String problem) {
    var faults = new ArrayList<AttributeFault>();
    TaskAttributes defaults = factory.defaults();
    Map<String, String> attributes = stored.made().map(MadeTask::attributes).orElse(Map.of());
    TaskDefinition definition =
        TaskDefinition.of(
                stored.name(),
                defaults.overriddenBy(Source.REST, attributes),
                attributes.getOrDefault("mode", "").equals(Mode.ASYNC.name())
                    ? Mode.ASYNC
                    : Mode.POOLED,
                faults)
            .or(() -> TaskDefinition.of(stored.name(), defaults, Mode.POOLED, faults))
            .orElseThrow(() -> new InvalidAttributes(faults));
    return new Declaration(
        new ScheduledDefinition(definition, Schedule.never()),
        context -> {
          throw new IllegalStateException(problem);
        },
        Maker.REST,
        stored.made().map(MadeTask::type),
        Map.of(),
        stored.version(),
        Optional.of(problem),
        Optional.empty());
  }

  /**
   * The task that somebody has stored.
   *
   * @param said hears what a rehearsal says, with the stored task
   * @throws InvalidAttributes with every fault, as {@link TaskFactory#ofType} names them
   */
  Declaration make(StoredTask stored, BiConsumer<StoredTask, String> said) {
    MadeTask made = stored.made().orElseThrow();
    var faults = new ArrayList<AttributeFault>();
    TaskFactory.Typed typed =
        factory
            .ofType(
                stored.name(),
                made.type(),
                Source.REST,
                made.attributes(),
                made.parameters(),
                (type, parameters) -> body(type, parameters, stored, said),
                faults)
            .orElseThrow(() -> new InvalidAttributes(faults));
    return new Declaration(
        typed.scheduled(),
        typed.body(),
        Maker.REST,
        Optional.of(made.type()),
        ParameterFields.shown(typed.type().parameters(), made.parameters()),
        stored.version(),
        Optional.empty(),
        destroys(typed.type(), stored.name(), made)
            ? Optional.of(new Confirmation(stored.confirmed(), stored.rehearsal()))
            : Optional.empty());
  }

  private static boolean destroys(TaskType type, String name, MadeTask made) {
    return type.rehearsal(name, Parameters.of(type.parameters(), made.parameters())).isPresent();
  }

  private static TaskBody body(
      TaskType type,
      Parameters parameters,
      StoredTask stored,
      BiConsumer<StoredTask, String> said) {
    TaskBody body = type.create(stored.name(), parameters);
    return stored.confirmed()
        ? body
        : type.rehearsal(stored.name(), parameters)
            .<TaskBody>map(dry -> new Rehearsal(dry, text -> said.accept(stored, text)))
            .orElse(body);
  }
}
