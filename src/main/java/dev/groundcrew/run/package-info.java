/**
 * What happened: runs, their log, and the one table that is queue and history.
 *
 * <ol>
 *   <li>Every run is a row and ends in exactly one final state; final states never change.
 *   <li>A skipped run is a run, with its reason. Consecutive skips of a task for one reason are one
 *       row with first, last and count.
 *   <li>Durable runs (a person or a program asked for them) are stored before they are
 *       acknowledged. Runs of a schedule are written in batches at most 250 ms late, and wait in a
 *       bounded buffer while the database is away; what the bound pushes out is counted.
 *   <li>Of each attempt the run's log keeps 1 MB; what comes later is counted. Control characters
 *       are taken out.
 *   <li>Ids are 64 bits, made without the database, and sort by time.
 *   <li>Final runs go, with their logs, once they are too old or too many of their task. Done,
 *       failed and skipped runs are counted apart; failures stay longer. The last run of a task,
 *       and the last one that was more than a skip, always stay. Each transaction is a bounded
 *       batch, and each statement follows the index on task and descending id.
 *   <li>What ended runs said (message, error, reason) is searched by how words begin, in bounded
 *       time: among the newest 5,000 runs that fit the rest, then by PostgreSQL's index of words. A
 *       page that ends before all were looked at says where to go on.
 * </ol>
 */
package dev.groundcrew.run;
