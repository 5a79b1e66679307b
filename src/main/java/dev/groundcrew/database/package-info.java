/**
 * The one way to SQL: data source, transactions, migrations.
 *
 * <ol>
 *   <li>The default is H2 in a file below {@code groundcrew.home}; {@code groundcrew.database.url}
 *       or {@code groundcrew.database.jndi} name another.
 *   <li>H2 always runs with {@code WRITE_DELAY=0}: with its default a kill loses the last half
 *       second of acknowledged commits.
 *   <li>SQL is written by hand in text blocks, in the one class that owns the table.
 *   <li>Values are bound, never concatenated.
 *   <li>All tables start with {@code groundcrew_}; migrations and their history table are ours
 *       alone. Two nodes may start on an empty database at once.
 *   <li>A schema that a newer release has made, or a migration has left half made, is refused with
 *       its versions. With {@code groundcrew.database.migrate=false} the schema is only checked.
 *   <li>An H2 file is copied beside itself before it is upgraded; the newest three copies stay.
 *   <li>A data source of the server's takes part in the JTA transaction of a caller that submits a
 *       run; all other work, and all on a pool of ours, is in transactions of its own.
 *   <li>A file of H2 is opened again when a thread is interrupted that reads or writes it, as the
 *       thread of a cancelled run is: Java closes the file then, and H2 by itself would be lost for
 *       all until the next start. Such a thread does not see the interruption any more.
 *   <li>H2 always runs with {@code OPTIMIZE_REUSE_RESULTS=FALSE}: with its default a query that is
 *       asked while another transaction commits may be answered by what was before, on that
 *       connection until the table is written again.
 * </ol>
 */
package dev.groundcrew.database;
