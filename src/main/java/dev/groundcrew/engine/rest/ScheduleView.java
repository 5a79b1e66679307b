package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.Task;
import dev.groundcrew.task.AttributeValue;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskDefinition.Timing;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When a task is due, as REST shows it. Durations are ISO-8601; what is not set is null.
 *
 * @param words in a sentence
 * @param cron the expression
 * @param every the fixed rate
 * @param delay the time from one end to the next start
 * @param at the one instant
 * @param byHand whether nothing but a person starts it
 * @param zone the zone of the expression and of the dates
 * @param jitter by how much it may be later
 * @param from the first instant at which it may be due
 * @param until the first instant at which it may no longer be due
 * @param except dates on which it is not due
 * @param atStartup whether a run starts with the application
 * @param source the strongest source of any of this
 * @param hides in a sentence, what holds once a change over REST is taken back; null if there is
 *     none
 */
@JsonbPropertyOrder({"words", "source", "hides", "cron", "every", "delay", "at", "byHand", "zone"})
public record ScheduleView(
    String words,
    String cron,
    String every,
    String delay,
    Instant at,
    boolean byHand,
    String zone,
    String jitter,
    Instant from,
    Instant until,
    List<String> except,
    boolean atStartup,
    String source,
    String hides) {
  /** When a task is due now. */
  public static ScheduleView of(Task task, Locale locale) {
    TaskDefinition definition = task.definition();
    Timing timing = definition.timing();
    Source source = source(definition.attributes());
    return new ScheduleView(
        task.scheduled().words(locale),
        timing.cron().orElse(null),
        text(timing.every()),
        text(timing.delay()),
        timing.at().orElse(null),
        !timing.isScheduled() && !timing.atStartup(),
        timing.zone().getId(),
        text(timing.jitter()),
        timing.from().orElse(null),
        timing.until().orElse(null),
        timing.except().stream().sorted().map(LocalDate::toString).toList(),
        timing.atStartup(),
        source.name(),
        source == Source.REST ? task.declared().scheduled().words(locale) : null);
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }

  private static Source source(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .filter(attribute -> ScheduleFields.ATTRIBUTES.contains(attribute.getKey()))
        .map(attribute -> attribute.getValue().source())
        .max(Comparator.naturalOrder())
        .orElse(Source.DEFAULT);
  }
}
