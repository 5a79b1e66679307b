/**
 * Who may: users, sign-in, roles.
 *
 * <ol>
 *   <li>Nothing is open but signing in, {@code /api/health/live}, {@code ready} and {@code
 *       started}.
 *   <li>A resource names who may call it, by {@link dev.groundcrew.web.MayCall}; one that names
 *       nobody is closed to everybody.
 *   <li>Passwords are kept as PBKDF2 with HMAC-SHA-256 at 600,000 iterations (OWASP Password
 *       Storage Cheat Sheet, 2023). An unknown name costs the same work as a wrong password.
 *   <li>A verified pair of name and password is remembered for 5 minutes, as a keyed hash that no
 *       other process can compute. A change of the user is noticed within 10 seconds, if the
 *       database is there to ask. Hashing runs on as many threads as there are cores, at most; who
 *       would have to wait longer than a second for a turn is sent away with 503. Requests that
 *       bring the same pair at the same time share one hash.
 *   <li>No default password: the first start makes the user {@code admin} with the password of
 *       {@code groundcrew.admin.password}, or with one that is printed once. Whoever signs in with
 *       the latter may only change it, until that is done. A file {@code reset-admin} in {@code
 *       groundcrew.home} makes the next start of that node do so again, once.
 *   <li>Programs send name and password with each request (HTTP Basic), or a token; people sign in
 *       once and have a session. Its secret of 256 bits is in a cookie, its SHA-256 in the
 *       database, so that any node accepts it. Each sign-in makes a new one. It ends by a sign-out,
 *       by a change of the password, when it was not used for {@code groundcrew.session.idle}, and
 *       {@code groundcrew.session.longest} after the sign-in. An end is in force at once on the
 *       node that made it, within 10 seconds on others.
 *   <li>A program may have a token instead: a name, a role, an end at most a year away, and a
 *       secret of 256 bits that is shown once and stored as SHA-256. Its use is written to the
 *       minute.
 *   <li>A browser changes nothing here on behalf of a page of another site: {@code Sec-Fetch-Site},
 *       or else {@code Origin}, must be ours, and a body must be JSON. No answer allows another
 *       origin to read it.
 *   <li>Each role includes the ones before it: viewer, operator, administrator. {@code metrics}
 *       reads {@code /api/metrics} alone. There is always an administrator left.
 *   <li>Every request that changes something, or that is refused because of who sends it, is an
 *       entry of the audit: who, what, from where, outcome, and what was asked for with secrets
 *       masked; so is every sign-in and every wrong password. Nothing changes an entry; age removes
 *       it. Requests without credentials, and those that a back-off has refused, are none.
 *   <li>Wrong passwords for one name from one address: after the fifth in a row a second passes
 *       before the next is heard, then twice as long each time, up to 15 minutes.
 *   <li>The address of a request is that of its connection. If that is one of {@code
 *       groundcrew.trusted-proxies}, it is the last address in {@code X-Forwarded-For} or {@code
 *       Forwarded} that is not; a request with both headers is its proxy's own.
 *   <li>An operator, user or token, may be limited to tasks by patterns of their names. Everything
 *       can still be seen; what touches other tasks, or all of them, is refused. One filter does
 *       that for every route of operators, by the route's path; where that names no task the route
 *       is closed to them, unless it says that it leaves out by itself what they may not touch.
 *   <li>People may sign in with an OpenID provider (authorization code, PKCE, state, nonce), or
 *       with the server's realm, if the configuration says so. What is left is a session like any
 *       other. Their role follows their groups at each sign-in, their limit as an operator is ours,
 *       and a name belongs to the subject that had it first. A sign-in is good for ten minutes and
 *       once. There is always an administrator with a password of ours.
 * </ol>
 */
package dev.groundcrew.access;
