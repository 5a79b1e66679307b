/**
 * How it is seen: health and problems.
 *
 * <ol>
 *   <li>{@code /api/health/live}, {@code ready} and {@code started} are open to everybody and
 *       answer UP or DOWN alone, 200 or 503. The reason is for those who are signed in.
 *   <li>A problem is raised once and cleared once; {@code /api/problems} lists the open ones.
 * </ol>
 */
package dev.groundcrew.watch;
