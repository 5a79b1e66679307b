/**
 * Reads a URL regularly, without holding a thread while it waits.
 *
 * <ol>
 *   <li>Requests are conditional (RFC 9110, 13.1): {@code If-None-Match} and {@code
 *       If-Modified-Since} from the newest version.
 *   <li>Each changed version is stored, up to a number; {@code GET /api/tasks/{name}/data} answers
 *       the newest from memory, also while the next fetch runs and while the database is away.
 *   <li>An answer may have a number of bytes and take a time, both bounded while it is read.
 *   <li>After 429 or 503 no request is made until {@code Retry-After} has passed, an hour at most;
 *       without that header, after any failure, for 1 s that doubles up to 10 min.
 *   <li>Up to 5 redirects are followed, each checked like the first URL.
 *   <li>The address that is connected to is checked, not only the name: private, loopback,
 *       link-local and other special addresses (RFC 6890) are refused unless the configuration
 *       allows host and port; so are names outside of {@code groundcrew.fetch.allow}.
 * </ol>
 */
package dev.groundcrew.builtin.fetch;
