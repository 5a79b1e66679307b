/**
 * What people ask of the engine over REST, and what they see of it: tasks, runs, schedules, nodes,
 * the gate and the hold.
 *
 * <ol>
 *   <li>A {@code …Resource} is one group of routes: it reads the request to the end, so that every
 *       fault is told at once, asks one part of the engine, and answers with a {@code …View}.
 *   <li>A {@code …View} is what JSON shows: nothing in it is {@code Optional}, what is absent is
 *       null, and it knows the engine's values but not the other way round.
 *   <li>What a request says is turned into the engine's words here, by {@link
 *       dev.groundcrew.engine.rest.RunRequest} and {@link
 *       dev.groundcrew.engine.rest.ScheduleFields}.
 *   <li>Lists are read page by page, below the last page's {@code next}.
 *   <li>A change of a task names the {@linkplain dev.groundcrew.engine.rest.TaskTag tag} that it
 *       saw. A switch, such as pause and hold, means its present state and names none.
 *   <li>A run is stored when the answer says so. The same {@code Idempotency-Key}, or the same
 *       retry of many runs, does nothing twice.
 *   <li>A database that is away is a 503 with the time to come again, whichever route needed it.
 * </ol>
 */
package dev.groundcrew.engine.rest;
