/**
 * Somebody's application, with everything that a library could disturb: REST at {@code api} that
 * lists no classes, a mapper of every exception, a writer of JSON, a login over all paths, beans of
 * common types, migrations, and a table and roles that are called like ours.
 */
package dev.groundcrew.server.shop;
