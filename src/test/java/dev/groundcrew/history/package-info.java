/**
 * What a cluster did to its tables, recorded while faults are made, and the rules that it may not
 * break whatever dies.
 *
 * <ol>
 *   <li>Final states never change.
 *   <li>A run is held by one life at a time, with a greater fencing token each time that it is
 *       taken.
 *   <li>A run begins under the claim that took it, and ends under it.
 *   <li>At most one run of a non-overlapping task is held by a life that is not over.
 *   <li>Every due tick belongs to exactly one row: run, skipped or missed.
 *   <li>A life is buried only after a lease of silence, by the database's clock.
 *   <li>Every run that was accepted ends in exactly one final state.
 * </ol>
 */
package dev.groundcrew.history;
