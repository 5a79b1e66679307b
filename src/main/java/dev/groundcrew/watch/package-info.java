/**
 * How it is seen: health, problems and the whole at a glance; figures, MBeans and alerts stand in
 * the packages inside.
 *
 * <ol>
 *   <li>{@code /api/health/live}, {@code ready} and {@code started} are open to everybody and
 *       answer UP or DOWN alone, 200 or 503. Figures and the reason are for those who are signed
 *       in. A server with MicroProfile Health gets the same three answers, with figures that name
 *       nothing, since it shows them to anybody.
 *   <li>A problem is raised once and cleared once; {@code /api/problems} lists the open ones. Its
 *       id is made of its kind, its task and its node, so that the same problem has the same id
 *       whenever it comes back.
 *   <li>A schedule has stopped if a run is overdue by more than {@code groundcrew.watch.tolerance}:
 *       its due time has passed and it has not begun, it waits for a slot while nothing of its task
 *       runs, or its task has a schedule but no next run; seen at two looks in a row, a second
 *       apart.
 *   <li>{@code /api/summary} is the whole in figures. It is at most a second old and made once for
 *       all who ask meanwhile; its cost is bounded, however long the history: a state is counted to
 *       1,000, and percentiles are those of the last 50 runs.
 *   <li>{@code /api/events} tells what has changed, so that whoever shows it asks again:
 *       server-sent events, at most four a second, each a bounded list of tasks and runs. A client
 *       that comes back with {@code Last-Event-ID} gets what it missed, or is told to fetch all
 *       again; so is one that reads too slowly. Nobody who listens holds a thread. A stream lasts
 *       ten minutes: then its client comes again, and its sign-in is looked at anew.
 *   <li>Each node writes down every quarter of a minute what it did: requests and their p99, CPU,
 *       heap, threads, runs, and how far its clock is off. Three days of that stay, for {@code
 *       /api/timeline} and {@code /api/nodes}.
 * </ol>
 */
package dev.groundcrew.watch;
