/**
 * Who runs it: nodes.
 *
 * <ol>
 *   <li>A node has a name, from {@code groundcrew.node} or else the host's. Runs carry it.
 *   <li>A node notes its start and its orderly stop. At the next start it knows whether the life
 *       before ended in order, and what that left behind.
 * </ol>
 */
package dev.groundcrew.cluster;
