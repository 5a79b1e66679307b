/**
 * Start, dispatch, stop.
 *
 * <ol>
 *   <li>{@link dev.groundcrew.engine.StartUp} reads settings and declarations; any fault fails the
 *       deployment, all faults in one message. A database that is away does not: the start goes on
 *       without it and completes once it is back.
 *   <li>The gate: tasks start once the web application is initialised, so that requests are served
 *       first. They start by their order, then by name, spread over a while.
 *   <li>One heap holds all schedules; one wake-up is pending on the server's scheduled executor, at
 *       most 10 s away. A heartbeat on a thread of its own notices a lost one and arms it anew.
 *   <li>A tick, a start-up and a request by hand take one path: policy, a run, a slot, an attempt,
 *       an outcome.
 *   <li>Waiting runs are served task by task in turn, and no task takes all slots of a mode: a
 *       flood of one leaves room for the others.
 *   <li>Ticks that pass while this process sleeps are one skipped run; the last of them runs.
 *   <li>A DEDICATED task that throws is started again after 1 s, doubling up to 1 min.
 *   <li>At stop: nothing new, all are asked to end, waited for, interrupted; durable runs go back
 *       to the queue; what was left is told at the next start.
 * </ol>
 */
package dev.groundcrew.engine;
