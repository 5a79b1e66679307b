/**
 * Fetches a URL again and again, keeps its changed versions, and answers the newest from memory.
 *
 * <p>Purpose: requests read another system's data without waiting for that system.
 *
 * <ol>
 *   <li>No thread is held while an exchange waits. Names are resolved, bodies digested and tables
 *       read and written on the short-work executor; the two IO threads only move bytes.
 *   <li>A version is stored if its SHA-256 differs from that of the newest one of the same URL. The
 *       newest {@code keep} versions of a task stay.
 *   <li>The newest version is loaded at first use and then answered from memory. It gives the
 *       conditional headers of the next request.
 *   <li>With the database away, fetching goes on in memory; the run's log says so, and the newest
 *       version is stored as soon as the database is back.
 *   <li>2xx and 304 succeed; every other status fails the attempt. At most 5 redirects are
 *       followed.
 *   <li>The time limit spans the whole exchange, redirects included, but for time spent in the
 *       database. The size limit is enforced while reading.
 *   <li>After 429 or 503 later runs end at once without a request, successfully: until the time
 *       that {@code Retry-After} names, at most an hour away; without it for 1 s after the first
 *       such answer, doubling with each further one up to 10 min. Any other answer ends the
 *       doubling.
 *   <li>Only public addresses are connected to, unless {@code groundcrew.fetch.allow-private} names
 *       the host. The address connected to is checked, not only the name; each redirect is checked
 *       as the first URL is. One refused address refuses the name.
 *   <li>URLs with user info and IPv4 addresses other than four plain decimal numbers are refused.
 *   <li>Cancelling the stage of a run aborts its request.
 * </ol>
 *
 * Out of scope: credentials and cookies; trying again within a run ({@code execution}).
 */
package dev.groundcrew.builtin.fetch;
