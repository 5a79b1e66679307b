package dev.groundcrew.access;

import dev.groundcrew.access.AuditEntry.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which entries a list shows. Values of one list are alternatives, an empty list is no condition.
 *
 * @param since at this instant or later
 * @param until before this instant
 */
record AuditFilter(
    List<String> who,
    List<String> actions,
    List<String> targets,
    List<String> addresses,
    List<Outcome> outcomes,
    Optional<Instant> since,
    Optional<Instant> until) {}
