/**
 * What every JAX-RS resource shares: errors, bodies, lists, queries. And the files of the console.
 *
 * <ol>
 *   <li>Every error is {@code application/problem+json} (RFC 9457) with {@code errors: [{pointer,
 *       message}]}, the pointer being a JSON pointer into the body or a query parameter's name.
 *   <li>A body is at most 1 MB, one JSON object, without unknown or repeated fields.
 *   <li>A list answers {@code {"items": [], "next": null}}; {@code limit} is 1 to 500, 50 if not
 *       given; {@code after} takes the last {@code next}.
 *   <li>An unknown query parameter is refused.
 *   <li>The console is the files of {@code src/main/webapp/app}. They hold no data, so everybody
 *       may read them. Each is sent without its comments, compressed once, has a validator, and is
 *       asked for again before it is used again ({@code no-cache}). Documents carry a strict
 *       content security policy with Trusted Types.
 *   <li>A resource carries {@link dev.groundcrew.web.OwnRest}, and its path begins with {@code
 *       api/}: an {@code Application} of the user's that finds it in the WAR answers 404 there, and
 *       has its own resources for itself.
 * </ol>
 */
package dev.groundcrew.web;
