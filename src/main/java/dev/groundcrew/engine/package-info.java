/**
 * Start, dispatch, stop. How the container starts it stands in {@code boot}; what people ask of it
 * over REST, in {@code rest}; the tasks that they make, in {@code made}. These use this package,
 * and it knows none of them.
 *
 * <ol>
 *   <li>{@link dev.groundcrew.engine.Engine} is made of sound settings and tasks, or the deployment
 *       fails. A database that is away does not fail it: the start goes on without it and completes
 *       once it is back.
 *   <li>The gate: tasks start once the web application is initialised, so that requests are served
 *       first. They start by their order, then by name, spread over a while.
 *   <li>One heap holds all schedules; one wake-up is pending on the server's scheduled executor, at
 *       most 10 s away. A heartbeat on a thread of its own notices a lost one and arms it anew.
 *   <li>A tick, a start-up and a request by hand take one path: policy, a run, a slot, an attempt,
 *       an outcome.
 *   <li>Waiting runs are served task by task in turn, and no task takes all slots of a mode: a
 *       flood of one leaves room for the others.
 *   <li>Ticks that pass while this process sleeps are one skipped run, unless the task's missed-run
 *       policy makes up for all; the last of them runs.
 *   <li>A DEDICATED task that throws is started again after 1 s, doubling up to 1 min.
 *   <li>A failed attempt is tried again after a growing pause while attempts are left; from then on
 *       the run is durable. A shutdown or a lost lease uses no attempt up.
 *   <li>Of a task that is due once in the cluster every node tries to store the run at its due
 *       time, under the lock of the task's row; the database's clock decides whether it is due, and
 *       the overlap policy counts the runs of all nodes. A node that would begin it at once, with
 *       nothing in its way, may store it some milliseconds ahead if its clock agrees with the
 *       database's; the code waits for its time there.
 *   <li>Due times without a row, since nothing could run the task, are found at the start, a while
 *       after a node could not store one, and by the next tick that is stored: whoever stores a row
 *       accounts for all between it and the newest before. They become what the task's missed-run
 *       policy says. Only what a schedule says since it was set can be missed.
 *   <li>The runs of a life that died are settled in the transaction that buries it; what a life
 *       that is over holds all the same, soon after. A run that saw three nodes die ends, and its
 *       task is quarantined. Of a task that may not run again after a crash the start is stored
 *       before the code begins.
 *   <li>At stop: nothing new, all are asked to end, waited for, interrupted; durable runs go back
 *       to the queue, but for those that have begun and must not begin again; what was left is told
 *       at the next start.
 *   <li>A stored run that this node knows of is taken at once. What other nodes left is found by a
 *       look each second; where one process has the database to itself, every three: only what had
 *       been put off before its start is to be found there.
 * </ol>
 */
package dev.groundcrew.engine;
