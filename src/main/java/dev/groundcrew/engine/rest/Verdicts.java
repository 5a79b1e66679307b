package dev.groundcrew.engine.rest;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verdicts for lists of tasks, a minute old at most: each costs a query, and lists are asked for
 * again and again. Safe for use by several threads.
 */
@ApplicationScoped
class Verdicts {
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Each query of a database that is away may wait for a while: one of a list is enough. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** More tasks than a server has: what was deleted is forgotten now and then. */
  private static final int MOST = 10_000;

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private volatile Instant silentUntil = Instant.EPOCH;

  @Inject Engine engine;

  private record Known(VerdictView verdict, Instant until) {}

  /** A task's verdict; null while the database is away. */
  VerdictView lately(Task task) {
    Known last = known.get(task.name());
    if (last != null && engine.now().isBefore(last.until)) {
      return last.verdict;
    }
    if (engine.unready().isPresent() || engine.now().isBefore(silentUntil)) {
      return null;
    }
    try {
      VerdictView fresh = VerdictView.of(engine.verdict(task));
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(task.name(), new Known(fresh, engine.now().plus(FRESH)));
      return fresh;
    } catch (DatabaseException e) {
      silentUntil = engine.now().plus(SILENCE);
      return null;
    }
  }
}
