/**
 * Figures for Prometheus, at {@code /api/metrics}.
 *
 * <ol>
 *   <li>A scrape reads memory only: it answers while the database is away.
 *   <li>Labels are bounded: tasks by name, the first {@value
 *       dev.groundcrew.watch.metrics.TaskNames#MOST} of them, all others together as {@code
 *       (others)}; outcome, trigger, mode and kind are enumerations. Never ids.
 *   <li>Counters count what this node has seen since its start. A skipped run counts once for each
 *       tick that it stands for.
 *   <li>Lateness is the time from when a run was due, or asked for, to when its first attempt
 *       began.
 *   <li>Names and units follow Prometheus: seconds, {@code _total} for counters.
 * </ol>
 */
package dev.groundcrew.watch.metrics;
