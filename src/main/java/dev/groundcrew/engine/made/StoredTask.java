package dev.groundcrew.engine.made;

import dev.groundcrew.engine.rest.ScheduleFields;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people have changed of a task over REST, as it is stored.
 *
 * @param name the task's
 * @param version 1 for the first change, one more with each
 * @param made what it is, if it was made over REST and not deleted since
 * @param confirmed whether a person has confirmed that it may destroy what it is told to
 * @param rehearsal what the rehearsal of this version said; empty if there was none
 * @param schedule the attributes that say when it is due; empty if those that it was made with hold
 * @param changedAt when the last change was made, by the database's clock
 * @param changedBy who made it
 */
record StoredTask(
    String name,
    long version,
    Optional<MadeTask> made,
    boolean confirmed,
    Optional<String> rehearsal,
    Optional<Map<String, String>> schedule,
    Instant changedAt,
    String changedBy) {
  StoredTask {
    Objects.requireNonNull(made, "made");
    Objects.requireNonNull(rehearsal, "rehearsal");
    schedule = schedule.map(Map::copyOf);
    Objects.requireNonNull(changedAt, "changedAt");
    Objects.requireNonNull(changedBy, "changedBy");
  }

  /** Nothing yet. */
  static StoredTask none(String name) {
    return new StoredTask(
        name, 0, Optional.empty(), false, Optional.empty(), Optional.empty(), Instant.EPOCH, "");
  }

  /**
   * What it is with the schedule that holds, as it would have been made so at once; equal if it
   * means the same.
   */
  Optional<MadeTask> inForce() {
    return made.map(
        task -> {
          var attributes = new TreeMap<>(task.attributes());
          schedule.ifPresent(
              texts -> {
                attributes.keySet().removeAll(ScheduleFields.WAYS);
                attributes.putAll(texts);
              });
          attributes.values().removeIf(String::isEmpty);
          attributes.remove("at-startup", "false");
          return new MadeTask(task.type(), attributes, task.parameters());
        });
  }

  /** With another schedule, or without one of its own. */
  StoredTask due(Optional<Map<String, String>> other) {
    return new StoredTask(name, version, made, confirmed, rehearsal, other, changedAt, changedBy);
  }

  /** What it does is now this; what does the same needs no new confirmation. */
  StoredTask made(MadeTask other) {
    boolean same = made.filter(other::doesTheSameAs).isPresent();
    return new StoredTask(
        name,
        version,
        Optional.of(other),
        same && confirmed,
        same ? rehearsal : Optional.empty(),
        schedule,
        changedAt,
        changedBy);
  }

  StoredTask deleted() {
    return new StoredTask(
        name,
        version,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        changedAt,
        changedBy);
  }

  StoredTask confirm() {
    return new StoredTask(name, version, made, true, rehearsal, schedule, changedAt, changedBy);
  }

  /** The next version, to be stored. */
  StoredTask next(Instant now, String who) {
    return new StoredTask(name, version + 1, made, confirmed, rehearsal, schedule, now, who);
  }
}
