/**
 * Requests to other systems, for tasks that make them: one client, and where it may go.
 *
 * <ol>
 *   <li>No thread is held while a request waits: two IO threads only move bytes.
 *   <li>Only public addresses are connected to, unless {@code groundcrew.fetch.allow-private} names
 *       the host. The address connected to is checked, not only the name. One refused address
 *       refuses the name.
 *   <li>URLs with user info and IPv4 addresses other than four plain decimal numbers are refused.
 *   <li>A body is read up to a limit, and only of an answer of 2xx.
 *   <li>Redirects are not followed here, nothing is sent twice, and there are no cookies.
 *   <li>Through {@code groundcrew.http.proxy} go names only, and only those that {@code
 *       groundcrew.fetch.allow} or {@code allow-private} has, since the proxy looks them up and
 *       nobody here sees the address: {@code *} allows none of them. Hosts of {@code
 *       groundcrew.http.no-proxy} are called directly, by rule 2.
 * </ol>
 */
package dev.groundcrew.builtin.http;
