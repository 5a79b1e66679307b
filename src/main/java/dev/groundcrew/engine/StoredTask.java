package dev.groundcrew.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What people have changed of a task over REST, as it is stored.
 *
 * @param name the task's
 * @param version 1 for the first change, one more with each
 * @param schedule the attributes that say when it is due; empty if those of the code hold
 * @param changedAt when the last change was made, by the database's clock
 * @param changedBy who made it
 */
record StoredTask(
    String name,
    long version,
    Optional<Map<String, String>> schedule,
    Instant changedAt,
    String changedBy) {
  StoredTask {
    schedule = schedule.map(Map::copyOf);
    Objects.requireNonNull(changedAt, "changedAt");
    Objects.requireNonNull(changedBy, "changedBy");
  }
}
