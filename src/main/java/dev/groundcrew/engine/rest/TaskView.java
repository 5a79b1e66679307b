package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskState;
import dev.groundcrew.task.TaskDefinition;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A task as REST shows it.
 *
 * @param name its name
 * @param description for people
 * @param owner whom to ask
 * @param tags words to find it by
 * @param runbook what to do when it fails
 * @param type the task type; null for an annotated method
 * @param mode how it holds threads
 * @param scope where it runs
 * @param overlap what happens while an earlier run has not ended
 * @param enabled whether it starts by itself
 * @param state ACTIVE, PAUSED or QUARANTINED
 * @param pause who paused it and why; null if nobody does
 * @param quarantine why the engine stopped it; null if it did not
 * @param schedule in words
 * @param nextRun when it is due next; null if it is not, or only once its run has ended
 * @param running runs under way
 * @param waiting runs that wait for a slot
 * @param verdict what its recent runs say about the mode it needs; in the list of all tasks a
 *     minute old, and null while the database is away
 * @param attributes each attribute with its source and what it hides
 * @param madeBy CODE, CONFIG or REST
 * @param parameters what its type was told, without secrets; empty for an annotated method
 * @param problem why it cannot run; null if it can
 * @param confirmation what must be confirmed before it destroys anything; null if it destroys
 *     nothing
 */
@JsonbPropertyOrder({
  "name",
  "description",
  "schedule",
  "nextRun",
  "mode",
  "scope",
  "overlap",
  "enabled",
  "state",
  "running",
  "waiting",
  "verdict"
})
public record TaskView(
    String name,
    String description,
    String owner,
    List<String> tags,
    String runbook,
    String type,
    String mode,
    String scope,
    String overlap,
    boolean enabled,
    String state,
    PauseView pause,
    String quarantine,
    String schedule,
    Instant nextRun,
    int running,
    long waiting,
    VerdictView verdict,
    Map<String, AttributeView> attributes,
    String madeBy,
    Map<String, Object> parameters,
    String problem,
    ConfirmationView confirmation) {
  /**
   * What stands between a task and what it destroys.
   *
   * @param confirmed whether a person has confirmed it
   * @param dryRun what would be destroyed, as the last dry run said; null if there was none
   */
  public record ConfirmationView(boolean confirmed, String dryRun) {}

  /**
   * One attribute.
   *
   * @param value the text in force
   * @param source where it comes from
   * @param hides what it hides; null if nothing
   */
  public record AttributeView(String value, String source, String hides) {}

  /** A task as it stands now. */
  public static TaskView of(Task task, Engine engine, Locale locale) {
    TaskDefinition definition = task.definition();
    TaskState state = engine.stateOf(task);
    Instant now = engine.now();
    Task.Load load = engine.loadOf(task);
    var attributes = new TreeMap<String, AttributeView>();
    definition
        .attributes()
        .forEach(
            (name, value) ->
                attributes.put(
                    name,
                    new AttributeView(
                        value.value(), value.source().name(), value.hidden().orElse(null))));
    return new TaskView(
        task.name(),
        definition.description(),
        definition.owner(),
        definition.tags(),
        definition.runbook(),
        task.type().orElse(null),
        definition.mode().name(),
        definition.scope().name(),
        definition.overlap().name(),
        definition.enabled(),
        state.nameAt(now),
        state.pauseAt(now).map(PauseView::of).orElse(null),
        state.quarantine().map(TaskState.Quarantine::reason).orElse(null),
        task.scheduled().words(locale),
        engine.schedules().next(task.name()).orElse(null),
        load.running(),
        load.waiting(),
        null,
        attributes,
        task.declared().maker().name(),
        task.declared().parameters(),
        task.declared().problem().orElse(null),
        task.declared()
            .confirmation()
            .map(it -> new ConfirmationView(it.confirmed(), it.rehearsal().orElse(null)))
            .orElse(null));
  }

  /** The same with a verdict, which costs a query. */
  TaskView with(VerdictView found) {
    return new TaskView(
        name,
        description,
        owner,
        tags,
        runbook,
        type,
        mode,
        scope,
        overlap,
        enabled,
        state,
        pause,
        quarantine,
        schedule,
        nextRun,
        running,
        waiting,
        found,
        attributes,
        madeBy,
        parameters,
        problem,
        confirmation);
  }
}
