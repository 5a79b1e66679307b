package dev.groundcrew.builtin.purge;

/**
 * A table and a column that the database has.
 *
 * @param table its schema and name, each quoted: safe within a statement
 * @param column its name, quoted
 * @param time how the column tells time
 * @param indexed whether an index leads with the column
 */
record Target(String table, String column, TimeColumn time, boolean indexed) {}
