package dev.groundcrew.access;

import dev.groundcrew.database.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Those who have proved who they are, by what they proved it with (rule 4 of the package). Safe for
 * use by several threads.
 *
 * @param <T> what is stored of somebody
 */
final class Remembered<T> {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration READ_AGAIN = Duration.ofSeconds(10);
  private static final int MOST = 1_000;

  private final InstantSource clock;

  // Guarded by itself.
  private final Map<String, Known<T>> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known<T>> eldest) {
          return size() > MOST;
        }
      };

  /** Somebody as stored when last looked at, until when that counts, and when to look again. */
  private record Known<T>(T who, Instant until, Instant readAgain) {
    Known<T> lookedAt(T now, Instant time) {
      return new Known<>(now, until, time.plus(READ_AGAIN));
    }
  }

  Remembered(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whom a proof belongs to, if that is remembered and still stands.
   *
   * @param again reads it once more; empty if the proof is worth nothing any more
   */
  Optional<T> get(String proof, Function<T, Optional<T>> again) {
    Instant now = clock.instant();
    Known<T> found;
    synchronized (known) {
      found = known.get(proof);
      if (found == null || !now.isBefore(found.until)) {
        return Optional.empty();
      }
      if (now.isBefore(found.readAgain)) {
        return Optional.of(found.who);
      }
      // Others with the same proof go on meanwhile: if the database is away, one of them waits.
      known.put(proof, found.lookedAt(found.who, now));
    }
    return readAgain(proof, found.who, again);
  }

  private Optional<T> readAgain(String proof, T found, Function<T, Optional<T>> again) {
    try {
      Optional<T> stored = again.apply(found);
      Instant now = clock.instant();
      synchronized (known) {
        known.computeIfPresent(
            proof, (key, value) -> stored.map(who -> value.lookedAt(who, now)).orElse(null));
      }
      return stored;
    } catch (DatabaseException e) {
      if (e.unavailable()) {
        return Optional.of(found);
      }
      throw e;
    }
  }

  /** Whether somebody is remembered; does not ask whether it still stands. */
  boolean has(String proof) {
    Instant now = clock.instant();
    synchronized (known) {
      Known<T> found = known.get(proof);
      return found != null && now.isBefore(found.until);
    }
  }

  void put(String proof, T who) {
    Instant now = clock.instant();
    synchronized (known) {
      known.put(proof, new Known<>(who, now.plus(LONGEST), now.plus(READ_AGAIN)));
    }
  }

  void forget(String proof) {
    synchronized (known) {
      known.remove(proof);
    }
  }

  /** Forgets somebody, whatever the proof. */
  void forget(Predicate<T> whom) {
    synchronized (known) {
      known.values().removeIf(entry -> whom.test(entry.who));
    }
  }
}
