package dev.groundcrew.history;

import java.time.Instant;

/**
 * A write to the row of a node: it joins, is heard, drains, stops or is buried.
 *
 * @param seq its place among all writes
 * @param at the database's clock
 * @param node the node's name
 * @param life its life
 * @param state ACTIVE, DRAINING or GONE
 * @param heard when it was last heard
 * @param stopped whether it stopped in order
 */
public record NodeEvent(
    long seq, Instant at, String node, long life, String state, Instant heard, boolean stopped)
    implements Event {
  boolean over() {
    return state.equals("GONE");
  }
}
