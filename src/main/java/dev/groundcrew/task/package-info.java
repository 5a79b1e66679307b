/**
 * What may run: the programming model.
 *
 * <p>Purpose: a developer writes a task as an annotated method, or a {@linkplain
 * dev.groundcrew.task.TaskType task type} from which operators make tasks by configuration.
 *
 * <ol>
 *   <li>A task's name matches {@code [a-z0-9][a-z0-9-]{0,62}} and is unique in the application.
 *   <li>Attributes come from three sources; precedence: REST, then MicroProfile Config, then the
 *       annotation, then the default. A task shows the source of each attribute and the value that
 *       it hides.
 *   <li>At most one of {@code cron}, {@code every}, {@code delay} and {@code at} is set; {@code
 *       jitter}, {@code from}, {@code until} and {@code except} narrow it.
 *   <li>Without a mode, a task that returns a stage is ASYNC; one that only starts with the
 *       application is DEDICATED; every other is POOLED.
 *   <li>Wrong attributes are refused all at once, each with its mend.
 *   <li>{@link dev.groundcrew.task.TaskContext#proceed()} is the only cooperative checkpoint.
 * </ol>
 *
 * Out of scope: when a task is due ({@code schedule}), and how it gets a thread ({@code
 * execution}).
 */
package dev.groundcrew.task;
