package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.schedule.ScheduleSentence;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskDefinition.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task is and when it is due: one value, so that nobody sees the one changed and the other
 * not. Immutable.
 *
 * @param definition what it is
 * @param schedule when it is due
 */
public record ScheduledDefinition(TaskDefinition definition, Schedule schedule) {
  /** From when the fixed rate of a declared task counts; a node counts from its own start. */
  public static final Instant ANCHOR = Instant.EPOCH;

  public ScheduledDefinition {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(schedule, "schedule");
  }

  /**
   * What attributes say.
   *
   * @param nature how the task holds threads if they do not say
   * @param anchor from when a fixed rate counts
   * @param faults collects every fault, each with the attribute and the mend
   * @return empty if there was a fault
   */
  public static Optional<ScheduledDefinition> of(
      String name,
      TaskAttributes attributes,
      Mode nature,
      Instant anchor,
      List<AttributeFault> faults) {
    return TaskDefinition.of(name, attributes, nature, faults)
        .flatMap(definition -> scheduled(definition, anchor, faults));
  }

  /**
   * The same with the attributes of a stronger source on top.
   *
   * @param faults collects every fault, each with the attribute and the mend
   * @return empty if there was a fault
   */
  public Optional<ScheduledDefinition> overriddenBy(
      Source source, Map<String, String> texts, List<AttributeFault> faults) {
    return definition
        .overriddenBy(source, texts, faults)
        .flatMap(changed -> scheduled(changed, ANCHOR, faults));
  }

  private static Optional<ScheduledDefinition> scheduled(
      TaskDefinition definition, Instant anchor, List<AttributeFault> faults) {
    return TimingSchedule.of(definition.timing(), definition.name(), anchor, faults)
        .map(schedule -> new ScheduledDefinition(definition, schedule));
  }

  /** When it is due, in a sentence. */
  public String words(Locale locale) {
    Timing timing = definition.timing();
    boolean local = timing.cron().isPresent() || !timing.except().isEmpty();
    return ScheduleSentence.of(
        schedule,
        local ? Optional.of(timing.zone()) : Optional.empty(),
        timing.atStartup(),
        locale);
  }
}
