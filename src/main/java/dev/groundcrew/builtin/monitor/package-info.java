/**
 * Watches the resources of this server.
 *
 * <ol>
 *   <li>One run is one sample: CPU, load, heap, garbage collections, threads, file descriptors,
 *       disk, and the connection pool where it can be seen. What a platform does not tell is left
 *       out.
 *   <li>The last samples stay in memory, up to a bound; {@code GET /api/tasks/{name}/data} answers
 *       them, the newest last.
 *   <li>Finished minutes go to the database as least, average and most of each metric, for 30 days.
 *       While it is away up to an hour of them waits in memory, and losses are said.
 *   <li>A value beyond its limit raises a problem once; it clears once, after a number of good
 *       samples in a row, so that a value that flaps does not raise again and again.
 * </ol>
 */
package dev.groundcrew.builtin.monitor;
