/**
 * Copies the embedded database while tasks run.
 *
 * <ol>
 *   <li>A copy is a ZIP of the one file that H2 needs, as it stood at one moment, in {@code
 *       backups/} beside that file; only the owner may read it. The newest stay, {@code
 *       groundcrew.backup.keep} of them.
 *   <li>One is made by {@code POST /api/backup}, or by a task of the type {@code backup}.
 *   <li>PostgreSQL has its own tools: it is refused with the name of one.
 * </ol>
 */
package dev.groundcrew.builtin.backup;
