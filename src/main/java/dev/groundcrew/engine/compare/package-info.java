/**
 * One task in every mode that it could have, side by side.
 *
 * <ol>
 *   <li>Only a task that is declared {@code repeatable} is compared: its code then runs any number
 *       of times, several at once, for nothing but the figures.
 *   <li>A comparison is asked for, goes on by itself on the node that was asked, and is read from
 *       any node. One at a time on a node. It ends after its longest time, when somebody cancels
 *       it, when one of its runs fails, and when the node stops.
 *   <li>Rounds of all modes follow each other, with a quiet time in each, so that a machine that
 *       changes its speed disturbs all alike. The first run in each mode warms up and does not
 *       count.
 *   <li>Its runs take the way of all others to a thread, and wait at the gate as others do. They
 *       are no rows among the runs: schedules, overlap, verdicts, metrics and alerts know nothing
 *       of them.
 *   <li>A method that returns a stage can have every mode: as DEDICATED and POOLED its thread waits
 *       for the stage. A method that blocks cannot be ASYNC: nothing would be asynchronous, and it
 *       would hold one of the few threads that all launches share.
 *   <li>What cannot be measured is absent, and said.
 * </ol>
 */
package dev.groundcrew.engine.compare;
