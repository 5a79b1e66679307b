/**
 * Calls a URL: any method, headers and body; the status says whether it went well.
 *
 * <ol>
 *   <li>No thread is held while the call waits.
 *   <li>Where a call may go is what {@code builtin.http} says.
 *   <li>A status that is not expected fails the attempt. Redirects are not followed: they are a
 *       status like any other.
 *   <li>Headers that carry secrets stand in {@code secret-headers}, which nobody sees again; a
 *       header or a query parameter that is named like one is refused elsewhere. Neither headers
 *       nor bodies come into messages and logs.
 *   <li>Headers that belong to the connection are refused, and so are line breaks within one.
 *   <li>A call is sent once in an attempt. Whether it is repeated is up to the task's attempts.
 * </ol>
 */
package dev.groundcrew.builtin.httpcall;
