/**
 * How it is seen: health, problems, and the whole in figures.
 *
 * <ol>
 *   <li>{@code /api/health/live}, {@code ready} and {@code started} are open to everybody and
 *       answer UP or DOWN alone, 200 or 503. The reason is for those who are signed in.
 *   <li>A problem is raised once and cleared once; {@code /api/problems} lists the open ones.
 *   <li>{@code /api/summary} is the whole in figures. It is at most a second old and made once for
 *       all who ask meanwhile; its cost is bounded, however long the history: a state is counted to
 *       1,000, and percentiles are those of the last 50 runs.
 * </ol>
 */
package dev.groundcrew.watch;
