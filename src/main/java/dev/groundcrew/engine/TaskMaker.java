package dev.groundcrew.engine;

import dev.groundcrew.engine.Declaration.Confirmation;
import dev.groundcrew.engine.Declaration.Maker;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Makes tasks of what people have stored, by the types that this application has. Immutable. */
final class TaskMaker {
  /** Before the names of parameters, where faults are told. */
  static final String PARAMETERS = "parameters/";

  private final Map<String, TaskType> types;
  private final String zone;
  private final UnaryOperator<TaskBody> scoped;

  /**
   * @param zone of schedules that name none
   * @param scoped wraps each task's code
   */
  TaskMaker(List<TaskType> types, String zone, UnaryOperator<TaskBody> scoped) {
    this.types = new TreeMap<>();
    types.forEach(type -> this.types.put(type.name(), type));
    this.zone = zone;
    this.scoped = scoped;
  }

  /** All types by name. */
  List<TaskType> types() {
    return List.copyOf(types.values());
  }

  Optional<TaskType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** What a task of this application would be, whose code it does not have. */
  Declaration unknown(StoredTask stored, String problem) {
    var faults = new ArrayList<AttributeFault>();
    TaskAttributes defaults = TaskAttributes.defaults(zone);
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
        definition,
        Schedule.never(),
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
   * @throws InvalidAttributes with every fault, {@link #PARAMETERS} before the names of parameters
   */
  Declaration make(StoredTask stored, BiConsumer<StoredTask, String> said) {
    MadeTask made = stored.made().orElseThrow();
    var faults = new ArrayList<AttributeFault>();
    TaskType type = types.get(made.type());
    if (type == null) {
      throw new InvalidAttributes(List.of(unknownType(made.type())));
    }
    Optional<TaskBody> body = body(type, stored, said, faults);
    TaskAttributes attributes =
        TaskAttributes.defaults(zone).overriddenBy(Source.REST, made.attributes());
    Optional<TaskDefinition> definition =
        TaskDefinition.of(stored.name(), attributes, type.mode(), faults);
    Optional<Schedule> schedule =
        definition.flatMap(
            sound -> TimingSchedule.of(sound.timing(), stored.name(), Instant.EPOCH, faults));
    if (!faults.isEmpty()) {
      throw new InvalidAttributes(faults);
    }
    return new Declaration(
        definition.orElseThrow(),
        schedule.orElseThrow(),
        scoped.apply(body.orElseThrow()),
        Maker.REST,
        Optional.of(made.type()),
        ParameterFields.shown(type.parameters(), made.parameters()),
        stored.version(),
        Optional.empty(),
        destroys(type, stored.name(), made)
            ? Optional.of(new Confirmation(stored.confirmed(), stored.rehearsal()))
            : Optional.empty());
  }

  private AttributeFault unknownType(String name) {
    return new AttributeFault(
        "type", "'" + name + "' must be one of " + String.join(", ", types.keySet()));
  }

  private static boolean destroys(TaskType type, String name, MadeTask made) {
    return type.rehearsal(name, Parameters.of(type.parameters(), made.parameters())).isPresent();
  }

  private static Optional<TaskBody> body(
      TaskType type,
      StoredTask stored,
      BiConsumer<StoredTask, String> said,
      List<AttributeFault> faults) {
    try {
      Parameters parameters =
          Parameters.of(type.parameters(), stored.made().orElseThrow().parameters());
      TaskBody body = type.create(stored.name(), parameters);
      return Optional.of(
          stored.confirmed()
              ? body
              : type.rehearsal(stored.name(), parameters)
                  .<TaskBody>map(dry -> new Rehearsal(dry, text -> said.accept(stored, text)))
                  .orElse(body));
    } catch (InvalidParameters e) {
      e.faults().forEach((name, fault) -> faults.add(new AttributeFault(PARAMETERS + name, fault)));
    } catch (IllegalArgumentException e) {
      faults.add(new AttributeFault("parameters", e.getMessage()));
    }
    return Optional.empty();
  }
}
