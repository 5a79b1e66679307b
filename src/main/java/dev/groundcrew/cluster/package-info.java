/**
 * Who runs it: nodes, their lives and leases, and what they tell each other.
 *
 * <ol>
 *   <li>A node has a name, from {@code groundcrew.node} or else the host's. Runs carry it.
 *   <li>Each start of a node is a life with a number of its own. A life holds the runs that it has
 *       claimed. Two live nodes of one name are refused.
 *   <li>A life is heard every 3 s, by the database's clock, on a thread and a connection of their
 *       own, so that an exhausted pool does not silence it. After 12 s of silence it counts as
 *       dead: whoever notices first buries it and settles its runs in the same transaction.
 *   <li>A node that could not renew its lease in time ends its runs by itself, before others begin
 *       them again; one that finds itself buried begins a new life. What the old one still writes
 *       is refused by the fencing token.
 *   <li>Signals are rows, written in the transaction that causes them and read by every node each
 *       500 ms, again and again until it could do what they ask for; a node that was away reads
 *       anew what it may have missed. On a database that one process alone can open nobody reads
 *       them.
 * </ol>
 */
package dev.groundcrew.cluster;
