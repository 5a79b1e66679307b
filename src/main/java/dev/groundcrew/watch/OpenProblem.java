package dev.groundcrew.watch;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/**
 * Something that is wrong on this node.
 *
 * @param id the same each time that the same thing is wrong with the same task on the same node
 * @param kind what kind of thing
 * @param task the task that it is about; null if none
 * @param node who found it
 * @param text what is wrong, for people
 * @param since when it was raised
 * @param runbook the task's own link to what to do; null if there is none
 */
@JsonbPropertyOrder({"id", "kind", "task", "node", "text", "since", "runbook"})
public record OpenProblem(
    String id,
    ProblemKind kind,
    String task,
    String node,
    String text,
    Instant since,
    String runbook) {}
