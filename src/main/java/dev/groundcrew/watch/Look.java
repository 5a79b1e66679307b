package dev.groundcrew.watch;

import dev.groundcrew.engine.Vitals;
import java.time.Instant;
import java.util.List;

/**
 * A CDI event: the watchman has looked around, as he does each second. Observers are called on his
 * thread and must not wait for the database.
 *
 * @param tasks all tasks there are now
 * @param at when
 */
public record Look(List<Vitals.OfTask> tasks, Instant at) {}
