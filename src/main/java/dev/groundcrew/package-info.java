/**
 * Groundcrew: background work for Jakarta EE that yields to requests.
 *
 * <p>One WAR starts its tasks with the application, runs them on the server's own managed executors
 * while JAX-RS resources answer, and stops them cleanly. The ground crew works while the passengers
 * are served; the passengers must not notice.
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>task
 *   <dd>what can run (Jakarta Batch owns the word "job")
 *   <dt>schedule
 *   <dd>when a task is due
 *   <dt>run
 *   <dd>one execution of a task; a row for ever in one final state
 *   <dt>attempt
 *   <dd>a try inside a run
 *   <dt>trigger
 *   <dd>why a run began
 *   <dt>node
 *   <dd>one server
 *   <dt>mode
 *   <dd>how a task holds threads: DEDICATED, POOLED or ASYNC
 *   <dt>scope
 *   <dd>where a due task runs: on every node, or once per cluster
 * </dl>
 *
 * <h2>Packages, by the question they answer</h2>
 *
 * <ul>
 *   <li>{@code task}: what may run
 *   <li>{@code schedule}: when it is due
 *   <li>{@code settings}: what an operator may set, and how a wrong value is refused
 *   <li>{@code database}: the one way to SQL
 *   <li>{@code web}: what every resource shares
 *   <li>{@code run}: what happened
 *   <li>{@code execution}: how it runs
 *   <li>{@code cluster}: who runs it
 *   <li>{@code engine}: start, dispatch, stop; inside, {@code boot}: how the container starts it;
 *       {@code rest}: what people ask of it and see of it; {@code made}: which tasks they make, and
 *       what they change of the others; {@code compare}: one task in every mode that it could have
 *   <li>{@code access}: who may
 *   <li>{@code watch}: how it is seen
 *   <li>{@code builtin}: the tasks that ship
 * </ul>
 *
 * <h2>Arrows</h2>
 *
 * {@code task}, {@code schedule} and {@code settings} depend on nothing of ours; {@code web} and
 * {@code database} on settings; {@code access} on database, web, settings; {@code run} on task,
 * database, settings; {@code execution} on task, run, settings; {@code cluster} on task, run,
 * database, settings; {@code builtin} on task, database, web, settings, and its own {@code
 * builtin.http}; {@code engine} on all of these but builtin; {@code watch} on engine and below, and
 * builtin. A package inside builtin, engine or watch may also use the one around it; {@code engine}
 * uses none of those inside it, and of these {@code engine.made} and {@code engine.compare} use
 * {@code engine.rest}. Upwards only CDI events travel, as records of the package where the thing
 * happens. {@code ArchitectureTest} holds the code to this page.
 */
package dev.groundcrew;
