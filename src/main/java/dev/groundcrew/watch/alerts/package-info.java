/**
 * Tells people who are not looking.
 *
 * <ol>
 *   <li>Receivers are named by the server's configuration alone, {@code
 *       groundcrew.alerts.<name>.url}: their addresses and secrets are no business of the database,
 *       and nobody can make this server call an address over REST. What is alerted is changed over
 *       REST, for the whole cluster.
 *   <li>An alert is raised when a task has failed as many times in a row as the rules say (on this
 *       node, or in the cluster if it runs once there), when it recovers from that, when ticks were
 *       missed, when a run is overdue, and when a problem is raised or has cleared. What this node
 *       has not seen, since it was not up or another ran it, is looked up in the history.
 *   <li>Each subject is told of a kind at most once within the cool-down; what comes meanwhile is
 *       counted and told at its end, the newest state only. All that is raised within a second goes
 *       in one message.
 *   <li>A message stands in the database, within two seconds or once the database is back, one row
 *       for each receiver, until it was answered with 2xx: it arrives at least once, tried again
 *       after 5 s, doubling up to 5 min, for three days. Any node may deliver. Its id, {@code
 *       webhook-id} or {@code Message-ID}, is the same at each try. A letter has arrived once the
 *       mail server has taken it for one of its addresses.
 *   <li>Webhooks are signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> 1.0
 *       has it: HMAC-SHA-256 over {@code id.timestamp.body}.
 *   <li>While the engine runs and the database answers, one node calls {@code
 *       groundcrew.alerts.heartbeat-url} each minute, so that somebody outside notices a dead
 *       cluster.
 *   <li>A message has a link to the page of its run, its task or the problems, where {@code
 *       groundcrew.public-url} says where that is. Receivers are called through {@code
 *       groundcrew.http.proxy}, but for hosts of {@code groundcrew.http.no-proxy}.
 * </ol>
 */
package dev.groundcrew.watch.alerts;
