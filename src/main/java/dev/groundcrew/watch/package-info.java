/**
 * How it is seen: health and problems; figures and MBeans stand in the packages inside.
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
 * </ol>
 */
package dev.groundcrew.watch;
