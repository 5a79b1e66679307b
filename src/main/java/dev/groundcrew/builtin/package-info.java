/**
 * The tasks that ship: backup, purge, fetch and monitor, one package each.
 *
 * <ol>
 *   <li>Each is a {@link dev.groundcrew.task.TaskType}; operators make tasks of it by
 *       configuration.
 *   <li>The logic stands in plain classes; only the type and the settings of each are beans.
 *   <li>Nothing here waits inside a thread of the server except for the database and for names.
 *   <li>Upwards only {@link dev.groundcrew.builtin.ThresholdCrossed} travels, as a CDI event.
 * </ol>
 */
package dev.groundcrew.builtin;
