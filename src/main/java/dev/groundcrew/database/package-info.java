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
 *       alone.
 * </ol>
 */
package dev.groundcrew.database;
