/**
 * Deletes rows that have outlived their retention.
 *
 * <ol>
 *   <li>A purge deletes in batches, each in a transaction of its own, and asks {@code proceed()}
 *       before each. Memory does not grow with the number of rows.
 *   <li>The point in time is fixed when a run begins; rows are counted once, then only subtracted,
 *       so that a batch never costs a scan of the table.
 *   <li>A dry run counts and names the oldest and the newest row; it deletes nothing. What a purge
 *       made over REST does until a person has confirmed it is a dry run.
 *   <li>Our own history is none of its business: that is what tasks of the type {@code retention}
 *       in {@code run} are for.
 *   <li>Sources come from the server's configuration only, with the tables that may be purged:
 *       {@code groundcrew.purge.<alias>.jndi} and {@code groundcrew.purge.<alias>.tables}.
 *   <li>The names of table and column come out of the database's own metadata and are quoted; what
 *       an operator wrote is only compared with them, exactly first, then in the database's case.
 *   <li>A timestamp without a time zone, and a date, are read as UTC. A date is old once its whole
 *       day is.
 *   <li>Where an index leads with the column, rows are chosen through it. Elsewhere the table is
 *       walked once, in the order in which it is stored, by the address of the row that each
 *       database has ({@code _rowid_}, {@code ctid}): that needs no primary key, costs one pass
 *       however many batches there are, and every delete checks the age again.
 *   <li>A partitioned table of PostgreSQL is purged partition by partition, each by its own name.
 * </ol>
 */
package dev.groundcrew.builtin.purge;
