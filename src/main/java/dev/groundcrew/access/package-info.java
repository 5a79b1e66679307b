/**
 * Who may: users, sign-in, roles.
 *
 * <ol>
 *   <li>Nothing is open but {@code /api/health/live}, {@code ready} and {@code started}.
 *   <li>One authentication mechanism, HTTP Basic; no sessions.
 *   <li>Passwords are kept as PBKDF2 with HMAC-SHA-256 at 600,000 iterations (OWASP Password
 *       Storage Cheat Sheet, 2023). An unknown name costs the same work as a wrong password.
 *   <li>A verified pair of name and password is remembered for 5 minutes, as a keyed hash that no
 *       other process can compute. A change of the user is noticed within 10 seconds, if the
 *       database is there to ask. Hashing runs on as many threads as there are cores, at most; who
 *       would have to wait longer than a second is sent away with 503.
 *   <li>No default password: the first start makes the user {@code admin} with the password of
 *       {@code groundcrew.admin.password}, or with one that is printed once.
 * </ol>
 */
package dev.groundcrew.access;
